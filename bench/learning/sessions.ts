// All sessions of a run: those without a model in processes of their own, those with one side by side in this process.
import { fork } from "node:child_process";
import pMap from "p-map";
import { ownPapers } from "../../examples/tweet-writer/src/papers/own.js";
import { makeLearner, needsModel } from "./learners/make-learner.js";
import type { Models } from "./models.js";
import { runSession, type Session } from "./session.js";
import type { Settings } from "./settings.js";
import { makeStream } from "./stream.js";
import { modelWriter, offlineWriter } from "./writer.js";

/** What the agent is told at the start, before anybody taught it anything. */
export const SEED = "Write a tweet about the paper you are given.\n";

/** What a worker is given. */
export interface Share {
  readonly seeds: readonly number[];
  readonly strategies: readonly string[];
  readonly steps: number;
  readonly reflectEvery: number;
}

export type OnSession = (session: Session) => void;

export async function runAll(settings: Settings, models: Models, onSession: OnSession): Promise<Session[]> {
  const { seeds, firstSeed, strategies, workers, steps, reflectEvery } = settings;
  const numbers = Array.from({ length: seeds }, (_, index) => firstSeed + index);
  const offline = models.writing ? [] : strategies.filter((name) => !needsModel(name));
  const online = strategies.filter((name) => !offline.includes(name));
  const shares = Array.from({ length: Math.min(workers, seeds) }, (_, index): Share => ({
    seeds: numbers.filter((_, at) => at % workers === index),
    strategies: offline,
    steps,
    reflectEvery,
  }));
  const found: Session[] = [];
  const keep: OnSession = (session) => {
    found.push(session);
    onSession(session);
  };
  await Promise.all([
    ...(offline.length > 0 ? shares.map((share) => inProcess(share, keep)) : []),
    withModel(settings, models, online, numbers, keep),
  ]);
  const expected = strategies.length * seeds;
  if (found.length !== expected) throw new Error(`Only ${found.length} of ${expected} sessions came to an end.`);
  const order = (session: Session): number => strategies.indexOf(session.strategy) * 1e7 + session.seed;
  return found.sort((one, other) => order(one) - order(other));
}

/**
 * A process of its own, which posts every session as it ends. It is started as this one was, so that it runs
 * TypeScript.
 */
function inProcess(share: Share, onSession: OnSession): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL("./worker.ts", import.meta.url), { serialization: "advanced" });
    child.on("message", (session) => onSession(session as Session));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))));
    child.send(share);
  });
}

async function withModel(
  { steps, reflectEvery, rounds, record, atOnce }: Settings,
  { reflecting, writing }: Models,
  strategies: readonly string[],
  seeds: readonly number[],
  onSession: OnSession,
): Promise<void> {
  if (strategies.length === 0) return;
  const papers = await ownPapers();
  const writer = writing ? modelWriter(writing) : offlineWriter();
  const sessions = seeds.flatMap((number) => strategies.map((strategy) => ({ number, strategy })));
  const one = async ({ number, strategy }: (typeof sessions)[number]): Promise<void> => {
    const learner = makeLearner(strategy, { seed: SEED, model: reflecting, rounds, stopAtFailure: record !== null });
    const onStep = (step: number): void => void process.stderr.write(`${strategy}, seed ${number}: step ${step}\n`);
    const stream = makeStream(number, steps);
    onSession(await runSession({ stream, learner, writer, papers, seed: SEED, reflectEvery, onStep }));
  };
  // A failure waits for the others, whose answers are recorded meanwhile.
  try {
    await pMap(sessions, one, { concurrency: atOnce, stopOnError: record === null });
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
