/** `knowhow worker`: reflects on what waits, as it comes, until it is told to stop. */
import { hostname } from "node:os";
import { addressKey } from "../../core/address.js";
import { isoTime } from "../../core/clock.js";
import type { KnowhowError } from "../../core/errors.js";
import type { Runner } from "../../core/ports/runner.js";
import type { InstructionsRecord } from "../../core/ports/store.js";
import { madeWith } from "../../core/made-with.js";
import { localRunner } from "../../jobs/local.js";
import type { Turn } from "../../jobs/turn.js";
import { createMemory } from "../../memory.js";
import type { Cli } from "../context.js";
import { type Database, databaseOf } from "../database.js";
import { describeError } from "../failure.js";
import { storeOf } from "../open.js";
import { printable } from "../output/printable.js";
import { localTime } from "../output/when.js";
import { stopped } from "../stopped.js";
import { makeStrategy, type ModelOptions } from "../strategies.js";

export interface WorkerOptions extends ModelOptions {
  readonly runner: "local" | "dbos";
  /** In seconds, like `maxWait` and `lease`. */
  readonly after: number;
  readonly maxWait: number;
  readonly minFeedback: number;
  readonly concurrency: number;
  readonly lease: number;
}

/** How often a worker asks the database what waits, in milliseconds: applications are other processes. */
const LOOK_EVERY = 1000;

export async function worker(cli: Cli, options: WorkerOptions): Promise<void> {
  const strategy = await makeStrategy(options, (message) => cli.misuse(message));
  const database = databaseOf(cli.db);
  const print = printer(cli);
  const { runner, ready } = await runnerOf(cli, database, options, print);
  const memory = createMemory({
    store: await storeOf(database, cli.busyTimeout),
    strategy,
    autoReflect: runner,
    reopen: (_address, record) => (record && !isInbox(record) ? madeWith(record) : null),
  });
  try {
    // A worker on a database that cannot be opened says so at once, instead of trying for ever.
    await memory.store.backlog(cli.namespace, { limit: 1 });
    await ready();
    print.begun(database.name, strategy.model ?? strategy.name, options.runner);
    await stopped(async () => {
      print.stopping();
      await memory.drain();
    });
  } finally {
    await memory.close();
  }
}

/** Who gives this worker its turns, and when that has begun. */
async function runnerOf(
  cli: Cli,
  database: Database,
  options: WorkerOptions,
  print: ReturnType<typeof printer>,
): Promise<{ runner: Runner; ready: () => Promise<void> }> {
  const name = `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`;
  const common = {
    after: options.after * 1000,
    maxWait: options.maxWait * 1000,
    minFeedback: options.minFeedback,
    concurrency: options.concurrency,
    lease: options.lease * 1000,
    onTurn: (turn: Turn) => print.turn(turn),
    onError: (error: KnowhowError) => print.error(error),
  };
  if (options.runner === "local") {
    const { namespace } = cli;
    const runner = localRunner({ ...common, namespace, lookEvery: LOOK_EVERY, holder: name });
    return { runner, ready: async () => {} };
  }
  if (database.kind !== "postgres") {
    return cli.misuse(`the runner dbos needs PostgreSQL: give --db postgres://…, or leave --runner out`);
  }
  if (cli.namespace.length > 0) {
    cli.misuse("the workers of dbos share one queue for all namespaces; leave --namespace or --runner out");
  }
  const { dbosWorker } = await import("../../jobs/dbos/worker.js");
  let begun = false;
  const onError = (error: KnowhowError): void => {
    if (begun) print.error(error); // before, it is what the command ends with
  };
  const runner = dbosWorker({ ...common, url: database.url, executor: name, onError });
  return { runner, ready: () => runner.ready().then(() => void (begun = true)) };
}

/** Lessons of a team are attributed by who knows its members: the application. */
const isInbox = ({ overlay, owner }: InstructionsRecord): boolean => overlay && owner === null;

function printer({ json, paint }: Cli) {
  const line = (document: object, text: string): void => {
    const at = isoTime(Date.now());
    process.stdout.write(
      json ? `${JSON.stringify({ at, ...document })}\n` : `${paint.dim(localTime(at))} ${printable(text)}\n`,
    );
  };
  return {
    begun: (database: string, by: string, runner: string) =>
      line(
        { event: "begun", database, by, runner },
        `Reflecting with ${by} on what waits in ${database}${runner === "dbos" ? ", by the queue of DBOS" : ""}. Ctrl-C stops.`,
      ),
    stopping: () =>
      line({ event: "stopping" }, "Stopping when the reflections under way have ended. Ctrl-C again calls them off."),
    error: (error: KnowhowError) =>
      line({ event: "error", error: describeError(error) }, `${error.message} (${error.code})`),
    turn({ address, status, result, failure }: Turn) {
      // Nothing happened, or another worker does it.
      if (status === "idle" || status === "early" || status === "busy" || status === "unknown") return;
      const { name, namespace } = address;
      const outcome = result && { status: result.status, version: result.version, rationale: result.rationale };
      line({ event: status, name, namespace, result: outcome, failure }, `${addressKey(address)}: ${said()}`);

      function said(): string {
        const made = result && result.version !== null ? `is now at version ${result.version}` : null;
        if (failure) {
          const why = `${failure.message} (${failure.code}); next try ${localTime(failure.nextTry)}`;
          return made === null ? why : `${made}; something still waits. ${why}`;
        }
        if (!result) return "called off; its lessons still wait";
        return made ?? `${result.status}. ${result.rationale}`;
      }
    },
  };
}
