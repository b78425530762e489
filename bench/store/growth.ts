/**
 * Growth: how long reads and appends take, and how much room the data takes, the more instructions and feedback there
 * are. Databases of all sizes stand side by side and are asked in turn.
 */
import { createMemory, type Store } from "knowhow";
import { type Interval, medianInterval } from "../learning/statistics.js";
import { diskOf, type Kind, KINDS, type Named, openStore, type Place, withSql } from "./databases.js";
import { addressOf, loadFeedback, loadInstructions, TEMPLATE } from "./loading.js";
import { memoryOf } from "./memory-of.js";
import { type Random, randomOf, wholeBelow } from "./random.js";

export interface GrowthPlan extends Place {
  /** How many instructions, and how many feedbacks. */
  readonly instructions: readonly number[];
  readonly feedback: readonly number[];
  readonly rounds: number;
  /** How often each thing is done in a round, at each size. */
  readonly times: number;
  /** Whether the memory of processes is measured, each of which takes a second to start. */
  readonly memory: boolean;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface Latency {
  readonly what: string;
  /** In microseconds, over all rounds together. */
  readonly p50: number;
  readonly p99: number;
}

export interface GrowthRow {
  readonly kind: Kind;
  readonly of: "instructions" | "feedback";
  readonly rows: number;
  readonly bytes: number;
  /** How much more memory a process takes after it has read; null where it was not measured. */
  readonly memory: number | null;
  readonly loadedInSeconds: number;
  readonly latencies: readonly Latency[];
  /** The 99th percentile of reading by that at the smallest size: the median of the rounds' ratios. */
  readonly slower: Interval;
}

interface Size {
  readonly rows: number;
  readonly named: Named;
  readonly store: Store;
  readonly loadedInSeconds: number;
}

type Work = (size: Size, random: Random) => Promise<unknown>;

export async function measureGrowth(plan: GrowthPlan): Promise<GrowthRow[]> {
  const found: GrowthRow[] = [];
  for (const kind of KINDS) {
    found.push(...(await grow(plan, kind, "instructions", plan.instructions, ofInstructions)));
    found.push(...(await grow(plan, kind, "feedback", plan.feedback, ofFeedback)));
  }
  return found;
}

const ofInstructions: Readonly<Record<string, Work>> = {
  "uncached read": ({ store, rows }, random) =>
    store.readText?.(addressOf(wholeBelow(rows, random)), "production") ?? Promise.resolve(),
  "first page of a namespace": ({ store, rows }, random) =>
    store.list(addressOf(wholeBelow(rows, random)).namespace, { limit: 100 }),
};

/** What many feedbacks could slow down: keeping one more, looking for one, for those that wait, and for whose wait. */
const ofFeedback: Readonly<Record<string, Work>> = {
  "uncached read": ofInstructions["uncached read"] ?? (async () => {}),
  "append of feedback": async ({ store, rows }, random) => {
    const address = addressOf(wholeBelow(instructionsFor(rows), random));
    const memory = createMemory({ store });
    await memory.instructions(address.name, { namespace: address.namespace }).feedback({
      comment: "No hashtags.",
      by: { id: "ana", role: "reviewer" },
    });
  },
  "pending lessons of instructions": ({ store, rows }, random) =>
    store.lessons(addressOf(wholeBelow(instructionsFor(rows), random)), ["pending"], { limit: 100 }),
};

const instructionsFor = (feedback: number): number => Math.max(1, Math.ceil(feedback / 10_000));

async function grow(
  plan: GrowthPlan,
  kind: Kind,
  of: GrowthRow["of"],
  sizes: readonly number[],
  works: Readonly<Record<string, Work>>,
): Promise<GrowthRow[]> {
  const opened: Size[] = [];
  for (const rows of sizes) {
    plan.tell(`Growth: ${rows} ${of} on ${kind}`);
    opened.push(await load({ ...plan, kind, name: `${of}_${rows}` }, of, rows));
  }
  const taken = opened.map(() => new Map(Object.keys(works).map((what): [string, number[][]] => [what, []])));
  const random = randomOf(plan.seed);
  for (let round = -1; round < plan.rounds; round += 1) {
    for (const [what, work] of Object.entries(works)) {
      for (const [index, size] of opened.entries()) {
        const times: number[] = [];
        for (let time = 0; time < plan.times; time += 1) {
          const start = performance.now();
          await work(size, random);
          times.push((performance.now() - start) * 1000);
        }
        // The first round only warms up.
        if (round >= 0) taken[index]?.get(what)?.push(times);
      }
    }
  }
  const rows: GrowthRow[] = [];
  for (const [index, size] of opened.entries()) {
    const times = taken[index] ?? new Map<string, number[][]>();
    const reads = times.get("uncached read") ?? [];
    const smallest = taken[0]?.get("uncached read") ?? [];
    await size.store.close();
    rows.push({
      kind,
      of,
      rows: size.rows,
      bytes: await diskOf(size.named),
      memory: plan.memory
        ? await memoryOf(size.named, of === "feedback" ? instructionsFor(size.rows) : size.rows)
        : null,
      loadedInSeconds: Math.round(size.loadedInSeconds * 10) / 10,
      latencies: [...times].map(([what, all]) => ({
        what,
        p50: Math.round(percentile(all.flat(), 0.5)),
        p99: Math.round(percentile(all.flat(), 0.99)),
      })),
      slower: medianInterval(
        reads.map((times, round) => percentile(times, 0.99) / percentile(smallest[round] ?? [], 0.99)),
      ),
    });
  }
  return rows;
}

async function load(named: Named, of: GrowthRow["of"], rows: number): Promise<Size> {
  const store = openStore(named);
  const memory = createMemory({ store });
  const template = memory.instructions(TEMPLATE.name, { namespace: TEMPLATE.namespace, seed: TEXT });
  await template.feedback({ comment: "Lead with the result.", by: { id: "ana", role: "reviewer" } });
  const start = performance.now();
  await withSql(named, async (database) => {
    await loadInstructions(database, 0, of === "instructions" ? rows : instructionsFor(rows));
    if (of === "feedback") await loadFeedback(database, 0, rows);
  });
  return { rows, named, store, loadedInSeconds: (performance.now() - start) / 1000 };
}

const TEXT = `# Tweets\n\n${Array.from({ length: 8 }, (_none, index) => `- Rule ${index}: say what was found.`).join("\n")}\n`;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
