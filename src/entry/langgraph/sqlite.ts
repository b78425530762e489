/** `knowhow/langgraph/sqlite`: a `BaseStore` of LangGraph in an SQLite file. Needs `@langchain/langgraph`. */
export { sqliteBaseStore, type SqliteBaseStoreOptions } from "../../stores/base-store/sqlite.js";
export type { BaseStoreOptions, TimeToLiveOptions } from "../../stores/base-store/settings.js";
export type { PutOptions, ReadOptions, SqlBaseStore } from "../../stores/base-store/store.js";
