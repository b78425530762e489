// One round: four processes at a time work on one store, each is killed, and the next goes on.
import type { Operation } from "./operations.js";
import { NAMESPACE } from "./operations.js";
import { callsOf, type Call } from "./history.js";
import { startWorker, type Worker } from "./process.js";
import type { Database, Task } from "./task.js";

/** Where one process is killed; null: at a random moment. */
export type Kill = { readonly operation: Operation; readonly boundary: string } | null;

export interface Round {
  readonly workerFile: string;
  readonly database: Database;
  readonly names: readonly string[];
  /** Of this round alone. */
  readonly name: string;
  readonly random: () => number;
  readonly kills: readonly Kill[];
}

export interface Killed {
  readonly calls: readonly Call[];
  /** Of record, feedback, reflect, accept and moving a label, those that were done. */
  readonly operations: number;
  /** What each process that killed itself was about: `accept: before commit`. */
  readonly died: readonly string[];
}

const AT_ONCE = 4;
/** In milliseconds. Who has not died by then never comes to where it should. */
const PATIENCE = 120_000;

/** Has every kill happen. @throws if a process ends in any other way */
export async function killAll({ workerFile, database, names, name, random, kills }: Round): Promise<Killed> {
  const calls: Call[] = [];
  const died: string[] = [];
  let operations = 0;
  let next = 0;
  type Repeat = Extract<Task, { kind: "work" }>["repeat"];
  const one = async (kill: Kill, repeat: Repeat): Promise<Repeat> => {
    const after = Math.floor(random() * 4);
    const task: Task = {
      kind: "work",
      database,
      name: `${name}x${next}`,
      seed: Math.floor(random() * 1e9),
      names,
      repeat,
      kill: kill && { ...kill, after },
    };
    const worker = startWorker(workerFile, task);
    const delay = random() * 12;
    const late = setTimeout(() => worker.process.kill("SIGTERM"), PATIENCE);
    if (kill === null) await killAtRandom(worker, after + 1, delay);
    const how = await worker.ended;
    clearTimeout(late);
    const dying = worker.lines.at(-1)?.dying;
    if (how !== "SIGKILL" || (kill !== null && dying === undefined)) {
      throw new Error(`A worker ended by itself (${how}): ${JSON.stringify(task)}. ${worker.errors()}`);
    }
    if (kill !== null) died.push(`${kill.operation}: ${dying}`);
    operations += worker.lines.filter(({ done }) => done !== undefined).length;
    const own = callsOf(worker.told);
    calls.push(...own);
    return own.flatMap(({ address, asked, answer }) =>
      "key" in asked && asked.key !== null && answer === null
        ? [{ name: address.slice(NAMESPACE.join("/").length + 1), operation: asked.kind, key: asked.key }]
        : [],
    );
  };
  const slots = Array.from({ length: AT_ONCE }, async () => {
    let repeat: Repeat = [];
    for (;;) {
      const kill = kills[next];
      if (kill === undefined) return;
      next += 1;
      repeat = await one(kill, repeat);
    }
  });
  await Promise.all(slots);
  return { calls, operations, died };
}

/** After so many operations and a little while, whatever it is doing then. */
async function killAtRandom({ process, lines, printed }: Worker, count: number, delay: number): Promise<void> {
  await printed(() => lines.filter(({ done }) => done !== undefined).length >= count);
  setTimeout(() => process.kill("SIGKILL"), delay);
}
