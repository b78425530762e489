/** `knowhow/sqlite`: the embedded store. */
export { type SqliteStoreOptions, sqliteStore } from "../stores/sqlite/store.js";
