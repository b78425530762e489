/** Forgetting a session or a person: what only they taught goes, what others taught too stays. */
import { describe, expect, it } from "vitest";
import type { Principal } from "../../src/core/principal.js";
import { createMemory, type Instructions, type InstructionsOptions } from "../../src/memory.js";
import { replayGate } from "../../src/gate/replay/replay-gate.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { memoryStore } from "../../src/stores/memory/store.js";

const olga = { id: "olga", role: "operator" } as const;
const ana = { id: "ana", role: "reviewer" } as const;
const bo = { id: "bo", role: "reviewer" } as const;
const mallory = { id: "mallory", role: "reviewer" } as const;
const SEED = "You write tweets.\n\n## Style\n\n- Use hashtags.\n- Be kind.\n";

function open(options: InstructionsOptions = {}): Instructions {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  return memory.instructions("tweets", { seed: SEED, ...options });
}

async function teach(tweets: Instructions, by: Principal, comment: string, run?: string) {
  await tweets.feedback({ by, comment, ...(run === undefined ? {} : { run }) });
  return tweets.reflect();
}
const textOf = async (tweets: Instructions): Promise<string> => (await tweets.current()).text;
const converse = (tweets: Instructions) =>
  tweets.record({
    messages: [
      { role: "user", content: "A tweet, please." },
      { role: "assistant", content: "Bees dance. #bees" },
    ],
  });

describe("forgetting a person", () => {
  it("takes away what they added and puts back what they reworded, byte for byte", async () => {
    const tweets = open();
    await teach(tweets, mallory, "Do not use hashtags.");
    await teach(tweets, mallory, "Write in French.");
    expect(await textOf(tweets)).toContain("- Do not use hashtags.\n- Be kind.");
    const forgotten = await tweets.forget({ by: "mallory" }, { by: olga, reason: "A stolen account." });
    expect(await textOf(tweets)).toBe(SEED);
    expect(forgotten).toMatchObject({ version: 4, kept: [], waiting: [], proposals: [] });
    expect(forgotten.reverted).toMatchObject([
      { block: "b3", before: "Do not use hashtags.", after: "Use hashtags." },
      { before: "Write in French.", after: null },
    ]);
    const lessons = (await tweets.lessons()).items;
    expect(lessons.map(({ state }) => state)).toEqual(["retracted", "retracted"]);
    expect(lessons[0]?.reason).toBe("Forgot what came from “mallory”: A stolen account.");
    expect((await tweets.reflect()).rationale).toBe("No lesson was pending.");
    expect((await tweets.blame()).flatMap(({ evidence }) => evidence)).toEqual([]);
    expect(await tweets.verify()).toEqual([]);
  });

  it("keeps what others taught too, without their support", async () => {
    const tweets = open();
    await teach(tweets, mallory, "Write in French.");
    await teach(tweets, ana, "Write in French.");
    const before = await textOf(tweets);
    const forgotten = await tweets.forget({ by: "mallory" }, { by: olga });
    expect(await textOf(tweets)).toBe(before);
    expect(forgotten).toMatchObject({ version: null, kept: [{ reason: "Others stand behind it too: ana." }] });
    expect((await tweets.blame()).at(-1)?.evidence.map(({ by }) => by?.id)).toEqual(["ana"]);
    await tweets.forget({ by: "ana" }, { by: olga });
    expect(await textOf(tweets)).toBe(SEED);
  });

  it("goes back past them to the wording of somebody else, and again past that one", async () => {
    const tweets = open();
    await teach(tweets, ana, "Keep it under 280 characters.");
    const anas = await textOf(tweets);
    await teach(tweets, mallory, "Keep it under 100 characters.");
    await tweets.forget({ by: "mallory" }, { by: olga });
    expect(await textOf(tweets)).toBe(anas);
    expect((await tweets.blame()).at(-1)).toMatchObject({ author: ana, version: 2 });
    await tweets.forget({ by: "ana" }, { by: olga });
    expect(await textOf(tweets)).toBe(SEED);
  });

  it("leaves what somebody reworded since, and says that a person must look", async () => {
    const tweets = open();
    await teach(tweets, mallory, "Keep it under 100 characters.");
    await teach(tweets, ana, "Keep it under 200 characters.");
    const before = await textOf(tweets);
    const forgotten = await tweets.forget({ by: "mallory" }, { by: olga });
    expect(await textOf(tweets)).toBe(before);
    expect(forgotten.waiting).toMatchObject([
      { text: "Keep it under 200 characters.", reason: "Reworded since by ana." },
    ]);
  });

  it("puts back what they removed by hand, with its evidence", async () => {
    const tweets = open();
    await teach(tweets, ana, "Write in French.");
    await teach(tweets, bo, "Name the authors.");
    const before = await textOf(tweets);
    const rule = (await tweets.blame()).find(({ block }) => block.content === "Write in French.");
    const removal = await tweets.propose({ by: mallory, edits: [{ kind: "remove", block: rule?.block.id ?? "" }] });
    await tweets.accept(removal.id, { by: mallory });
    expect(await textOf(tweets)).not.toContain("French");
    await tweets.forget({ by: "mallory" }, { by: olga });
    expect(await textOf(tweets)).toBe(before);
    const back = (await tweets.blame()).find(({ block }) => block.content === "Write in French.");
    expect(back?.evidence.map(({ by }) => by?.id)).toEqual(["ana"]);
    await tweets.forget({ by: "ana" }, { by: olga });
    expect(await textOf(tweets)).not.toContain("French");
    expect(await textOf(tweets)).toContain("Name the authors.");
  });

  it("takes back what waits: pending lessons, and proposals, whose other lessons wait again", async () => {
    const tweets = open();
    const uma = { id: "uma", role: "user" } as const;
    const ben = { id: "ben", role: "user" } as const;
    await tweets.feedback({ by: uma, comment: "Write in French." });
    await tweets.feedback({ by: ben, comment: "Name the authors." });
    expect((await tweets.reflect()).proposal?.lessonIds).toHaveLength(2);
    await tweets.feedback({ by: uma, comment: "Use emoji." });
    const forgotten = await tweets.forget({ by: "uma" }, { by: olga });
    expect(forgotten).toMatchObject({ version: null, proposals: [expect.any(String)] });
    expect((await tweets.lessons()).items.map(({ state }) => state)).toEqual(["retracted", "pending", "retracted"]);
    expect((await tweets.proposals()).items[0]).toMatchObject({ state: "stale" });
    expect(await textOf(tweets)).toBe(SEED);
  });

  it("does nothing twice, and undoes what was rolled back and forth only once", async () => {
    const tweets = open();
    await teach(tweets, mallory, "Write in French.");
    await tweets.rollback(1, { by: olga });
    await tweets.rollback(2, { by: olga });
    await tweets.forget({ by: "mallory" }, { by: olga });
    expect(await textOf(tweets)).toBe(SEED);
    const again = await tweets.forget({ by: "mallory" }, { by: olga });
    expect(again).toMatchObject({ version: null, reverted: [], lessons: [], kept: [], waiting: [] });
    expect((await tweets.history()).items).toHaveLength(5);
  });

  it("works in an overlay, down to nothing", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const mine = memory.instructions("tweets", { namespace: ["uma"], overlayOf: "uma" });
    const uma = { id: "uma", role: "user" } as const;
    await teach(mine, uma, "Write in French.");
    await mine.forget({ by: "uma" }, { by: uma });
    expect(await textOf(mine)).toBe("");
  });
});

