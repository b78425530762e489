/** How an agent learns: how content people are with its runs, and what each line of the text does and weighs. */
import pMap from "p-map";
import { estimateTokenCount } from "tokenx";
import { addressKey } from "../core/address.js";
import type { BlockView } from "../core/block.js";
import { KnowhowError } from "../core/errors.js";
import type { Feedback, RunRef } from "../core/feedback.js";
import { checkKnown } from "../core/known-options.js";
import { type Period, periodFor, PERIODS } from "../core/period.js";
import type { Page } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import {
  isRating,
  type PeriodSatisfaction,
  type RatedRun,
  ratedRuns,
  runKey,
  runsBy,
  type Satisfaction,
  satisfactionByPeriod,
  satisfactionByVersion,
  satisfactionOf,
  type VersionSatisfaction,
} from "../core/satisfaction.js";
import type { Scope } from "./context.js";
import { readHead } from "./head.js";
import { blame } from "./history.js";
import { VersionReads } from "./version-reads.js";

export interface LearningOptions {
  /** How many pieces of feedback are looked at, the newest; from 1 to 10,000. Default 1000. */
  readonly last?: number;
  /** What the runs are counted by. Default: the shortest that makes at most 40 points, with 5 or more runs in most. */
  readonly period?: Period;
}

/** A line of the newest text. */
export interface LineReport {
  readonly block: BlockView;
  /** The version that gave it its present words. */
  readonly version: number;
  /** When that was. ISO 8601, UTC. */
  readonly at: string;
  /** Who is behind it: who said what it rests on, else the version's author. */
  readonly author: Principal;
  /** About how many tokens every call pays for it (estimated by tokenx). */
  readonly tokens: number;
  /**
   * Of the rated runs, those that ran on it in its present words. They ran on all other lines of their version too: it
   * is a record, and no proof of what the line did.
   */
  readonly record: Satisfaction;
}

export interface LearningReport {
  /** What was looked at. */
  readonly looked: {
    /** Pieces of feedback. */
    readonly feedback: number;
    /** Those of them that correct in words: with a comment or a revised output, whatever their score. */
    readonly corrections: number;
    /** Scores that do not count: of no run, or not by a person. */
    readonly leftOut: number;
    /** There is older feedback. */
    readonly more: boolean;
  };
  readonly satisfaction: Satisfaction;
  readonly period: Period;
  /** Oldest first; without those that have no rated run. The first may hold more runs than were looked at. */
  readonly periods: readonly PeriodSatisfaction[];
  /** Oldest first. */
  readonly versions: readonly VersionSatisfaction[];
  /** The newest version's number; 0 for an overlay that has none yet. */
  readonly version: number;
  /** About how many tokens its text has, variables not filled in. */
  readonly tokens: number;
  readonly lines: readonly LineReport[];
}

const DEFAULT_LAST = 1000;
const MOST_LAST = 10_000;
/** So many runs are read at once. */
const READS = 8;

/** @throws `invalid_policy` for an option out of range */
export async function learning(scope: Scope, options: LearningOptions = {}): Promise<LearningReport> {
  checkKnown("learning()", options, { last: true, period: true });
  const { last = DEFAULT_LAST, period } = options;
  checkOptions(last, period);
  const { version: head } = await readHead(scope);
  const { feedback, more } = await newestFeedback(scope, last);
  const runs = ratedRuns(feedback, await knownRuns(scope, feedback.filter(isRating)));
  const shown = period ?? periodFor(runs.map(({ at }) => at));
  return {
    looked: {
      feedback: feedback.length,
      corrections: feedback.filter(({ comment, revised }) => comment !== null || revised !== null).length,
      leftOut: feedback.filter((one) => one.score !== null && !isRating(one)).length,
      more,
    },
    satisfaction: satisfactionOf(runs),
    period: shown,
    periods: satisfactionByPeriod(runs, shown),
    versions: satisfactionByVersion(runs),
    version: head?.number ?? 0,
    tokens: head ? estimateTokenCount(head.text) : 0,
    lines: head ? await linesOf(scope, head.number, runs) : [],
  };
}

function checkOptions(last: unknown, period: unknown): void {
  if (!Number.isInteger(last) || (last as number) < 1 || (last as number) > MOST_LAST) {
    throw new KnowhowError(
      "invalid_policy",
      `learning() looks at the last 1 to ${MOST_LAST} pieces of feedback, not ${JSON.stringify(last)}.`,
    );
  }
  if (period !== undefined && !PERIODS.includes(period as Period)) {
    throw new KnowhowError(
      "invalid_policy",
      `"period" must be one of ${PERIODS.join(", ")}, not ${JSON.stringify(period)}.`,
    );
  }
}

async function newestFeedback(
  { store, address }: Scope,
  last: number,
): Promise<{ feedback: Feedback[]; more: boolean }> {
  const feedback: Feedback[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(1000, last - feedback.length);
    const page: Page<Feedback> = await store.recentFeedback(address, { cursor, limit });
    feedback.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && feedback.length < last);
  return { feedback, more: cursor !== null };
}

/** When the rated runs were recorded and on which version, by `runKey`; without those that are gone. */
async function knownRuns(
  { store, address }: Scope,
  ratings: readonly { readonly run: RunRef }[],
): Promise<Map<string, { at: string; version: number | null }>> {
  const here = addressKey(address);
  const wanted = new Map(ratings.map(({ run }) => [runKey(run), run]));
  const read = await pMap(wanted, async ([key, ref]) => [key, await store.run(ref.address, ref.id)] as const, {
    concurrency: READS,
  });
  return new Map(
    read.flatMap(([key, run]) => {
      if (!run) return [];
      const version = run.ref.layers.find(({ id }) => id === here)?.version ?? null;
      return [[key, { at: run.createdAt, version }] as const];
    }),
  );
}

async function linesOf(scope: Scope, head: number, runs: readonly RatedRun[]): Promise<LineReport[]> {
  const versions = new VersionReads(scope);
  const entries = (await blame(scope, head)).filter(({ block: { kind } }) => kind !== "heading" && kind !== "break");
  const records = new Map<string, RatedRun[]>(entries.map(({ block }) => [block.id, []]));
  for (const [number, group] of runsBy(runs, ({ version }) => version ?? 0)) {
    const held = new Map((await versions.get(number))?.blocks.map(({ id, since }) => [id, since]));
    for (const { block } of entries) if (held.get(block.id) === block.since) records.get(block.id)?.push(...group);
  }
  return Promise.all(
    entries.map(async ({ block, version, author }) => ({
      block,
      version,
      at: (await versions.get(version))?.createdAt ?? "",
      author,
      tokens: estimateTokenCount(block.text),
      record: satisfactionOf(records.get(block.id) ?? []),
    })),
  );
}
