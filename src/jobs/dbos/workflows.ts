/**
 * The two workflows, registered once for the process, as DBOS wants it: a debounced one that puts a turn into its
 * partition, and the turn. Each is one step, so that what DBOS records is that it was taken.
 */
import { KnowhowError } from "../../core/errors.js";
import type { Dbos } from "./load-dbos.js";
import { DUE, TURNS } from "./turn-queue.js";

/** What the worker of this process does with what comes out of the queue. */
export interface TurnTaker {
  /** Puts the turn into its partition; called again after a kill with the same id. */
  due(request: unknown, id: string): Promise<void>;
  /** Takes the turn; says with one word how it ended. */
  take(request: unknown, cancelled: AbortSignal): Promise<string>;
}

let registered = false;
let taker: TurnTaker | null = null;

/** @throws `invalid_policy` if another worker of this process is there, or DBOS already runs in it */
export function registerTaker({ DBOS }: Dbos, own: TurnTaker): void {
  if (taker !== null || DBOS.isInitialized()) {
    throw new KnowhowError(
      "invalid_policy",
      "DBOS runs once in a process, and it does so here already. Start the worker as a process of its own, or close the other first.",
    );
  }
  taker = own;
  if (registered) return;
  registered = true;
  DBOS.registerWorkflow(
    (request: unknown) =>
      DBOS.runStep(() => current().due(request, `${DBOS.workflowID ?? ""} turn`), { name: "enqueue" }),
    { name: DUE },
  );
  DBOS.registerWorkflow(
    (request: unknown) =>
      DBOS.runStep(() => current().take(request, DBOS.stepStatus?.cancelSignal ?? new AbortController().signal), {
        name: "turn",
      }),
    { name: TURNS },
  );
}

export function unregisterTaker(own: TurnTaker): void {
  if (taker === own) taker = null;
}

function current(): TurnTaker {
  if (taker) return taker;
  throw new KnowhowError("store_closed", "The worker was closed.");
}
