/**
 * The sending side of the queue, on DBOS's client: needs no worker in this process. DBOS debounces without partitions
 * and partitions without debouncing, so that what was debounced (`DUE`) puts the turn into the partitioned queue
 * (`TURNS`).
 */
import type { DBOSClient } from "@dbos-inc/dbos-sdk";
import { loadDbos } from "./load-dbos.js";
import { APPLICATION, type DbosPlace, PROTOCOL } from "./place.js";
import { partitionOf, type TurnRequest } from "./request.js";

/** Each name is that of a queue and of the one workflow in it. */
export const DUE = "knowhow-due";
export const TURNS = "knowhow-turns";

/** The connections of a client: one sends, one is there for the next. */
const CONNECTIONS = 2;
/** How long `close` waits for a database that is away, in milliseconds. */
const PATIENCE = 5000;

const silent = { info() {}, debug() {}, warn() {}, error() {} };

export class TurnQueue {
  readonly #place: Required<DbosPlace>;
  #client: Promise<DBOSClient> | null = null;

  constructor(place: Required<DbosPlace>) {
    this.#place = place;
  }

  /** A lesson was kept: a turn when nothing more has come for `after`, at the latest `maxWait` after the first. */
  async afterLesson(request: TurnRequest): Promise<void> {
    await this.#debounce(`lesson ${partitionOf(request)}`, request, request.after, request.maxWait);
  }

  /** A turn in so many milliseconds; the last one that asks for the same instructions says when. */
  async again(request: TurnRequest, milliseconds: number): Promise<void> {
    await this.#debounce(`again ${partitionOf(request)}`, request, milliseconds, null);
  }

  /** A turn now. The same id is put in once; of several with the same `once` one waits at a time. */
  async enqueue(request: TurnRequest, { id, once }: { id?: string; once?: string }): Promise<void> {
    const client = await this.#connect();
    await client.enqueue(
      {
        queueName: TURNS,
        workflowName: TURNS,
        queuePartitionKey: partitionOf(request),
        appVersion: PROTOCOL,
        ...(id === undefined ? {} : { workflowID: id }),
        ...(once === undefined ? {} : { deduplicationID: once, duplicationPolicy: "return-existing" }),
      },
      request,
    );
  }

  /** Ends the connections. Does not wait long for a database that is away. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    await atMost(
      PATIENCE,
      client?.destroy().catch(() => {}),
    );
  }

  async #debounce(key: string, request: TurnRequest, milliseconds: number, latest: number | null): Promise<void> {
    const { DebouncerClient } = await loadDbos();
    const debouncer = new DebouncerClient(await this.#connect(), {
      workflowName: DUE,
      startWorkflowParams: { queueName: DUE, enqueueOptions: { applicationVersion: PROTOCOL } },
      ...(latest === null ? {} : { debounceTimeoutMs: Math.max(1, latest) }),
    });
    await debouncer.debounce(key, Math.max(1, milliseconds), request);
  }

  #connect(): Promise<DBOSClient> {
    return (this.#client ??= this.#create());
  }

  async #create(): Promise<DBOSClient> {
    const { DBOSClient } = await loadDbos();
    return DBOSClient.create({
      systemDatabaseUrl: this.#place.url,
      systemDatabaseSchemaName: this.#place.schema,
      systemDatabasePoolSize: CONNECTIONS,
      applicationName: APPLICATION,
      logger: silent,
    });
  }
}

/** Waits for it, but not longer. */
export async function atMost(milliseconds: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}
