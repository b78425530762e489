/** Lets each contestant learn each lesson on instructions of each size, and counts what it asks of the server. */
import { scripted } from "./answers/script.js";
import type { Contestant } from "./contestants/contestant.js";
import type { Sample } from "./report.js";
import { startServer } from "./server/server.js";
import { hasLearned, type Trial, trialsOf } from "./trial.js";

export interface Measuring {
  readonly contestants: readonly Contestant[];
  /** Tokens of the instructions. */
  readonly sizes: readonly number[];
  /** How many lessons for each size. */
  readonly lessons: number;
  readonly seed: number;
  /** Told before each contestant's turn at a size. */
  readonly onTurn?: (contestant: string, size: number) => void;
}

/** @throws what a contestant throws: then nothing was measured that could be compared */
export async function measure({ contestants, sizes, lessons, seed, onTurn }: Measuring): Promise<Sample[]> {
  const trials = new Map<string, Trial>();
  const server = await startServer((caller, request) => {
    const trial = trials.get(caller.split(" @ ")[1] ?? "");
    if (!trial) throw new Error(`There is no trial ${JSON.stringify(caller)}.`);
    return scripted(trial, request);
  });
  const samples: Sample[] = [];
  try {
    for (const size of sizes) for (const trial of trialsOf(size, lessons, seed)) trials.set(trial.id, trial);
    for (const contestant of contestants) {
      for (const size of sizes) {
        onTurn?.(contestant.name, size);
        for (const trial of trials.values()) {
          if (trial.size !== size) continue;
          const caller = `${contestant.name} @ ${trial.id}`;
          const rules = await contestant.learn(trial, server.addressFor(caller));
          const learned = hasLearned(rules, trial.lesson);
          samples.push({ contestant: contestant.name, size, learned, ...server.countOf(caller) });
        }
      }
    }
    return samples;
  } finally {
    await server.close();
  }
}
