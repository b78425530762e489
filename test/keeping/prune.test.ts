// Old runs go, and what rests on them stays: rules, quotes, blame, what waits, and erasing a person afterwards.
import { InMemoryStore } from "@langchain/langgraph";
import { pruneMemory } from "knowhow/keeping";
import { langGraphStore } from "knowhow/langgraph";
import { sqliteStore } from "knowhow/sqlite";
import { makeCall, makeEvidence, makeFeedback, makeLesson, makeRun } from "knowhow/testing";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { createMemory } from "../../src/memory.js";
import { memoryStore } from "../../src/stores/memory/store.js";

const OLD = "2025-01-01T00:00:00.000Z";
const NEW = "2025-06-01T00:00:00.000Z";
const between = new Date("2025-03-01T00:00:00.000Z");
const olga = { id: "olga", role: "operator" } as const;
const uma = { id: "uma", role: "user" } as const;

/** Runs of every fate, with the rule that Uma's own words in one of them speak for. */
async function filled(store: Store) {
  const memory = createMemory({ store });
  const tweets = memory.instructions("tweets", { namespace: ["acme"], seed: "You write tweets.\n\n- Be kind.\n" });
  await tweets.current();
  const { address } = tweets;
  const run = (over: object) => makeRun({ address, createdAt: OLD, principal: uma, metadata: { a: 1 }, ...over });
  const runs = {
    idle: run({}),
    waits: run({}),
    quoted: run({}),
    recent: run({ createdAt: NEW }),
    told: run({}),
  };
  await store.takeIn(address, { runs: Object.values(runs) });
  // The feedback that waits is of another layer.
  const layer = { namespace: ["acme", "users"], name: "uma" };
  const waits = makeFeedback({ address: layer, run: { address, id: runs.waits.id } });
  await store.appendFeedback(waits, makeLesson(waits));
  const told = makeFeedback({ address, run: { address, id: runs.told.id } });
  await store.appendFeedback(told, makeLesson(told, { state: "dismissed" }));
  const block = (await tweets.blame()).at(-1)?.block.id ?? "";
  const place = { in: "run", runId: runs.quoted.id, messageId: "m", part: 0 } as const;
  const quote = {
    kind: "quote",
    place,
    start: 0,
    end: 9,
    snippet: "Be kind.",
    source: "user",
    lessonId: null,
  } as const;
  const evidence = makeEvidence({ blockId: block, by: null, evidence: quote });
  await store.commit({ address, evidence: [evidence] });
  return { memory, tweets, runs, told, evidence };
}

describe.each<[string, () => Store]>([
  ["memory", memoryStore],
  ["sqlite", () => sqliteStore(":memory:")],
])("pruning a store in %s", (_name, make) => {
  test("takes old runs, and leaves what something still needs", async () => {
    const store = make();
    const { memory, tweets, runs, told, evidence } = await filled(store);
    const blame = await tweets.blame();
    const pruned = { runs: { deleted: 2, emptied: 1, kept: 1 }, answers: { deleted: 0 }, clean: true };
    expect(await pruneMemory(store, { runsBefore: between, dryRun: true })).toEqual({ dryRun: true, ...pruned });
    expect((await tweets.runs()).items).toHaveLength(5);

    expect(await pruneMemory(store, { runsBefore: between, namespace: ["other"] })).toMatchObject({
      runs: { deleted: 0 },
    });
    expect(await pruneMemory(store, { runsBefore: between, namespace: ["acme"] })).toEqual({
      dryRun: false,
      ...pruned,
    });
    const left = (await tweets.runs()).items.map(({ id }) => id);
    expect(left.toSorted()).toEqual([runs.waits.id, runs.quoted.id, runs.recent.id].toSorted());
    expect(await tweets.run(runs.waits.id)).toEqual(runs.waits);
    expect(await tweets.run(runs.quoted.id)).toEqual({ ...runs.quoted, messages: [], metadata: {} });
    // What was said of a run that is gone is still there, and so is what speaks for a rule.
    expect((await store.lessons(tweets.address, ["dismissed"])).items).toMatchObject([{ feedbackId: told.id }]);
    expect(await tweets.blame()).toEqual(blame);
    expect(blame.at(-1)?.evidence).toContainEqual(evidence);
    expect(await tweets.verify()).toEqual([]);

    const again = { runs: { deleted: 0, emptied: 0, kept: 1 } };
    expect(await pruneMemory(store, { runsBefore: between })).toMatchObject(again);
    // Her words are still found by whom the run was for.
    await memory.erase({ by: "uma" }, { by: olga });
    expect((await tweets.blame()).flatMap((entry) => entry.evidence)).not.toContainEqual(evidence);
    await memory.close();
  });

  test("takes old answers, but not those that may still be asked for", async () => {
    const store = make();
    const { memory, tweets } = await filled(store);
    const { address } = tweets;
    const answered = async (reflectionId: string, ...times: string[]) => {
      await store.putAnswer(address, reflectionId, "q", "{}");
      for (const at of times) await store.appendCall(makeCall({ address, reflectionId, at }));
    };
    await answered("old", OLD);
    await answered("again", OLD, NEW);
    await answered("langgraph:question");
    await answered("after", "2025-02-15T00:00:00.000Z");
    const options = { answersBefore: between };
    const waiting = makeFeedback({ address, createdAt: "2025-02-01T00:00:00.000Z" });
    await store.appendFeedback(waiting, makeLesson(waiting));
    expect(await pruneMemory(store, { ...options, dryRun: true })).toMatchObject({ answers: { deleted: 1 } });
    expect(await pruneMemory(store, options)).toMatchObject({ answers: { deleted: 1 }, runs: { deleted: 0 } });
    const left = (await store.answers(address)).items.map(({ reflectionId }) => reflectionId);
    expect(left).toEqual(["after", "again", "langgraph:question"]);
    await memory.close();
  });
});

test("what cannot be done is said", async () => {
  const store = memoryStore();
  await expect(pruneMemory(store, {})).rejects.toMatchObject({ code: "invalid_policy" });
  const wrong = { runsBefore: new Date("soon") };
  await expect(pruneMemory(store, wrong)).rejects.toMatchObject({ code: "invalid_policy" });
  const graph = langGraphStore(new InMemoryStore());
  await expect(pruneMemory(graph, { runsBefore: between })).rejects.toMatchObject({ code: "store_unsupported" });
});
