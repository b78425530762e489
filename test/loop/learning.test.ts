// What learning() and ruleChanges() say of a life of instructions: taught, scored, changed, gone back.
import { beforeAll, describe, expect, it } from "vitest";
import { createMemory, type Instructions } from "../../src/memory.js";
import { memoryStore } from "../../src/stores/memory/store.js";
import { KnowhowError } from "../../src/core/errors.js";
import type { Store } from "../../src/core/ports/store.js";

const olga = { id: "olga", role: "operator" } as const;
const ana = { id: "ana", role: "user" } as const;
const answer = [{ role: "assistant", content: "A tweet." }];
const DAY = 86_400_000;

let now = Date.parse("2026-03-02T10:00:00.000Z");
let tweets: Instructions;
let store: Store;

async function ran(score: number | null): Promise<string> {
  const { ref } = await tweets.current();
  const { id } = await tweets.record({ ref, messages: answer });
  if (score !== null) await tweets.feedback({ run: id, score, by: ana });
  return id;
}

async function change(...edits: Parameters<Instructions["propose"]>[0]["edits"] & object): Promise<void> {
  const { id } = await tweets.propose({ edits, by: olga, reason: "Olga says so." });
  await tweets.accept(id, { by: olga });
}

beforeAll(async () => {
  store = memoryStore();
  const memory = createMemory({ store, clock: () => now, maxAge: 0 });
  tweets = memory.instructions("tweets", { seed: "Write a tweet.\n\nBe brief.\n" });
  await ran(0);
  await ran(0);
  await ran(null);
  now += DAY;
  await change({ kind: "add", place: { at: "end" }, text: "No hashtags.", as: "paragraph" });
  await ran(1);
  await ran(0);
  now += DAY;
  const [, brief] = await tweets.blame();
  await change({ kind: "remove", block: brief?.block.id ?? "" });
  const words = (await tweets.blame()).at(-1)?.block.id ?? "";
  await change({ kind: "replace", block: words, text: "Never use hashtags." });
  await ran(1);
});

describe("learning()", () => {
  it("counts rated runs in all, by period and by version", async () => {
    const report = await tweets.learning({ period: "day" });
    expect(report.satisfaction).toMatchObject({ rated: 5, satisfied: 2, share: 0.4 });
    expect(report.periods.map(({ from, rated, satisfied }) => [from.slice(0, 10), rated, satisfied])).toEqual([
      ["2026-03-02", 2, 0],
      ["2026-03-03", 2, 1],
      ["2026-03-04", 1, 1],
    ]);
    expect(report.versions.map(({ version, rated, satisfied }) => [version, rated, satisfied])).toEqual([
      [1, 2, 0],
      [2, 2, 1],
      [4, 1, 1],
    ]);
    expect((await tweets.learning()).period).toBe("day");
  });

  it("gives each line its age, its record in these words, and its tokens", async () => {
    const { lines, tokens, version } = await tweets.learning();
    expect(version).toBe(4);
    expect(
      lines.map(({ block, version: since, at, record }) => [block.content, since, at.slice(0, 10), record.rated]),
    ).toEqual([
      ["Write a tweet.", 1, "2026-03-02", 5],
      ["Never use hashtags.", 4, "2026-03-04", 1],
    ]);
    for (const line of lines) expect(line.tokens).toBeGreaterThan(2);
    expect(tokens).toBeGreaterThanOrEqual(lines.reduce((sum, line) => sum + line.tokens, 0) - 1);
  });

  it("looks at the last feedback alone, and says so", async () => {
    const { looked, satisfaction } = await tweets.learning({ last: 2 });
    expect(looked).toEqual({ feedback: 2, corrections: 0, leftOut: 0, more: true });
    expect(satisfaction.rated).toBe(2);
  });

  it("tells corrections and scores that do not count", async () => {
    const memory = createMemory({ store: memoryStore() });
    const other = memory.instructions("other", { seed: "Be brief." });
    const { id } = await other.record({ messages: answer });
    await other.feedback({ run: id, score: 1, by: { id: "judge", role: "model" } });
    await other.feedback({ score: 1, by: ana });
    await other.feedback({ comment: "Too long.", by: ana });
    const { looked, satisfaction, versions } = await other.learning();
    expect(looked).toEqual({ feedback: 3, corrections: 1, leftOut: 2, more: false });
    expect(satisfaction).toEqual({ rated: 0, satisfied: 0, share: null, interval: null });
    expect(versions).toEqual([]);
  });

  it("keeps counting runs that were deleted, without their version", async () => {
    const memory = createMemory({ store: memoryStore() });
    const gone = memory.instructions("gone", { seed: "Be brief." });
    const { id } = await gone.record({ messages: answer });
    await gone.feedback({ run: id, score: 1, by: ana });
    const rows = { versions: [], feedback: [], proposals: [], cases: [], evidence: [], answers: false } as const;
    const redacted = { proposals: [], lessons: [], reflections: [], evidence: [] };
    await memory.store.erase({ address: gone.address, rows: { ...rows, runs: [id], redacted } });
    expect((await gone.learning()).versions).toMatchObject([{ version: null, rated: 1 }]);
  });

  it("has nothing to say of an overlay without a lesson", async () => {
    const memory = createMemory({ store: memoryStore() });
    const own = memory.instructions("tweets", { namespace: ["ana"], overlayOf: "ana" });
    expect(await own.learning()).toMatchObject({ version: 0, tokens: 0, lines: [], periods: [] });
    expect(await own.ruleChanges()).toEqual({ items: [], next: null });
  });

  it.each([{ last: 0 }, { last: 10_001 }, { last: 1.5 }, { period: "year" }, { lats: 3 }])(
    "refuses %j",
    async (wrong) => {
      const refusal = await tweets.learning(wrong as object).catch((error: unknown) => error);
      expect(KnowhowError.is(refusal, "invalid_policy")).toBe(true);
    },
  );

  it("asks for no more than the window, however many runs there are", async () => {
    const asked: string[] = [];
    const watched = new Proxy(store, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== "function") return value;
        return (...given: unknown[]): unknown => {
          asked.push(String(key));
          return value.apply(target, given) as unknown;
        };
      },
    });
    await createMemory({ store: watched }).instructions("tweets").learning({ last: 2 });
    expect(asked.filter((method) => method === "run")).toHaveLength(2);
    expect(asked.filter((method) => ["runs", "lessons", "versions"].includes(method))).toEqual([]);
    expect(asked.filter((method) => method === "recentFeedback")).toHaveLength(1);
  });
});

describe("ruleChanges()", () => {
  it("says what each version added, reworded and retired, newest first", async () => {
    const { items, next } = await tweets.ruleChanges();
    expect(next).toBeNull();
    expect(
      items.map(({ version, added, reworded, retired }) => [
        version,
        added.map(({ content }) => content),
        reworded.map(({ before, content }) => [before, content]),
        retired.map(({ content, since, origin }) => [content, since, origin]),
      ]),
    ).toEqual([
      [4, [], [["No hashtags.", "Never use hashtags."]], []],
      [3, [], [], [["Be brief.", 1, "seed"]]],
      [2, ["No hashtags."], [], []],
      [1, ["Write a tweet.", "Be brief."], [], []],
    ]);
    expect(items[1]).toMatchObject({ author: olga, erased: false, reverts: null });
  });

  it("is the same in pages of any size", async () => {
    const whole = (await tweets.ruleChanges()).items;
    for (const limit of [1, 2, 3]) {
      const pages = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<Instructions["ruleChanges"]>> = await tweets.ruleChanges({ limit, cursor });
        pages.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      expect(pages).toEqual(whole);
    }
  });
});
