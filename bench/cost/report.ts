/** What the contestants' trials add up to: means and ranges for each size, and how they stand to the aims. */
import type { Count } from "./server/server.js";

/** One lesson learned by one contestant. */
export interface Sample extends Count {
  readonly contestant: string;
  readonly size: number;
  /** Whether the change was in force afterwards. */
  readonly learned: boolean;
}

export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export interface Row {
  readonly contestant: string;
  /** Tokens of the instructions, as asked for. */
  readonly size: number;
  readonly lessons: number;
  /** How many of them were in force afterwards. */
  readonly learned: number;
  readonly calls: Spread;
  readonly inputTokens: Spread;
  readonly outputTokens: Spread;
  readonly totalTokens: Spread;
}

export interface Aim {
  readonly aim: string;
  readonly limit: number;
  /** Null where what it is measured by did not run. */
  readonly measured: number | null;
  readonly met: boolean | null;
}

/** A row for each contestant and size, in the order in which they first come. */
export function rowsOf(samples: readonly Sample[]): Row[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${sample.contestant} ${sample.size}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].map((group): Row => {
    const spread = (value: (sample: Sample) => number): Spread => spreadOf(group.map(value));
    return {
      contestant: group[0]?.contestant ?? "",
      size: group[0]?.size ?? 0,
      lessons: group.length,
      learned: group.filter(({ learned }) => learned).length,
      calls: spread(({ calls }) => calls),
      inputTokens: spread(({ inputTokens }) => inputTokens),
      outputTokens: spread(({ outputTokens }) => outputTokens),
      totalTokens: spread(({ inputTokens, outputTokens }) => inputTokens + outputTokens),
    };
  });
}

function spreadOf(values: readonly number[]): Spread {
  const sum = values.reduce((one, other) => one + other, 0);
  return { mean: Math.round((sum / values.length) * 10) / 10, min: Math.min(...values), max: Math.max(...values) };
}

/** What `playbook` is to cost: one call, few output tokens whatever the size, and a part of what its peers cost. */
export function aimsOf(rows: readonly Row[]): Aim[] {
  const ours = rows.filter(({ contestant }) => contestant === "playbook");
  const share = (peer: string): number | null => {
    const at = (contestant: string): number | undefined =>
      rows.find((row) => row.contestant === contestant && row.size === 4000)?.totalTokens.mean;
    const [own, other] = [at("playbook"), at(peer)];
    return own === undefined || other === undefined ? null : Math.round((own / other) * 1000) / 1000;
  };
  const aims: readonly [aim: string, limit: number, measured: number | null][] = [
    ["calls of playbook for a lesson, the most at any size", 1, Math.max(...ours.map(({ calls }) => calls.max))],
    ["output tokens of playbook, the most at any size", 250, Math.max(...ours.map((row) => row.outputTokens.max))],
    ["playbook's tokens by those of LangMem's gradient, at 4k", 1 / 3, share("langmem gradient")],
    ["playbook's tokens by those of Ax's playbook, at 4k", 1 / 2, share("ax playbook")],
  ];
  return aims.map(([aim, limit, measured]) => ({
    aim,
    limit: Math.round(limit * 1000) / 1000,
    measured,
    met: measured === null ? null : measured <= limit,
  }));
}
