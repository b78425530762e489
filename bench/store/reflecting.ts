/** Reflections a second by one, two and four `knowhow worker` processes, with a model that takes its time. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMemory, type Memory } from "knowhow";
import pMap from "p-map";
import { type Interval, medianInterval } from "../learning/statistics.js";
import { addressOfDatabase, type Kind, type Named, openStore, type Place } from "./databases.js";
import { percentile } from "./growth.js";
import { commentOf, startSlowModel } from "./slow-model.js";

export interface ReflectingRow {
  readonly kind: Kind;
  readonly workers: number;
  /** How many reflections a worker has under way at once. */
  readonly concurrency: number;
  readonly perSecond: Interval;
  /** By the rate of one worker of the same round. */
  readonly byOne: Interval;
}

export interface ReflectingPlan extends Place {
  readonly kinds: readonly Kind[];
  readonly workers: readonly number[];
  readonly concurrency: number;
  readonly rounds: number;
  /** How long is measured, from when all workers have ended a reflection. */
  readonly milliseconds: number;
  /** How long the model takes. */
  readonly thinking: number;
  readonly tell: (line: string) => void;
}

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export async function measureReflecting(plan: ReflectingPlan): Promise<ReflectingRow[]> {
  const model = await startSlowModel(plan.thinking);
  try {
    const found: ReflectingRow[] = [];
    for (const kind of plan.kinds) {
      const rates = plan.workers.map((): number[] => []);
      for (let round = 0; round < plan.rounds; round += 1) {
        for (const [index, workers] of plan.workers.entries()) {
          plan.tell(`Reflections: ${workers} of ${Math.max(...plan.workers)} workers on ${kind}, round ${round + 1}`);
          const named = { ...plan, kind, name: `reflecting_${round}_${workers}` };
          rates[index]?.push(await rateOf(named, workers, plan, model.name));
        }
      }
      for (const [index, workers] of plan.workers.entries()) {
        const own = rates[index] ?? [];
        found.push({
          kind,
          workers,
          concurrency: plan.concurrency,
          perSecond: medianInterval(own),
          byOne: medianInterval(own.map((rate, round) => rate / (rates[0]?.[round] ?? Number.NaN))),
        });
      }
    }
    return found;
  } finally {
    await model.close();
  }
}

/** Reflections a second while all workers are at work; each instructions has one lesson that waits. */
async function rateOf(named: Named, workers: number, plan: ReflectingPlan, model: string): Promise<number> {
  const { concurrency, thinking, milliseconds } = plan;
  const fastest = (workers * concurrency * 1000) / thinking;
  const waiting = Math.ceil((fastest * (milliseconds + 8000)) / 1000);
  const memory = createMemory({ store: openStore(named) });
  await fill(memory, waiting);
  const ends: number[][] = Array.from({ length: workers }, () => []);
  const processes = ends.map((own) => startWorker(named, concurrency, model, () => own.push(performance.now())));
  try {
    await until(() => ends.every((own) => own.length > concurrency));
    const from = performance.now();
    await until(() => performance.now() >= from + milliseconds);
    // Between two ends, so that what is under way at the bounds counts neither more nor less than it is.
    const within = ends.flat().filter((end) => end >= from);
    const span = percentile(within, 1) - Math.min(...within);
    return ((within.length - 1) * 1000) / span;
  } finally {
    for (const worker of processes) worker.kill("SIGKILL");
    await Promise.all(processes.map(ended));
    await memory.close();
  }
}

async function fill(memory: Memory, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_none, number) => number);
  const teach = async (number: number): Promise<void> => {
    const agent = memory.instructions(`agent-${number}`, { namespace: ["bench"], seed: "Answer the question.\n" });
    await agent.feedback({ comment: commentOf(number), by: { id: "ana", role: "reviewer" } });
  };
  // Not more at once than there are connections.
  await pMap(numbers, teach, { concurrency: 8 });
}

function startWorker(named: Named, concurrency: number, model: string, onEnd: () => void): ChildProcess {
  const args = ["worker", "--db", addressOfDatabase(named), "--model", model, "--after", "0", "--json"];
  const worker = spawn(process.execPath, [MAIN, ...args, "--concurrency", String(concurrency)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  createInterface({ input: worker.stdout }).on("line", (line) => {
    const { event } = JSON.parse(line) as { event: string };
    if (event === "reflected") onEnd();
    if (event === "failed" || event === "error") throw new Error(`A worker failed: ${line}`);
  });
  return worker;
}

async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, "close");
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 20));
}
