/** Conformance: while the database is away there are clear errors, and afterwards everything goes on. */
import { KnowhowError } from "../../core/errors.js";
import { makeFeedback, makeLesson, makeRun, makeVersion } from "../builders.js";
import { begin, type ConformanceCase } from "./case.js";
import { ConformanceFailure, equal } from "./check.js";

export const outage: readonly ConformanceCase[] = [
  {
    name: "while the database is away everything fails with a clear error, and goes on when it is back",
    needs: ["outage"],
    async run(context) {
      const { store, another, outage } = context;
      const { address, first } = await begin(context);
      const unused = await another();
      const run = makeRun({ address });
      await store.appendRun(run);
      const feedback = makeFeedback({ address });
      const lesson = makeLesson(feedback);
      const change = { address, expectHead: 1, version: makeVersion({ after: first, text: "Two." }) };
      for (let time = 1; time <= 2; time += 1) {
        await outage.stop();
        try {
          await failsClearly(() => store.read(address, "production"), "reading");
          await failsClearly(() => store.runs(address), "listing");
          await failsClearly(() => store.appendFeedback(feedback, lesson), "appending");
          await failsClearly(() => store.commit(change), "committing");
          await failsClearly(() => unused.record(address), "reading for the first time");
        } finally {
          await outage.start();
        }
        equal((await store.read(address, "production"))?.version, first, `what is read after outage ${time}`);
        equal((await store.runs(address)).items, [run], "what was acknowledged before");
        equal((await unused.record(address))?.head, 1, "what a handle reads that was opened meanwhile");
      }
      await store.appendFeedback(feedback, lesson);
      equal((await store.lessons(address, null)).items, [lesson], "what was not written, written again");
      equal((await store.commit(change)).status, "committed", "the commit that failed, made again");
    },
  },
];

/** @throws ConformanceFailure unless it fails as `store_unavailable` or `store_timeout` */
async function failsClearly(work: () => Promise<unknown>, what: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (KnowhowError.is(error, "store_unavailable") || KnowhowError.is(error, "store_timeout")) return;
    throw new ConformanceFailure(`${what} while the database is away: got ${String(error)}`, { cause: error });
  }
  throw new ConformanceFailure(`${what} went through while the database was away`);
}
