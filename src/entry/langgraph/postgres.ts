/** `knowhow/langgraph/postgres`: a `BaseStore` of LangGraph in PostgreSQL. Needs `@langchain/langgraph` and `pg`. */
export { postgresBaseStore, type PostgresBaseStoreOptions } from "../../stores/base-store/postgres.js";
export type { PostgresStoreOptions } from "../../stores/postgres/database.js";
export type { PostgresClient, PostgresPool, PostgresStatement } from "../../stores/postgres/pool.js";
export type { BaseStoreOptions, TimeToLiveOptions } from "../../stores/base-store/settings.js";
export type { PutOptions, ReadOptions, SqlBaseStore } from "../../stores/base-store/store.js";
