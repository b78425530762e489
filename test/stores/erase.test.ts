// Erasing a person, a session or a namespace: nothing of it is left in any row, nor in the files of the database.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InMemoryStore } from "@langchain/langgraph";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addressKey } from "../../src/core/address.js";
import type { Store } from "../../src/core/ports/store.js";
import { createMemory, type Instructions, type Memory } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { langGraphStore } from "../../src/stores/langgraph/store.js";
import { memoryStore } from "../../src/stores/memory/store.js";
import { fileSnapshot } from "../../src/stores/snapshot/file.js";
import { sqliteStore } from "../../src/stores/sqlite/store.js";

const olga = { id: "olga", role: "operator" } as const;
const ana = { id: "ana", role: "reviewer" } as const;
const uma = { id: "uma-4711", role: "reviewer" } as const;
const SEED = "You write tweets.\n\n## Style\n\n- Use hashtags.\n- Be kind.\n";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "knowhow-erase-"));
  folders.push(path);
  return path;
}

async function teach(tweets: Instructions, by: typeof uma | typeof ana, comment: string, run?: string) {
  await tweets.feedback({ by, comment, ...(run === undefined ? {} : { run }) });
  return tweets.reflect();
}

const converse = (tweets: Instructions, content: string, principal: typeof uma | typeof ana) =>
  tweets.record({
    messages: [
      { role: "user", content },
      { role: "assistant", content: "Bees dance. #bees" },
    ],
    principal,
  });

/** What Uma and Ana taught, one after the other. */
async function lived(memory: Memory): Promise<Instructions> {
  const tweets = memory.instructions("tweets", { namespace: ["acme"], seed: SEED });
  const run = await converse(tweets, "I am Umberta and need a tweet.", uma);
  await teach(tweets, ana, "Write in French.");
  await teach(tweets, uma, "Mention the zanzibarine festival.", run.id);
  await teach(tweets, uma, "Do not use hashtags.");
  await teach(tweets, ana, "End with a question.");
  await converse(tweets, "Another one.", ana);
  await memory.store.putAnswer(tweets.address, "r", "q", "She wants the zanzibarine festival.");
  return tweets;
}

const TRACES = /zanzibarine|umberta|uma-4711/i;

/** Everything that can be read of it, as one text. */
async function everythingOf({ store }: Memory, tweets: Instructions): Promise<string> {
  const { address } = tweets;
  const blocks = Array.from({ length: 40 }, (_none, index) => `b${index}`);
  return JSON.stringify([
    await store.record(address),
    (await store.versions(address)).items,
    (await store.runs(address)).items,
    (await store.lessons(address, null)).items,
    await Promise.all(
      (await store.lessons(address, null)).items.map(({ feedbackId }) => store.feedback(address, feedbackId)),
    ),
    (await store.proposals(address, null)).items,
    (await store.cases(address, null)).items,
    await store.evidence(address, blocks),
    (await store.reflections(address)).items,
    await store.answer(address, "r", "q"),
    await tweets.current(),
  ]);
}

const drivers: [string, () => Store][] = [
  ["memory", memoryStore],
  ["sqlite", () => sqliteStore(join(folder(), "knowhow.db"))],
  ["langgraph", () => langGraphStore(new InMemoryStore())],
];

describe.each(drivers)("erasing a person from a store in %s", (_name, makeStore) => {
  it("leaves nothing of them, keeps what others taught, and the chain verifies", async () => {
    const memory = createMemory({ store: makeStore(), strategy: literal() });
    const tweets = await lived(memory);
    expect(await everythingOf(memory, tweets)).toMatch(TRACES);
    const before = (await tweets.history()).items.length;

    const dry = await tweets.erase({ by: uma.id }, { by: olga, dryRun: true });
    expect((await tweets.history()).items).toHaveLength(before);
    expect(await everythingOf(memory, tweets)).toMatch(TRACES);

    const erased = await tweets.erase({ by: uma.id }, { by: olga });
    expect(erased).toMatchObject({ everything: false, version: before + 1, waiting: [], clean: true });
    expect(erased.erased).toEqual(dry.erased);
    expect(erased.erased).toMatchObject({ runs: 1, feedback: 2, proposals: 2 });
    expect(await everythingOf(memory, tweets)).not.toMatch(TRACES);

    const { text } = await tweets.current();
    expect(text).toContain("Write in French.");
    expect(text).toContain("End with a question.");
    expect(text).toContain("- Use hashtags.");
    expect(await tweets.verify()).toEqual([]);
    const versions = (await tweets.history()).items;
    expect(versions.filter((version) => version.erased).map(({ number }) => number)).toEqual([5, 4, 3]);
    for (const use of [
      tweets.version(3),
      tweets.diff(1, 3),
      tweets.rollback(3, { by: olga }),
      tweets.current({ version: 4 }),
      tweets.label("staging", 3, { by: olga }),
    ])
      await expect(use).rejects.toMatchObject({ code: "version_erased" });
    const blamed = (await tweets.blame()).find(({ block }) => block.content === "End with a question.");
    expect(blamed?.author.id).toBe("ana");
    expect((await tweets.runs()).items).toHaveLength(1);
    // A second time there is nothing left to erase.
    expect((await tweets.erase({ by: uma.id }, { by: olga })).version).toBeNull();

    // Those who are left can still be forgotten, although the versions that brought their rules are erased.
    await tweets.forget({ by: "ana" }, { by: olga });
    expect((await tweets.current()).text).not.toContain("End with a question.");
    expect((await tweets.current()).text).not.toContain("Write in French.");
    await memory.close();
  });
});

