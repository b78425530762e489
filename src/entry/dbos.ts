/**
 * `knowhow/dbos`: reflects in the background by DBOS's queue on PostgreSQL, in any number of processes. Needs the
 * package `@dbos-inc/dbos-sdk`.
 */
export type { DbosPlace } from "../jobs/dbos/place.js";
export { dbosQueue, type DbosQueueOptions } from "../jobs/dbos/queue.js";
export { type DbosWorker, dbosWorker, type DbosWorkerOptions } from "../jobs/dbos/worker.js";
