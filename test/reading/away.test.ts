// Reading while the store is away or silent: the last good text of this process, else a snapshot, else a fallback.
import { createMemory, KnowhowError, memoryStore, type Snapshot, type SnapshotText, type Store } from "knowhow";
import { expect, test } from "vitest";

const olga = { id: "olga", role: "operator" } as const;
const SEED = "Write a tweet.\n";

/** A store whose reading fails, or never ends, on demand. */
function shakyStore() {
  const inner = memoryStore();
  let state: "here" | "away" | "silent" = "here";
  let asked = 0;
  const guard = <T>(work: () => Promise<T>): Promise<T> => {
    asked += 1;
    if (state === "away") return Promise.reject(new KnowhowError("store_unavailable", "Gone."));
    return state === "silent" ? new Promise(() => {}) : work();
  };
  const store: Store = {
    ...inner,
    record: (address) => guard(() => inner.record(address)),
    read: (address, label) => guard(() => inner.read(address, label)),
    version: (address, number) => guard(() => inner.version(address, number)),
    commit: (change) => guard(() => inner.commit(change)),
  };
  return { store, set: (next: typeof state) => (state = next), asked: () => asked };
}

function mapSnapshot(): Snapshot & { readonly kept: Map<string, SnapshotText> } {
  const kept = new Map<string, SnapshotText>();
  return { kept, load: async (key) => kept.get(key) ?? null, save: async (key, text) => void kept.set(key, text) };
}

test("the last good text goes on, marked, and the store is asked again after maxAge only", async () => {
  const { store, set, asked } = shakyStore();
  let now = 0;
  const tweets = createMemory({ store, clock: () => now }).instructions("tweets", { seed: SEED });
  const good = await tweets.current();
  expect(good).toMatchObject({ text: SEED, stale: false, from: "store" });
  set("away");
  now = 999;
  expect(await tweets.current()).toBe(good);
  now = 1000;
  const stale = await tweets.current();
  expect(stale).toMatchObject({ text: SEED, version: 1, ref: good.ref, stale: true, from: "memory" });
  expect(stale.render()).toBe(SEED);
  expect(tweets.peek()).toBe(stale);
  const before = asked();
  now = 1500;
  expect(await tweets.current()).toBe(stale);
  expect(asked()).toBe(before);
  set("here");
  now = 2000;
  expect(await tweets.current()).toMatchObject({ text: SEED, stale: false, from: "store" });
});

test("a pinned version goes on too", async () => {
  const { store, set } = shakyStore();
  const tweets = createMemory({ store, maxAge: 0 }).instructions("tweets", { seed: SEED });
  await tweets.current({ version: 1 });
  set("away");
  expect(await tweets.current({ version: 1 })).toMatchObject({ text: SEED, version: 1, from: "memory" });
  await expect(tweets.current({ version: 2 })).rejects.toMatchObject({ code: "store_unavailable" });
});

test("a start without the store reads the snapshot, else the fallback, else fails", async () => {
  const snapshot = mapSnapshot();
  const { store, set } = shakyStore();
  const open = (fallback?: string, own: Snapshot | null = snapshot) =>
    createMemory({ store, maxAge: 0, ...(own && { snapshot: own }) }).instructions("tweets", {
      seed: SEED,
      ...(fallback !== undefined && { fallback }),
    });
  const first = open();
  await first.current();
  await first
    .propose({ by: olga, text: "Write two tweets.\n", reason: "More." })
    .then(({ id }) => first.accept(id, { by: olga }));
  set("away");
  expect(await open("Bundled.").current()).toMatchObject({ text: "Write two tweets.\n", version: 2, from: "snapshot" });
  expect(await open("Bundled.", null).current()).toMatchObject({
    text: "Bundled.",
    version: 0,
    stale: true,
    from: "fallback",
  });
  await expect(open(undefined, null).current()).rejects.toMatchObject({ code: "store_unavailable" });
  const broken: Snapshot = {
    load: () => Promise.reject(new Error("No disk.")),
    save: () => Promise.reject(new Error("No disk.")),
  };
  expect(await open("Bundled.", broken).current()).toMatchObject({ from: "fallback" });
  set("here");
  expect(await open("Bundled.", broken).current()).toMatchObject({ text: "Write two tweets.\n", from: "store" });
});

test("a silent store is waited for no longer than patience where there is something else", async () => {
  const { store, set } = shakyStore();
  const tweets = createMemory({ store, maxAge: 0, patience: 20 }).instructions("tweets", { seed: SEED });
  await tweets.current();
  set("silent");
  expect(await tweets.current()).toMatchObject({ text: SEED, from: "memory" });
  set("here");
  expect(await tweets.current()).toMatchObject({ from: "store" });
});

test("layers together say what is furthest from the store", async () => {
  const { store, set } = shakyStore();
  const memory = createMemory({ store, maxAge: 0 });
  const house = memory.instructions("house", { seed: "Be kind.\n" });
  const agent = memory.instructions("agent", { seed: "Answer.\n", fallback: "Answer briefly.\n" });
  await house.current();
  set("away");
  const both = await memory.compose([house, agent]).current();
  expect(both).toMatchObject({ stale: true, from: "fallback" });
  expect(both.text).toContain("Be kind.\n\nAnswer briefly.");
});

test("what is asked for wrongly stays an error, and a fallback must be a text", async () => {
  const { store } = shakyStore();
  const memory = createMemory({ store });
  await expect(memory.instructions("nobody", { fallback: "x" }).current()).rejects.toMatchObject({
    code: "instructions_not_found",
  });
  expect(() => memory.instructions("x", { fallback: "a\0b" })).toThrow(
    expect.objectContaining({ code: "invalid_text" }),
  );
  expect(() => createMemory({ store, patience: -1 })).toThrow(expect.objectContaining({ code: "invalid_policy" }));
});
