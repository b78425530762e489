/**
 * What a worker sees to now and then, since nobody does it for DBOS without its Conductor: turns that a killed worker
 * had begun go back into the queue, lessons that nobody told the queue of are put into it, and old rows go.
 */
import type { WorkflowStatus } from "@dbos-inc/dbos-sdk";
import type { Backlog, Claim } from "../../core/claim.js";
import type { RunnerHost } from "../../core/ports/runner.js";
import type { Page } from "../../core/ports/store.js";
import { dueAt, type Timing } from "../timing.js";
import type { Dbos } from "./load-dbos.js";
import { APPLICATION } from "./place.js";
import { partitionOf, requestOf } from "./request.js";
import { DUE, type TurnQueue, TURNS } from "./turn-queue.js";

export interface CareOptions {
  readonly timing: Required<Timing>;
  readonly lease: number;
  readonly lookEvery: number;
  readonly keep: number;
}

/** As many turns as are looked at. Of those beyond, one may be put in twice, and the second finds nothing to do. */
const MOST = 10_000;
/** As many old rows as go at once. */
const SWEPT = 1000;

/** Who holds the claim during a turn: the worker, and which of its turns. */
export const holderOf = (executor: string, turn: number): string => `${executor}/${turn}`;
const isHeldBy = (claim: Claim, executor: string): boolean => claim.holder?.startsWith(`${executor}/`) ?? false;

export class Care {
  readonly #host: RunnerHost;
  readonly #dbos: Dbos["DBOS"];
  readonly #queue: TurnQueue;
  readonly #options: CareOptions;
  /** Turns that looked lost the last time. One that just ends looks so for a moment. */
  #suspects = new Set<string>();

  constructor(host: RunnerHost, dbos: Dbos["DBOS"], queue: TurnQueue, options: CareOptions) {
    this.#host = host;
    this.#dbos = dbos;
    this.#queue = queue;
    this.#options = options;
  }

  /** @throws `store_*`, and what DBOS throws */
  async look(): Promise<void> {
    const waiting = await this.#waiting();
    const active = await this.#dbos.listWorkflows({
      queueName: [TURNS, DUE],
      status: ["ENQUEUED", "DELAYED", "PENDING"],
      applicationName: APPLICATION,
      loadInput: false,
      loadOutput: false,
      limit: MOST,
    });
    await this.#recover(active, waiting);
    const known = new Set(active.map(({ queuePartitionKey }) => queuePartitionKey));
    const late = this.#host.clock() - this.#options.lookEvery / 2;
    for (const [partition, backlog] of waiting) {
      const due = dueAt(backlog, this.#options.timing);
      if (due === null || due > late || known.has(partition)) continue;
      // Those that this program cannot reflect on are left to others, who look too.
      if (!(await this.#host.open(backlog.address))) continue;
      await this.#queue.enqueue(requestOf(backlog.address, this.#options.timing), { once: partition });
    }
    await this.#sweep();
  }

  async #waiting(): Promise<Map<string, Backlog>> {
    const found = new Map<string, Backlog>();
    let cursor: string | null = null;
    do {
      const page: Page<Backlog> = await this.#host.store.backlog([], { cursor, limit: 1000 });
      for (const backlog of page.items) if (backlog.pending > 0) found.set(partitionOf(backlog.address), backlog);
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }

  /**
   * A turn whose worker is gone blocks its partition. Whether the worker is there is told by its claim in the store,
   * which it renews; a turn without one has not taken it yet, has given it back just now, or never will.
   */
  async #recover(active: readonly WorkflowStatus[], waiting: ReadonlyMap<string, Backlog>): Promise<void> {
    const now = this.#host.clock();
    const suspects = new Set<string>();
    const lost: WorkflowStatus[] = [];
    for (const one of active) {
      if (one.status !== "PENDING" || (one.dequeuedAt ?? now) > now - this.#options.lease) continue;
      const claim = one.queuePartitionKey === undefined ? null : (waiting.get(one.queuePartitionKey)?.claim ?? null);
      const held = claim !== null && isHeldBy(claim, one.executorId ?? "");
      if (held && (claim.until ?? "") > new Date(now).toISOString()) continue;
      if (held || this.#suspects.has(one.workflowID)) lost.push(one);
      else suspects.add(one.workflowID);
    }
    this.#suspects = suspects;
    for (const queueName of [TURNS, DUE]) {
      const ids = lost.filter((one) => one.queueName === queueName).map(({ workflowID }) => workflowID);
      if (ids.length > 0) await this.#dbos.resumeWorkflows(ids, { queueName });
    }
  }

  /** DBOS keeps what has ended for ever; each row names instructions. */
  async #sweep(): Promise<void> {
    const old = await this.#dbos.listWorkflows({
      workflowName: [TURNS, DUE],
      status: ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
      completedBefore: new Date(this.#host.clock() - this.#options.keep).toISOString(),
      applicationName: APPLICATION,
      loadInput: false,
      loadOutput: false,
      limit: SWEPT,
    });
    if (old.length > 0) await this.#dbos.deleteWorkflows(old.map(({ workflowID }) => workflowID));
  }
}
