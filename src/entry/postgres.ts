/** `knowhow/postgres`: the store for many processes on many machines. Needs the package `pg`. */
export type { PostgresClient, PostgresPool, PostgresStatement } from "../stores/postgres/pool.js";
export type { PostgresStoreOptions } from "../stores/postgres/database.js";
export { postgresStore } from "../stores/postgres/store.js";
