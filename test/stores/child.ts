// What the store tests run in processes of their own: child.ts TASK FILE [ARGUMENT]. Each line it prints is JSON.
import { writeSync } from "node:fs";
import { DatabaseSync } from "@photostructure/sqlite";
import { KnowhowError } from "../../src/core/errors.js";
import { sqliteStore } from "../../src/stores/sqlite/store.js";
import { makeFeedback, makeLesson, makeRecord, makeRun, makeVersion } from "../../src/testing/builders.js";

const [task = "", file = "", argument = ""] = process.argv.slice(2);
const address = { namespace: ["shared"], name: "writer" };
// Synchronous, so that what is printed was acknowledged before, and is out before the next write begins.
const print = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`);

const tasks: Record<string, () => Promise<unknown>> = {
  /** Creates the instructions like everybody else, then commits until its own commits are so many. */
  async commit() {
    const store = sqliteStore({ path: file, busyTimeout: 30_000 });
    await store.commit({ address, create: makeRecord({ address }), version: makeVersion({ address }) });
    for (let done = 0; done < Number(argument);) {
      const read = await store.read(address, "production");
      if (!read) throw new Error("The instructions are not there.");
      const version = makeVersion({ after: read.version, text: `${read.version.text}\nLine of ${process.pid}.` });
      const labels = [{ label: "production", from: read.version.number, to: version.number }];
      const outcome = await store.commit({ address, expectHead: read.version.number, version, labels });
      if (outcome.status === "committed") done += 1;
      const feedback = makeFeedback({ address });
      await store.appendFeedback(feedback, makeLesson(feedback));
      print({ feedback: feedback.id });
    }
    await store.close();
  },
  /** Appends feedback, larger and smaller, until it is killed. */
  async append() {
    const store = sqliteStore(file);
    for (let count = 0; ; count += 1) {
      const feedback = makeFeedback({ address, comment: `Number ${count}. ${"x".repeat((count % 7) * 20_000)}` });
      const lesson = makeLesson(feedback);
      await store.appendFeedback(feedback, lesson);
      print({ feedback: feedback.id, lesson: lesson.id });
    }
  },
  /** Holds the write lock until it is told on stdin to let go. */
  async hold() {
    const database = new DatabaseSync(file);
    database.exec("begin immediate");
    print({ held: true });
    await new Promise((resolve) => process.stdin.once("data", resolve));
    database.exec("rollback");
    database.close();
  },
  /** Reads, then writes, and tells how each went. */
  async try() {
    const store = sqliteStore({ path: file, busyTimeout: 100 });
    const attempt = async (work: () => Promise<unknown>) => {
      try {
        await work();
        return "done";
      } catch (error) {
        return KnowhowError.is(error) ? error.code : String(error);
      }
    };
    const read = await attempt(() => store.read(address, "production"));
    print({ read, write: await attempt(() => store.appendRun(makeRun({ address }))) });
  },
};

await tasks[task]?.();