describe("erasing", () => {
  it("leaves nothing in the files of an SQLite database, also while it is open", async () => {
    const where = folder();
    const memory = createMemory({ store: sqliteStore(join(where, "knowhow.db")), strategy: literal() });
    await lived(memory);
    const grep = () =>
      readdirSync(where).filter((file) => TRACES.test(readFileSync(join(where, file)).toString("latin1")));
    expect(grep().length).toBeGreaterThan(0);
    const { instructions, failed } = await memory.erase({ by: uma.id }, { by: olga });
    expect(failed).toEqual([]);
    expect(instructions.map(({ address, clean }) => [addressKey(address), clean])).toEqual([["acme/tweets", true]]);
    expect(grep()).toEqual([]);
    await memory.close();
    expect(grep()).toEqual([]);
  });

  it("leaves nothing in the snapshot, nor in what is read from memory", async () => {
    const path = join(folder(), "kept.json");
    const memory = createMemory({ store: memoryStore(), strategy: literal(), snapshot: fileSnapshot(path) });
    const tweets = await lived(memory);
    await tweets.label("staging", 3, { by: olga });
    await Promise.all([tweets.current(), tweets.current({ version: 3 }), tweets.current({ label: "staging" })]);
    await vi.waitFor(() => expect(readFileSync(path, "utf8")).toMatch(TRACES));
    await tweets.erase({ by: uma.id }, { by: olga });
    expect(readFileSync(path, "utf8")).not.toMatch(TRACES);
    expect(readFileSync(path, "utf8")).toContain("Write in French.");
    expect(tweets.peek("staging").text).not.toMatch(TRACES);
    await memory.erase({ namespace: ["acme"] }, { by: olga });
    expect(readFileSync(path, "utf8")).not.toContain("Write in French.");
  });

  it("takes a session and what was said of it", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const tweets = await lived(memory);
    const run = (await tweets.runs()).items.at(-1)?.id ?? "";
    const { instructions } = await memory.erase({ run }, { by: olga });
    expect(instructions[0]?.erased).toMatchObject({ runs: 1, feedback: 1, proposals: 1 });
    expect(await everythingOf(memory, tweets)).not.toMatch(/zanzibarine|umberta/i);
    expect((await tweets.current()).text).toContain("Do not use hashtags.");
    expect(await tweets.verify()).toEqual([]);
  });

  it("takes the name of somebody who only decided, or wrote the newest version", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const tweets = memory.instructions("tweets", { seed: SEED });
    await tweets.feedback({ by: { id: "u", role: "user" }, comment: "Write in French." });
    const reflected = await tweets.reflect();
    await tweets.accept(reflected.proposal?.id ?? "", { by: uma, reason: "Good." });
    await tweets.rollback(1, { by: uma });
    const { version, labels } = await tweets.erase({ by: uma.id }, { by: olga });
    expect(version).toBe(4);
    expect(labels).toEqual(["production"]);
    expect((await tweets.current()).text).toBe(SEED);
    expect(await everythingOf(memory, tweets)).not.toMatch(/uma-4711/);
    expect(await tweets.verify()).toEqual([]);
  });

  it("moves a label that points to what goes", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const tweets = await lived(memory);
    await tweets.label("staging", 3, { by: olga });
    const { labels, version } = await tweets.erase({ by: uma.id }, { by: olga });
    expect(labels).toEqual(["staging"]);
    expect((await tweets.current({ label: "staging" })).version).toBe(version);
  });

  it("takes a namespace as a whole, and somebody's own layer, with what waits in it", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const tweets = await lived(memory);
    const other = memory.instructions("tweets", { namespace: ["acme2"], seed: SEED });
    await teach(other, ana, "Write in French.");
    const layer = memory.instructions("own", { namespace: ["users", "u"], overlayOf: uma.id });
    await layer.feedback({ by: { id: uma.id, role: "user" }, comment: "Write in verse." });
    const run = await tweets.record({ messages: [{ role: "user", content: "Hi." }] });
    const dry = await memory.erase({ namespace: ["acme"] }, { by: olga, dryRun: true });
    expect(dry.instructions.map(({ everything, erased }) => [everything, erased.versions])).toEqual([[true, 5]]);
    await memory.erase({ namespace: ["acme"] }, { by: olga });
    expect((await memory.store.addresses(["acme"])).items).toEqual([]);
    expect(await memory.store.run(tweets.address, run.id)).toBeNull();
    expect((await other.current()).text).toContain("Write in French.");
    // It begins anew from its seed.
    expect((await tweets.current()).version).toBe(1);
    const own = await memory.erase({ by: uma.id }, { by: olga });
    expect(own.instructions).toMatchObject([{ address: layer.address, everything: true }]);
  });

  it("is an operator's, and says what it takes", async () => {
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const tweets = await lived(memory);
    await expect(memory.erase({ by: "u" }, { by: ana })).rejects.toMatchObject({ code: "forbidden" });
    await expect(tweets.erase({ by: "u" }, { by: ana })).rejects.toMatchObject({ code: "forbidden" });
    await expect(memory.erase({ namespace: [] }, { by: olga })).rejects.toMatchObject({ code: "invalid_policy" });
    await expect(memory.erase({} as never, { by: olga })).rejects.toMatchObject({ code: "invalid_policy" });
    await expect(memory.erase({ by: "" }, { by: olga })).rejects.toMatchObject({ code: "invalid_principal" });
    await expect(memory.erase({ by: 7 } as never, { by: olga })).rejects.toMatchObject({ code: "invalid_principal" });
    expect((await memory.erase({ by: "nobody" }, { by: olga })).instructions).toEqual([]);
    expect((await memory.erase({ by: uma.id, namespace: ["elsewhere"] }, { by: olga })).instructions).toEqual([]);
    expect((await tweets.history()).items).toHaveLength(5);
  });
});
