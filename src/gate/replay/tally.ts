/** Outcomes of one side of a case, counted. */
import type { CheckResult } from "../../core/case.js";
import type { CaseTally } from "../../core/proposal.js";

export function tallyOf(results: readonly CheckResult[]): CaseTally {
  const count = (outcome: CheckResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return { passed: count("pass"), failed: count("fail"), inconclusive: count("inconclusive") };
}

/** Half of the samples or more told nothing. */
const isUndecided = ({ passed, failed, inconclusive }: CaseTally): boolean => inconclusive >= passed + failed;

/** The share that passed, of those that told something; 0 for none. */
export const rateOf = ({ passed, failed }: CaseTally): number =>
  passed + failed === 0 ? 0 : passed / (passed + failed);

/** Mostly passing, told by more than half. */
export const isPassing = (tally: CaseTally): boolean => !isUndecided(tally) && tally.passed > tally.failed;
export const isFailing = (tally: CaseTally): boolean => !isUndecided(tally) && tally.failed > tally.passed;

/** It cannot be told whether it got worse: a side told nothing, and the other leaves room for a fall. */
export function mayHideFall(before: CaseTally, after: CaseTally): boolean {
  if (isUndecided(after)) return isUndecided(before) || before.passed > 0;
  return isUndecided(before) && after.failed > 0;
}
