/** Replaying cases on both sides, and telling a fall from chance. */
import pMap from "p-map";
import type { CheckResult } from "../../core/case.js";
import { hashJson } from "../../core/hash.js";
import type { GateCase } from "../../core/ports/gate.js";
import type { CaseTally, ReplayedCase } from "../../core/proposal.js";
import { fisherDrop } from "../statistics/fisher.js";
import { holm } from "../statistics/holm.js";
import type { Settings } from "./options.js";
import type { Sampler } from "./sampler.js";
import { isFailing, isPassing, mayHideFall, rateOf, tallyOf } from "./tally.js";

export interface Comparison {
  readonly sampler: Sampler;
  readonly settings: Settings;
  readonly before: string;
  readonly after: string;
  readonly signal: AbortSignal;
}

/** A case and what its samples said. */
interface Subject {
  readonly one: GateCase;
  readonly random: boolean;
  before: CheckResult[];
  after: CheckResult[];
  /** How it compares; null while that is open. */
  flip: ReplayedCase["flip"] | null;
}

/** Replays the cases and gives their lines, in their order. @throws the signal's reason */
export async function compare(comparison: Comparison, cases: readonly GateCase[]): Promise<ReplayedCase[]> {
  const { sampler, settings } = comparison;
  const subjects = cases.map((one): Subject => {
    return { one, random: sampler.isRandom(one), before: [], after: [], flip: null };
  });
  const first = numbered("first", 0, settings.samples);
  await takeSamples(comparison, subjects, ({ random }) => (random ? first : first.slice(0, 1)));
  const suspects: Subject[] = [];
  for (const subject of subjects) {
    const [before, after] = [tallyOf(subject.before), tallyOf(subject.after)];
    if (mayHideFall(before, after)) subject.flip = "unclear";
    else if (rateOf(after) >= rateOf(before)) subject.flip = riseOf(before, after);
    else if (subject.random) suspects.push(subject);
    else subject.flip = "worse";
  }
  await resample(comparison, suspects);
  return subjects.map(lineOf);
}

const riseOf = (before: CaseTally, after: CaseTally): "better" | "same" =>
  isFailing(before) && isPassing(after) ? "better" : "same";

/**
 * Cases that fell in the first samples, perhaps by chance. They are judged by fresh samples alone, since the first
 * were what singled them out, and together: at each look Fisher's test of every case, corrected by Holm for their
 * number, against an equal share of alpha. One that is not worse at a look is cleared. So a proposal that changes
 * nothing is refused with a chance below alpha, however many cases there are and however often is looked.
 */
async function resample(comparison: Comparison, suspects: readonly Subject[]): Promise<void> {
  const { settings } = comparison;
  const looks = looksUpTo(settings.maxSamples);
  for (const suspect of suspects) {
    suspect.before = [];
    suspect.after = [];
  }
  // Kept for this very comparison only: a later one must not be judged by samples that let an earlier one pass.
  const pair = hashJson([comparison.before, comparison.after]).slice(0, 16);
  let taken = 0;
  let open = suspects;
  for (const look of looks) {
    if (open.length === 0) return;
    const from = taken;
    await takeSamples(comparison, open, () => numbered(`fresh ${pair}`, from, look));
    taken = look;
    const chances = holm(suspects.map((suspect) => (open.includes(suspect) ? chanceOf(suspect) : 1)));
    const isBelow = (suspect: Subject, level: number): boolean => (chances[suspects.indexOf(suspect)] ?? 1) <= level;
    for (const suspect of open) if (isBelow(suspect, settings.alpha / looks.length)) suspect.flip = "worse";
    const refused = open.some((suspect) => suspect.flip === "worse");
    const last = refused || look === looks.at(-1);
    for (const suspect of open)
      suspect.flip ??= flipOf(suspect, last && (refused || isBelow(suspect, settings.suspicion)));
    if (last) for (const suspect of open) suspect.flip ??= "same";
    open = open.filter((suspect) => suspect.flip === null);
  }
}

/** 4, 8, 16 … up to the most. */
function looksUpTo(most: number): number[] {
  const looks = [4];
  while ((looks.at(-1) ?? most) < most) looks.push(Math.min(most, (looks.at(-1) ?? most) * 2));
  return looks;
}

const chanceOf = ({ before, after }: Subject): number => fisherDrop(tallyOf(before), tallyOf(after));

/** Null while it stays open; `suspicious`: it ends here, still below what it was. */
function flipOf(subject: Subject, suspicious: boolean): Subject["flip"] {
  const [before, after] = [tallyOf(subject.before), tallyOf(subject.after)];
  if (mayHideFall(before, after)) return "unclear";
  if (rateOf(after) >= rateOf(before)) return riseOf(before, after);
  return suspicious ? "unclear" : null;
}

/** Adds samples to both sides, all under one limit of concurrency. */
async function takeSamples(
  { sampler, settings, before, after, signal }: Comparison,
  subjects: readonly Subject[],
  samplesOf: (subject: Subject) => readonly string[],
): Promise<void> {
  const wanted = subjects.flatMap((subject) => samplesOf(subject).map((sample) => ({ subject, sample })));
  const sides = wanted.flatMap((job) => [
    { ...job, side: "before" as const, instructions: before },
    { ...job, side: "after" as const, instructions: after },
  ]);
  const results = await pMap(sides, (job) => sampler.take(job.subject.one, job.instructions, job.sample), {
    concurrency: settings.concurrency,
    signal,
  });
  sides.forEach(({ subject, side }, index) => {
    const result = results[index];
    if (result) subject[side].push(result);
  });
}

const numbered = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_none, index) => `${name} ${from + index}`);

function lineOf({ one, before, after, flip }: Subject): ReplayedCase {
  const telling = (results: readonly CheckResult[], outcome: CheckResult["outcome"]) =>
    results.find((result) => result.outcome === outcome);
  const shown =
    flip === "better"
      ? telling(before, "fail")
      : (telling(after, "fail") ?? telling(after, "inconclusive") ?? telling(before, "inconclusive") ?? after[0]);
  return {
    caseId: one.caseId,
    rule: one.rule,
    own: one.own,
    before: tallyOf(before),
    after: tallyOf(after),
    flip: flip ?? "same",
    reason: shown?.reason ?? "",
  };
}
