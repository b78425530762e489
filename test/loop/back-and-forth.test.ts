// Going back and forth between versions: evidence stands as it did each time, and records do not pile up.
import { createMemory, memoryStore } from "knowhow";
import { literal } from "knowhow/literal";
import { expect, test } from "vitest";
import { standingEvidence } from "../../src/core/standing.js";

const by = { id: "olga", role: "operator" } as const;

test("each step back adds a few records at most, and what stood then stands again", async () => {
  const store = memoryStore();
  const tweets = createMemory({ store, strategy: literal() }).instructions("tweets", { seed: "Write a tweet.\n" });
  await tweets.current();
  for (const comment of ["No hashtags.", "Never shout."]) {
    await tweets.feedback({ comment, by });
    await tweets.reflect();
  }
  const records = () =>
    store.evidence(
      tweets.address,
      Array.from({ length: 10 }, (_none, number) => `b${number}`),
    );
  const standing = async () => standingEvidence(await records()).map(({ id }) => id);
  const stood = new Map<number, string[]>();
  const all = await records();
  for (const number of [1, 2, 3])
    stood.set(
      number,
      standingEvidence(all.filter(({ version }) => version <= number)).map(({ id }) => id),
    );
  expect([stood.get(1)?.length, (stood.get(3)?.length ?? 0) > (stood.get(2)?.length ?? 0)]).toEqual([0, true]);
  const steps = [1, 3, 1, 1, 2, 3, 3, 2, 1, 2, 1, 3, 1, 3, 2, 1, 1, 1, 1, 3, 2, 3, 1, 2, 3, 1, 3, 1, 3, 1, 2, 3];
  for (const to of steps) {
    await tweets.rollback(to, { by });
    expect([to, await standing()]).toEqual([to, stood.get(to)]);
  }
  expect((await records()).length).toBeLessThanOrEqual(all.length * (steps.length + 1));
  expect(await tweets.verify()).toEqual([]);
});
