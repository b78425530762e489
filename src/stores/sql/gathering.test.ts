import { expect, test } from "vitest";
import { Gathering, type GatheringOptions } from "./gathering.js";

/** Numbers, of which each batch is noted; results are their doubles. */
function gathering(more: Partial<GatheringOptions<number, number>> = {}) {
  const batches: (readonly number[])[] = [];
  const made = new Gathering<number, number>({
    work: async (items, again) => {
      batches.push(again ? [...items, -1] : items);
      return items.map((item) => item * 2);
    },
    keyOf: String,
    sizeOf: (item) => item,
    mayBeSpoilt: () => false,
    limits: { items: 3, size: 100, underWay: 1 },
    ...more,
  });
  return { batches, add: (...items: number[]) => Promise.all(items.map((item) => made.add(item))), made };
}

test("what comes together is done together, in order, and each gets its own result", async () => {
  const { batches, add } = gathering();
  expect(await add(1, 2, 3, 4, 5)).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(await add(6)).toEqual([12]);
});

test("a batch has a largest size, and none is left out for being larger alone", async () => {
  const { batches, add } = gathering();
  await add(60, 40, 1, 500);
  expect(batches).toEqual([[60, 40], [1], [500]]);
});

test("the same key waits for the next batch", async () => {
  const { batches, add } = gathering();
  await add(7, 7, 8);
  expect(batches).toEqual([[7], [7, 8]]);
});

test("what spoils a batch fails alone, and the others are told that they may have been done", async () => {
  const done: string[] = [];
  const { add } = gathering({
    mayBeSpoilt: (error) => error instanceof RangeError,
    work: async (items, again) => {
      if (items.includes(2)) throw new RangeError("Too long.");
      done.push(`${items.join()} ${again}`);
      return items;
    },
  });
  expect(await Promise.allSettled([add(1), add(2), add(3)])).toMatchObject([
    { status: "fulfilled" },
    { status: "rejected", reason: { message: "Too long." } },
    { status: "fulfilled" },
  ]);
  expect(done).toEqual(["1 true", "3 true"]);
});

test("any other failure is that of all, and work goes on afterwards", async () => {
  let away = true;
  const { add, made } = gathering({
    work: async (items) => {
      if (away) throw new Error("Away.");
      return items;
    },
  });
  expect((await Promise.allSettled([add(1), add(2)])).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  away = false;
  expect(await add(3)).toEqual([3]);
  await made.settled();
});

test("settled ends when the last is done", async () => {
  const { add, made, batches } = gathering({ limits: { items: 1, size: 1, underWay: 2 } });
  const all = add(1, 2, 3, 4);
  await made.settled();
  expect(batches).toHaveLength(4);
  await all;
});
