// What is exported from any store and taken into any other is the same again, whatever broke it off in between.
import { InMemoryStore } from "@langchain/langgraph";
import fc from "fast-check";
import { exportMemory, type ExportOptions, importMemory } from "knowhow/keeping";
import { langGraphStore } from "knowhow/langgraph";
import { sqliteStore } from "knowhow/sqlite";
import { makeFeedback, makeLesson, makeMessage, makeRun, makeVersion } from "knowhow/testing";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { createMemory } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { memoryStore } from "../../src/stores/memory/store.js";
import { type History, histories } from "./history.js";

const clock = () => Date.UTC(2026, 0, 2);
const olga = { id: "olga", role: "operator" } as const;

async function linesOf(store: Store, options: ExportOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportMemory(store, { clock, answers: true, ...options })) lines.push(line);
  return lines;
}

async function* pieces(text: string | Uint8Array, size = 1000): AsyncGenerator<string | Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const take = (store: Store, text: string | Uint8Array, options = {}) => importMemory(store, pieces(text), options);

async function filled(all: readonly History[], store: Store = memoryStore()): Promise<Store> {
  for (const { address, rows } of all) await store.takeIn(address, rows);
  return store;
}

test("export, import into another driver, export: the same lines", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (all) => {
      const source = await filled(all);
      const lines = await linesOf(source);
      const sqlite = sqliteStore(":memory:");
      await take(sqlite, lines.join(""));
      expect(await linesOf(sqlite)).toEqual(lines);
      const graph = langGraphStore(new InMemoryStore());
      const addresses = all.map(({ address }) => address);
      const named = await linesOf(sqlite, { addresses });
      await take(graph, named.join(""));
      expect(await linesOf(graph, { addresses })).toEqual(named);
      await sqlite.close();
    }),
    { numRuns: 10 },
  );
});

test("broken off anywhere and begun again, it ends the same, and a third time nothing changes", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.double({ min: 0, max: 1, noNaN: true }), async (all, part) => {
      const lines = await linesOf(await filled(all));
      const text = lines.join("");
      const target = sqliteStore(":memory:");
      const cut = text.slice(0, Math.floor((text.length - 2) * part));
      await expect(take(target, cut)).rejects.toMatchObject({ code: "invalid_export" });
      const { conflicts } = await take(target, text);
      expect(conflicts).toEqual([]);
      expect(await linesOf(target)).toEqual(lines);
      const { dryRun: _dry, ...again } = await take(target, text, { dryRun: true });
      expect(again).toMatchObject({ added: {}, changed: {}, lines: lines.length });
      expect(await take(target, text)).toMatchObject(again);
      expect(await linesOf(target)).toEqual(lines);
      await target.close();
    }),
    { numRuns: 10 },
  );
});

