/**
 * Candidates measured in turn, round by round, so that a slow spell of the machine touches all of them; what is
 * compared is the ratio within a round.
 */
import { type Interval, medianInterval } from "../learning/statistics.js";

export interface Candidate {
  readonly name: string;
  readonly run: () => unknown;
  /** How many operations one `run` makes; default 1. */
  readonly operations?: number;
}

export interface Effort {
  readonly rounds: number;
  /** How long each candidate is run in a round. */
  readonly milliseconds: number;
}

export interface Timed {
  readonly name: string;
  /** The median of the rounds with its 95 % interval. */
  readonly perSecond: Interval;
  /** Operations per second in each round. */
  readonly rounds: readonly number[];
}

/** Each candidate is run once before anything counts. */
export async function measureInTurn(candidates: readonly Candidate[], effort: Effort): Promise<Timed[]> {
  const rates = candidates.map((): number[] => []);
  for (const candidate of candidates) await candidate.run();
  for (let round = 0; round < effort.rounds; round += 1) {
    const order = [...candidates.entries()];
    // Every other round backwards, so that nobody always follows the same one.
    for (const [index, candidate] of round % 2 === 0 ? order : order.reverse()) {
      rates[index]?.push(await rateOf(candidate, effort.milliseconds));
    }
  }
  return candidates.map(({ name }, index) => timed(name, rates[index] ?? []));
}

export const timed = (name: string, rounds: readonly number[]): Timed => ({
  name,
  perSecond: medianInterval(rounds),
  rounds,
});

async function rateOf({ run, operations = 1 }: Candidate, milliseconds: number): Promise<number> {
  const start = performance.now();
  let runs = 0;
  let spent = 0;
  do {
    await run();
    runs += 1;
    spent = performance.now() - start;
  } while (spent < milliseconds);
  return (runs * operations * 1000) / spent;
}

/** How many times as many operations a second as another had, round by round. */
export function ratio(one: Timed, other: Timed): Interval {
  return medianInterval(one.rounds.map((rate, index) => rate / (other.rounds[index] ?? Number.NaN)));
}