describe("forgetting a session", () => {
  it("takes away what it taught, and leaves what the same person taught elsewhere", async () => {
    const tweets = open();
    const [first, second] = [await converse(tweets), await converse(tweets)];
    await teach(tweets, ana, "Write in French.", first.id);
    await teach(tweets, ana, "Name the authors.", second.id);
    const forgotten = await tweets.forget({ run: first.id }, { by: olga });
    expect(await textOf(tweets)).not.toContain("French");
    expect(await textOf(tweets)).toContain("Name the authors.");
    expect(forgotten.lessons).toHaveLength(1);
  });

  it("shows what would go, and changes nothing", async () => {
    const tweets = open();
    const run = await converse(tweets);
    await teach(tweets, ana, "Write in French.", run.id);
    const before = await textOf(tweets);
    const shown = await tweets.forget({ run: run.id }, { by: olga, dryRun: true });
    expect(shown).toMatchObject({ dryRun: true, version: null, text: SEED, lessons: [expect.any(String)] });
    expect(await textOf(tweets)).toBe(before);
    expect((await tweets.lessons()).items[0]?.state).toBe("applied");
  });

  it("retires the cases made from it", async () => {
    const gate = replayGate({ run: async () => "Bees dance." });
    const memory = createMemory({ store: memoryStore(), strategy: literal(), gate });
    const tweets = memory.instructions("tweets", { seed: "You write tweets.\n" });
    const run = await converse(tweets);
    await teach(tweets, ana, "Do not use hashtags.", run.id);
    expect((await tweets.cases({ states: ["active"] })).items).toHaveLength(1);
    const forgotten = await tweets.forget({ run: run.id }, { by: olga });
    expect(forgotten.cases).toHaveLength(1);
    expect((await tweets.cases()).items).toMatchObject([
      { state: "retired", reason: `Forgot what came from run ${run.id}.` },
    ]);
  });
});

describe("who may forget, and what", () => {
  it("refuses those who may not accept, and to undo what ranks higher", async () => {
    const tweets = open();
    await teach(tweets, olga, "Write in French.");
    const uma = { id: "uma", role: "user" } as const;
    await expect(tweets.forget({ by: "olga" }, { by: uma })).rejects.toMatchObject({ code: "forbidden" });
    await expect(tweets.forget({ by: "olga" }, { by: ana })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("a rule of the operator olga"),
    });
  });

  it("tells of what is not there", async () => {
    const tweets = open();
    await expect(tweets.forget({ run: "nothing" }, { by: olga })).rejects.toMatchObject({ code: "run_not_found" });
    await expect(tweets.forget({} as { by: string }, { by: olga })).rejects.toMatchObject({
      code: "invalid_principal",
    });
    expect(await tweets.forget({ by: "nobody" }, { by: olga })).toMatchObject({ version: null, lessons: [] });
  });
});
