/** Satisfaction: of the runs that people scored, how many they were content with, in all, by period and by version. */
import { addressKey } from "./address.js";
import type { Feedback, RunRef } from "./feedback.js";
import { type Period, startOf } from "./period.js";
import { ROLES, type Role } from "./principal.js";
import { type Interval, wilsonInterval } from "./wilson.js";

/** Of runs that people scored. */
export interface Satisfaction {
  /** Runs with at least one score by a person. */
  readonly rated: number;
  /** Those of them with a mean above 0.5. */
  readonly satisfied: number;
  /** `satisfied / rated`; null for none. */
  readonly share: number | null;
  /** Where the share lies, at 95 %; null for none. */
  readonly interval: Interval | null;
}

export interface PeriodSatisfaction extends Satisfaction {
  /** When it begins. ISO 8601, UTC. */
  readonly from: string;
}

export interface VersionSatisfaction extends Satisfaction {
  /** The version that the runs ran on; null where the run is gone or does not say. 0 is an overlay without a lesson. */
  readonly version: number | null;
}

/** A run that people scored. */
export interface RatedRun {
  readonly run: RunRef;
  /** When it was recorded; where it is gone, when it was first scored. ISO 8601, UTC. */
  readonly at: string;
  readonly version: number | null;
  readonly satisfied: boolean;
}

/** A run is satisfied if its mean score is above this: half is neither good nor bad. */
const CONTENT = 0.5;

/** Whose scores count. A judge that is a model, or a program's check, is no person. */
const PEOPLE: readonly Role[] = ROLES.slice(0, ROLES.indexOf("model"));

/** A score by a person of a run. */
interface Score extends Feedback {
  readonly run: RunRef;
  readonly score: number;
}

/** Whether it says how content a person was with a run. Words alone do not: nobody reads them here. */
export const isRating = (feedback: Feedback): feedback is Score =>
  feedback.run !== null && feedback.score !== null && PEOPLE.includes(feedback.by.role);

/** Names a run among those of several instructions. */
export const runKey = ({ address, id }: RunRef): string => `${addressKey(address)} ${id}`;

/**
 * Runs with what people thought of each, oldest first: the mean of everybody's last score. `known` tells of the runs
 * that are still there, by `runKey`.
 */
export function ratedRuns(
  feedback: readonly Feedback[],
  known: ReadonlyMap<string, { readonly at: string; readonly version: number | null }>,
): RatedRun[] {
  const byRun = new Map<string, Score[]>();
  for (const one of feedback.filter(isRating).sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const scores = byRun.get(runKey(one.run));
    if (scores) scores.push(one);
    else byRun.set(runKey(one.run), [one]);
  }
  return [...byRun]
    .flatMap(([key, scores]): RatedRun[] => {
      const [first] = scores;
      if (!first) return [];
      const last = new Map(scores.map(({ by, score }) => [JSON.stringify([by.role, by.id]), score]));
      const mean = [...last.values()].reduce((sum, score) => sum + score, 0) / last.size;
      const { at, version } = known.get(key) ?? { at: first.createdAt, version: null };
      return [{ run: first.run, at, version, satisfied: mean > CONTENT }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** How content people were with these runs. */
export function satisfactionOf(runs: readonly Pick<RatedRun, "satisfied">[]): Satisfaction {
  const rated = runs.length;
  const satisfied = runs.filter((run) => run.satisfied).length;
  return {
    rated,
    satisfied,
    share: rated === 0 ? null : satisfied / rated,
    interval: wilsonInterval(satisfied, rated),
  };
}

/** By the period that each was recorded in, oldest first; periods without a rated run are left out. */
export function satisfactionByPeriod(runs: readonly RatedRun[], period: Period): PeriodSatisfaction[] {
  return runsBy(runs, ({ at }) => startOf(period, at))
    .map(([from, group]) => ({ from, ...satisfactionOf(group) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** By the version that each ran on, oldest first; those of no known version come last. */
export function satisfactionByVersion(runs: readonly RatedRun[]): VersionSatisfaction[] {
  return runsBy(runs, ({ version }) => version)
    .map(([version, group]) => ({ version, ...satisfactionOf(group) }))
    .sort((a, b) => (a.version ?? Infinity) - (b.version ?? Infinity));
}

/** The groups of runs with one key, in the order of their first. */
export function runsBy<K>(
  runs: readonly RatedRun[],
  keyOf: (run: RatedRun) => K,
): [key: K, runs: readonly RatedRun[]][] {
  const groups = new Map<K, RatedRun[]>();
  for (const run of runs) {
    const group = groups.get(keyOf(run));
    if (group) group.push(run);
    else groups.set(keyOf(run), [run]);
  }
  return [...groups];
}