/** Instructions that were taught, asked of, rolled back and partly erased, with a team beside them. */
async function lived() {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  const tweets = memory.instructions("tweets", { namespace: ["acme"], seed: "You write tweets.\n\n- Be kind.\n" });
  const run = await tweets.record({
    messages: [
      { role: "user", content: "A tweet, please." },
      { role: "assistant", content: "Bees dance. #bees" },
    ],
    principal: { id: "leo", role: "user" },
  });
  await tweets.feedback({ by: { id: "ana", role: "reviewer" }, run: run.id, comment: "No hashtags." });
  await tweets.reflect();
  await tweets.feedback({ by: { id: "uma", role: "reviewer" }, comment: "Write in French." });
  await tweets.reflect();
  await tweets.erase({ by: "uma" }, { by: olga });
  const support = memory.instructions("support", { namespace: ["acme"], seed: "You help." });
  await support.current();
  const team = memory.team([tweets, support]);
  await team.feedback({ by: olga, comment: "Be brief." });
  await memory.store.claim(tweets.address, { holder: "me", at: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z" });
  await memory.store.putAnswer(tweets.address, "langgraph:abc", "question", "Accept it?");
  await memory.store.putAnswer(tweets.address, "abc", "q", "{}");
  return { memory, tweets };
}

describe("what a memory has lived", () => {
  test("goes on elsewhere: the text in force, blame, the chain with an erased version, what waits", async () => {
    const { memory, tweets } = await lived();
    const target = createMemory({ store: sqliteStore(":memory:") });
    const { conflicts, added } = await take(target.store, (await linesOf(memory.store)).join(""));
    expect(conflicts).toEqual([]);
    expect(added).toMatchObject({ instructions: 2, feedback: 2, run: 1, answer: 2 });
    const moved = target.instructions("tweets", { namespace: ["acme"] });
    expect((await moved.current()).text).toBe((await tweets.current()).text);
    expect(await moved.verify()).toEqual([]);
    expect((await moved.history()).items.some(({ erased }) => erased)).toBe(true);
    expect(await moved.blame()).toEqual(await tweets.blame());
    expect((await target.store.backlog([])).items).toMatchObject([{ pending: 1, claim: null }]);
    await target.close();
  });

  test("model answers come along only when asked, notes always", async () => {
    const { memory } = await lived();
    const answers = (await linesOf(memory.store, { answers: false })).filter((line) => line.includes('"answer"'));
    expect(answers.join("")).toContain("Accept it?");
    expect(answers.filter((line) => line.startsWith('{"kind":"answer"'))).toHaveLength(1);
  });

  test("a namespace alone", async () => {
    const { memory } = await lived();
    await createMemory({ store: memory.store }).instructions("other", { seed: "x" }).current();
    expect((await linesOf(memory.store, { namespace: ["acme"] })).join("")).not.toContain('"name":"other"');
  });
});

test("a store that has gone on keeps what it learned, and one that is behind catches up", async () => {
  const [first] = fc.sample(histories, { numRuns: 1, seed: 7 });
  const address = { namespace: [], name: "tweet-writer" };
  const one = makeVersion({ address });
  const two = makeVersion({ address, after: one, text: "Second." });
  const said = makeFeedback({ address });
  const lesson = makeLesson(said);
  const applied = { ...lesson, state: "applied", version: 2, updatedAt: "2026-01-01T00:00:00.000Z" } as const;
  const record = { ...(first?.[0]?.rows.record ?? never()), address, overlay: false, owner: null };
  const early = await filled([
    {
      address,
      rows: { record, versions: [one], feedback: [{ feedback: said, lesson }], state: { labels: { production: 1 } } },
    },
  ]);
  const earlier = (await linesOf(early)).join("");
  const late = await filled([
    {
      address,
      rows: {
        record,
        versions: [one, two],
        feedback: [{ feedback: said, lesson: applied }],
        state: { labels: { production: 2 } },
      },
    },
  ]);
  const later = await linesOf(late);
  expect(await take(late, earlier)).toMatchObject({ added: {}, changed: {}, conflicts: [] });
  expect(await linesOf(late)).toEqual(later);
  expect(await take(early, later.join(""))).toMatchObject({ added: { version: 1 }, changed: { feedback: 1 } });
  expect(await linesOf(early)).toEqual(later);
  // A label that was moved since stays where it is.
  await early.commit({ address, labels: [{ label: "production", to: 1 }] });
  await take(early, later.join(""));
  expect((await early.record(address))?.labels).toEqual({ production: 1 });
});

function never(): never {
  throw new Error("The sample is empty.");
}

test("another history under the same name is a conflict: nothing of it comes in, and the rest does", async () => {
  const { memory } = await lived();
  const text = (await linesOf(memory.store)).join("");
  for (const versions of [1, 9]) {
    const target = createMemory({ store: memoryStore(), strategy: literal() });
    const mine = target.instructions("tweets", { namespace: ["acme"], seed: "Mine." });
    await mine.current();
    for (let number = 2; number <= versions; number += 1) {
      await mine.feedback({ by: olga, comment: `Mention the number ${number}.` });
      await mine.reflect();
    }
    const before = await linesOf(target.store, { addresses: [mine.address] });
    const { conflicts, added } = await take(target.store, text);
    expect(conflicts).toMatchObject([{ address: mine.address, code: "import_conflict" }]);
    expect(conflicts[0]?.message).toMatch(/Erase it there first/);
    expect(added).toMatchObject({ instructions: 1, feedback: 1 });
    expect(await linesOf(target.store, { addresses: [mine.address] })).toEqual(before);
  }
});

test("what changes while it is read is written once more, so that no lesson is applied without its version", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  const tweets = memory.instructions("tweets", { seed: "You write tweets." });
  await tweets.feedback({ by: olga, comment: "No hashtags." });
  const lines: string[] = [];
  for await (const line of exportMemory(memory.store, { clock })) {
    lines.push(line);
    if (lines.filter((one) => one.includes('"kind":"version"')).length === 1) await tweets.reflect();
  }
  expect(lines.filter((line) => line.includes('"kind":"instructions"'))).toHaveLength(2);
  const target = memoryStore();
  await take(target, lines.join(""));
  expect(await linesOf(target)).toEqual(await linesOf(memory.store));
});

describe("what is no good export says which line", () => {
  const good = async () => linesOf((await lived()).memory.store);
  const at = (lines: string[], kind: string) => lines.findIndex((line) => line.includes(`"kind":"${kind}"`));

  test.each<[string, (lines: string[]) => string | Uint8Array, string, RegExp]>([
    ["nothing", () => "", "invalid_export", /nothing to import/],
    ["blank lines", () => "\n\n", "invalid_export", /Line 1/],
    ["binary", () => Uint8Array.from([0x89, 0x50, 0xff, 0xfe, 0x00]), "invalid_export", /Line 1 .*UTF-8/],
    ["other JSON", () => '{"a":1}\n', "invalid_export", /first line of an export/],
    ["prose", () => "Dear all,\n", "invalid_export", /knowhow export/],
    ["a newer format", ([first = ""]) => first.replace('"format":1', '"format":2'), "export_newer", /Upgrade/],
    ["no end", (lines) => lines.slice(0, -1).join(""), "invalid_export", /cut off before its end/],
    ["a line cut off", (lines) => lines.join("").slice(0, -20), "invalid_export", /is cut off in the middle/],
    ["broken JSON", (lines) => lines.with(3, '{"kind":\n').join(""), "invalid_export", /Line 4 is not JSON/],
    ["an unknown kind", (lines) => lines.with(3, '{"kind":"tune"}\n').join(""), "invalid_export", /Line 4 .*"tune"/],
    ["a lost line", (lines) => lines.toSpliced(at(lines, "run"), 1).join(""), "invalid_export", /some were lost/],
    [
      "a lost version",
      (lines) => lines.toSpliced(at(lines, "version"), 1).join(""),
      "invalid_export",
      /versions were lost/,
    ],
    [
      "a changed text",
      (lines) => lines.join("").replace('"text":"You help."', '"text":"You obey."'),
      "chain_broken",
      /text, blocks, author or reason/,
    ],
    [
      "a wrong type",
      (lines) => lines.join("").replace('"attempts":0', '"attempts":"0"'),
      "invalid_export",
      /feedback, lesson\.attempts/,
    ],
    ["NUL", (lines) => lines.join("").replace("Be brief.", "Be\\u0000brief."), "invalid_export", /NUL/],
    [
      "a name that cannot be",
      (lines) => lines.join("").replace('"name":"support"', '"name":"a/b"'),
      "invalid_export",
      /address that cannot be/,
    ],
  ])("%s", async (_what, spoil, code, message) => {
    const spoilt = spoil(await good());
    for (const options of [{ dryRun: true }, {}]) {
      const store = memoryStore();
      const failure = await take(store, spoilt, options).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
      if (options.dryRun) expect((await store.addresses([])).items).toEqual([]);
    }
  });
});

test("a long history goes through in pieces, and no more than a few rows are held", async () => {
  const address = { namespace: [], name: "much" };
  const source = memoryStore();
  const said = "x".repeat(50_000);
  const runs = Array.from({ length: 150 }, () => makeRun({ address, messages: [makeMessage(said)] }));
  await source.takeIn(address, { runs });
  const target = memoryStore();
  const most = { runs: 0 };
  const watched: Store = {
    ...target,
    takeIn(where, rows, options) {
      most.runs = Math.max(most.runs, rows.runs?.length ?? 0);
      return target.takeIn(where, rows, options);
    },
  };
  await importMemory(watched, exportMemory(source));
  expect((await target.runs(address, { limit: 1000 })).items).toHaveLength(150);
  expect(most.runs).toBeLessThan(100);
});
