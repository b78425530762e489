// A worker of the bench: its share of the seeds, without a model. Posts every session as it ends.
import { once } from "node:events";
import { ownPapers } from "../../examples/tweet-writer/src/papers/own.js";
import { makeLearner } from "./learners/make-learner.js";
import { runSession, type Session } from "./session.js";
import { SEED, type Share } from "./sessions.js";
import { makeStream } from "./stream.js";
import { offlineWriter } from "./writer.js";

const [share] = (await once(process, "message")) as [Share];
const { seeds, strategies, steps, reflectEvery } = share;
const papers = await ownPapers();
for (const number of seeds) {
  // What is written for one strategy need not be written again for another.
  const writer = offlineWriter();
  const stream = makeStream(number, steps);
  for (const strategy of strategies) {
    const learner = makeLearner(strategy, { seed: SEED, model: null, rounds: null, stopAtFailure: false });
    await post(await runSession({ stream, learner, writer, papers, seed: SEED, reflectEvery }));
  }
}
process.disconnect();

/** Waits until it is sent: whoever disconnects before loses it. */
function post(session: Session): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(session, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
