/** Fisher's exact test, one-sided: whether successes are fewer after than before by more than chance. */

/** Successes among trials. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * The probability to see so few successes after, or fewer, if both sides had the same rate: the hypergeometric tail,
 * given both row and column sums. It holds for any rate and any sample size, so that a few samples never look like
 * many; it is conservative. R. A. Fisher, "The Design of Experiments" (1935), §§ 5-11.
 * @returns from just above 0 to 1; 1 when a side has no trials
 */
export function fisherDrop(before: Tally, after: Tally): number {
  const trialsBefore = before.passed + before.failed;
  const trialsAfter = after.passed + after.failed;
  const successes = before.passed + after.passed;
  const all = logChoose(trialsBefore + trialsAfter, successes);
  let sum = 0;
  for (let passed = Math.max(0, successes - trialsBefore); passed <= after.passed; passed += 1) {
    sum += Math.exp(logChoose(trialsAfter, passed) + logChoose(trialsBefore, successes - passed) - all);
  }
  return Math.min(1, sum);
}

const logFactorials = [0];

function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next += 1)
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  return logFactorials[number] ?? 0;
}

const logChoose = (from: number, take: number): number =>
  logFactorial(from) - logFactorial(take) - logFactorial(from - take);
