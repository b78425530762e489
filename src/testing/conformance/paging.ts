/** Conformance: lists are ordered by id, and pages neither skip nor repeat, also while rows are added. */
import type { Version } from "../../core/version.js";
import { makeFeedback, makeId, makeLesson, makeRun, makeVersion } from "../builders.js";
import { begin, collect, type ConformanceCase } from "./case.js";
import { equal, present, refuses } from "./check.js";

export const paging: readonly ConformanceCase[] = [
  {
    name: "pages over many runs and lessons neither skip nor repeat",
    needs: [],
    async run({ store, namespace, rows }) {
      const address = { namespace, name: "many" };
      const runs: string[] = [];
      const feedbacks: string[] = [];
      const lessons: { id: string; state: string }[] = [];
      for (let index = 0; index < rows; index += 1) {
        const run = makeRun({ address, messages: [] });
        const feedback = makeFeedback({ address });
        const lesson = makeLesson(feedback, { state: index % 3 === 0 ? "pending" : "dismissed" });
        await store.appendRun(run);
        await store.appendFeedback(feedback, lesson);
        runs.push(run.id);
        feedbacks.push(feedback.id);
        lessons.push(lesson);
      }
      const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);
      const pending = lessons.filter(({ state }) => state === "pending");
      for (const limit of [Math.max(1, Math.ceil(rows / 7)), 1000]) {
        if (limit > 1000) continue;
        equal(ids(await collect((page) => store.runs(address, page), limit)), runs.toReversed(), "runs, newest first");
        const said = await collect((page) => store.recentFeedback(address, page), limit);
        equal(ids(said), feedbacks.toReversed(), "feedback, newest first");
        const all = await collect((page) => store.lessons(address, null, page), limit);
        equal(ids(all), ids(lessons), "lessons, oldest first");
        const some = await collect((page) => store.lessons(address, ["pending", "parked"], page), limit);
        equal(ids(some), ids(pending), "pending lessons");
      }
      equal((await store.runs(address)).items.length, Math.min(rows, 100), "the default page size");
    },
  },
  {
    name: "rows added between two pages do not disturb the next",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "between" };
      const append = async () => {
        const run = makeRun({ address, messages: [] });
        await store.appendRun(run);
        return run.id;
      };
      const old = [await append(), await append(), await append(), await append()];
      const first = await store.runs(address, { limit: 2 });
      await append();
      const second = await store.runs(address, { limit: 2, cursor: present(first.next, "the cursor") });
      equal(
        [...first.items, ...second.items].map(({ id }) => id),
        old.toReversed(),
        "two pages",
      );
      equal(second.next, null, "the cursor after a last page that is full");
    },
  },
  {
    name: "rows are ordered by id, in whatever order they came",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "order" };
      const ids = Array.from({ length: 20 }, () => makeId());
      for (const index of [7, 3, 19, 0, 12, 5, 1, 18, 11, 2, 9, 4, 17, 6, 13, 8, 16, 10, 15, 14]) {
        const feedback = makeFeedback({ address });
        await store.appendFeedback(feedback, makeLesson(feedback, { id: present(ids[index], "an id") }));
        await store.appendRun(makeRun({ address, id: present(ids[index], "an id") }));
      }
      const lessons = await collect((page) => store.lessons(address, null, page), 3);
      equal(
        lessons.map(({ id }) => id),
        ids,
        "lessons, oldest first",
      );
      const runs = await collect((page) => store.runs(address, page), 3);
      equal(
        runs.map(({ id }) => id),
        ids.toReversed(),
        "runs, newest first",
      );
    },
  },
  {
    name: "versions are paged newest first, by number and not by digits",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      let head: Version = first;
      for (let number = 2; number <= 23; number += 1) {
        const version = makeVersion({ after: head, text: `Version ${number}.` });
        await store.commit({ address, expectHead: head.number, version });
        head = version;
      }
      const wanted = Array.from({ length: 23 }, (_none, index) => 23 - index);
      for (const limit of [1, 5, 23, 100]) {
        const versions = await collect((page) => store.versions(address, page), limit);
        equal(
          versions.map(({ number }) => number),
          wanted,
          `versions in pages of ${limit}`,
        );
      }
    },
  },
  {
    name: "page sizes out of range and cursors of nothing are refused",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "range" };
      for (const limit of [0, -1, 1001, 1.5, Number.NaN]) {
        await refuses("invalid_policy", () => store.runs(address, { limit }), `runs in pages of ${limit}`);
        await refuses("invalid_policy", () => store.versions(address, { limit }), `versions in pages of ${limit}`);
      }
      await refuses("invalid_policy", () => store.versions(address, { cursor: "x" }), "a cursor that is none");
    },
  },
];
