// The local runner: reflects by itself, debounced, once at a time, and tries again what failed.
import {
  createMemory,
  type InstructionsOptions,
  KnowhowError,
  type LocalRunnerOptions,
  localRunner,
  type Memory,
  type MemoryOptions,
  memoryStore,
  playbook,
  type Store,
  type Strategy,
  type Turn,
} from "knowhow";
import { literal } from "knowhow/literal";
import { silentModel } from "knowhow/testing";
import { afterEach, beforeAll, expect, test } from "vitest";
import { byHand } from "./by-hand.js";

const ana = { id: "ana", role: "reviewer" } as const;
const SEED = "Write a tweet.\n";
const memories: Memory[] = [];
// What literal loads at its first reflection takes longer than the clock of these tests would wait.
beforeAll(async () => {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await tweets(memory).reflect();
});
afterEach(async () => {
  await Promise.all(memories.splice(0).map((memory) => memory.close()));
});

interface Setting extends Partial<MemoryOptions> {
  readonly runner?: LocalRunnerOptions;
  readonly hand?: ReturnType<typeof byHand>;
}

function begin({ runner = {}, hand = byHand(), ...options }: Setting = {}) {
  const turns: Turn[] = [];
  const counted = countingStrategy(options.strategy ?? literal());
  const memory = createMemory({
    store: memoryStore(),
    maxAge: 0,
    ...options,
    strategy: counted.strategy,
    clock: hand.clock,
    autoReflect: localRunner({ alarm: hand.alarm, onTurn: (turn) => turns.push(turn), ...runner }),
  });
  memories.push(memory);
  return { memory, turns, hand, reflections: counted.reflections };
}

/** Keeps how many lessons each reflection was given, and which ran at the same time. */
function countingStrategy(inner: Strategy) {
  const reflections: { readonly name: string; readonly lessons: number }[] = [];
  const strategy: Strategy = {
    ...inner,
    reflect(input) {
      reflections.push({ name: input.address.name, lessons: input.lessons.length });
      return inner.reflect(input);
    },
  };
  return { strategy, reflections };
}

const failing = (code: "model_failed" | "invalid_answer" = "model_failed") => {
  let away = true;
  const inner = literal();
  const strategy: Strategy = {
    ...inner,
    reflect: (input) => (away ? Promise.reject(new KnowhowError(code, "The provider is away.")) : inner.reflect(input)),
  };
  return { strategy, mend: () => (away = false) };
};

const tweets = (memory: Memory, options: InstructionsOptions = { seed: SEED }) =>
  memory.instructions("tweets", options);
const textOf = async (memory: Memory) => (await tweets(memory).current()).text;
const claimOf = async (store: Store) => (await store.backlog([])).items[0]?.claim;

test("what is said in one go is reflected on together, after some quiet", async () => {
  const { memory, hand, reflections } = begin({ runner: { after: 5000, maxWait: 60_000 } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(4000);
  await tweets(memory).feedback({ comment: "Always mention the price.", by: ana });
  await hand.pass(4999);
  expect(reflections).toEqual([]);
  await hand.pass(1);
  expect(reflections).toEqual([{ name: "tweets", lessons: 2 }]);
  expect(await textOf(memory)).toContain("- Never use hashtags.\n- Always mention the price.");
  await hand.pass(600_000);
  expect(reflections).toHaveLength(1);
  expect((await memory.store.backlog([])).items).toEqual([]);
});

test("somebody who goes on and on does not put it off beyond maxWait", async () => {
  const { memory, hand, reflections } = begin({ runner: { after: 5000, maxWait: 12_000 } });
  for (let count = 0; count < 4; count += 1) {
    await tweets(memory).feedback({ comment: `Always mention the word number${count}.`, by: ana });
    await hand.pass(4000);
  }
  expect(reflections).toEqual([{ name: "tweets", lessons: 3 }]);
  await hand.pass(1000);
  expect(reflections.map(({ lessons }) => lessons)).toEqual([3, 1]);
});

test("fewer than minFeedback wait for maxWait", async () => {
  const { memory, hand, reflections } = begin({ runner: { after: 1000, maxWait: 60_000, minFeedback: 2 } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(59_999);
  expect(reflections).toEqual([]);
  await hand.pass(1);
  expect(reflections).toHaveLength(1);
  await tweets(memory).feedback({ comment: "Use no emoji.", by: ana });
  await tweets(memory).feedback({ comment: "Always mention the price.", by: ana });
  await hand.pass(1000);
  expect(reflections).toHaveLength(2);
});

test("instructions do not wait for each other, but one is never reflected on twice at once", async () => {
  const running: string[] = [];
  let most = 0;
  const release: (() => void)[] = [];
  const slow: Strategy = {
    name: "slow",
    model: null,
    async reflect(input) {
      const { name } = input.address;
      expect(running).not.toContain(name);
      running.push(name);
      most = Math.max(most, running.length);
      await new Promise<void>((resolve) => release.push(resolve));
      running.splice(running.indexOf(name), 1);
      return literal().reflect(input);
    },
  };
  const { memory, hand } = begin({ strategy: slow, runner: { after: 1000, concurrency: 2 } });
  for (const name of ["a", "b", "c"])
    await memory.instructions(name, { seed: SEED }).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  expect([...running].sort()).toEqual(["a", "b"]); // as many as concurrency allows
  await memory.instructions("a").feedback({ comment: "Use no emoji.", by: ana });
  const byHandToo = memory.instructions("a").reflect();
  await hand.pass(30_000);
  while (release.length > 0) {
    release.shift()?.();
    await hand.pass(5000);
  }
  await byHandToo;
  expect(most).toBe(2);
  expect((await memory.store.backlog([])).items).toEqual([]);
});

test("feedback does not wait for the reflection", async () => {
  const { memory, hand } = begin({ strategy: playbook({ model: silentModel() }), runner: { after: 0 } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(10);
  expect(await claimOf(memory.store)).toMatchObject({ holder: expect.any(String), failure: null });
  await tweets(memory).feedback({ comment: "Use no emoji.", by: ana }); // while the model says nothing
  expect((await memory.store.backlog([])).items[0]?.pending).toBe(2);
});

test("an outage is tried again, later each time, and shows; then everything is taken up at once", async () => {
  const { strategy, mend } = failing();
  const { memory, hand, reflections, turns } = begin({ strategy, runner: { after: 1000, retry: { first: 10_000 } } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  const first = await claimOf(memory.store);
  expect(first?.holder).toBeNull();
  expect(first?.failure).toMatchObject({ failures: 1, code: "model_failed", message: "The provider is away." });
  expect(Date.parse(first?.failure?.nextTry ?? "")).toBe(hand.clock() + 10_000);
  await tweets(memory).feedback({ comment: "Use no emoji.", by: ana }); // cannot be reflected on either
  await hand.pass(9999);
  expect(reflections).toHaveLength(1);
  await hand.pass(1);
  expect((await claimOf(memory.store))?.failure?.failures).toBe(2);
  mend();
  await hand.pass(19_999);
  expect(turns.map(({ status }) => status)).toEqual(["failed", "failed"]);
  await hand.pass(1);
  expect(turns.map(({ status }) => status)).toEqual(["failed", "failed", "reflected"]);
  for (const rule of ["- Never use hashtags.\n", "- Use no emoji.\n"]) expect(await textOf(memory)).toContain(rule);
  expect((await memory.store.backlog([])).items).toEqual([]);
});

test("what nobody understands ends parked, and does not hold up what comes after it", async () => {
  const { memory, hand } = begin({ runner: { after: 1000, retry: { first: 20_000 } } });
  await tweets(memory).feedback({ comment: "Grün ist die Heide, und die Lieder sind lang.", by: ana });
  await hand.pass(1000);
  expect((await claimOf(memory.store))?.failure).toMatchObject({ failures: 1, code: "not_applied" });
  await hand.pass(1);
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  expect(await textOf(memory)).toContain("Never use hashtags.");
  await hand.pass(300_000);
  expect((await memory.store.backlog([])).items).toMatchObject([{ pending: 0, parked: 1, claim: null }]);
});

test("what an earlier process left is taken up at the start, with the policy of the handle", async () => {
  const store = memoryStore();
  const earlier = createMemory({ store });
  const policy = { lockedHeadings: ["Style"] };
  const seed = "Write.\n\n## Style\n\n- Be friendly.\n";
  await tweets(earlier, { seed }).feedback({ comment: "Never use hashtags.", by: ana });
  const strategy = literal();
  const seen: boolean[] = [];
  const watching: Strategy = {
    ...strategy,
    reflect: (input) => {
      seen.push(input.blocks.some(({ locked }) => locked));
      return strategy.reflect(input);
    },
  };
  const { memory, hand } = begin({ store, strategy: watching, hand: byHand(Date.now()) });
  tweets(memory, { seed, policy });
  await hand.pass(10_000);
  expect(seen).toEqual([true]);
});

test("instructions that no handle was made for wait, unless reopen says how", async () => {
  const store = memoryStore();
  const earlier = createMemory({ store });
  await tweets(earlier).feedback({ comment: "Never use hashtags.", by: ana });
  const bob = { id: "bob", role: "user" } as const;
  const overlay = earlier.instructions("tweets", { namespace: ["bob"], overlayOf: "bob" });
  await overlay.feedback({ comment: "Use no emoji.", by: bob });

  const waits = begin({ store: { ...store }, hand: byHand(Date.now()) });
  await waits.hand.pass(200_000);
  expect(waits.reflections).toEqual([]);
  expect((await store.backlog([])).items).toHaveLength(2);

  const { hand, turns } = begin({
    store: { ...store },
    hand: byHand(Date.now()),
    reopen: (_address, record) => (record?.owner ? { overlayOf: record.owner } : {}),
  });
  await hand.pass(200_000);
  expect(turns.map(({ status }) => status)).toEqual(["reflected", "reflected"]);
  expect((await overlay.current()).text).toContain("Use no emoji.");
});

test("lessons that others keep are found when the store is asked again", async () => {
  const store = memoryStore();
  const { hand, memory, reflections } = begin({ store, runner: { after: 1000, lookEvery: 30_000 } });
  await tweets(memory).current();
  const elsewhere = createMemory({ store: { ...store }, clock: hand.clock });
  await hand.pass(1000);
  await tweets(elsewhere).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(29_000);
  expect(reflections).toHaveLength(1);
});

test("two processes that share a store do nothing twice", async () => {
  const store = memoryStore();
  const hand = byHand();
  const asked: string[] = [];
  const inner = literal();
  const strategy: Strategy = {
    ...inner,
    async reflect(input) {
      asked.push(...input.lessons.map(({ lesson }) => lesson.id));
      await new Promise((resolve) => setImmediate(resolve));
      return inner.reflect(input);
    },
  };
  const workers = [store, { ...store }, { ...store }].map((shared) =>
    begin({ store: shared, strategy, hand, runner: { after: 1000, lookEvery: 5000, concurrency: 2 } }),
  );
  for (let count = 0; count < 30; count += 1) {
    const { memory } = workers[count % workers.length] ?? { memory: undefined };
    const handle = memory?.instructions(`agent-${count % 7}`, { seed: SEED });
    await handle?.feedback({ comment: `Always mention the word number${count}.`, by: ana });
  }
  for (const { memory } of workers) for (let n = 0; n < 7; n += 1) memory.instructions(`agent-${n}`, { seed: SEED });
  await hand.pass(120_000);
  expect(asked).toHaveLength(30);
  expect(new Set(asked).size).toBe(30);
  expect((await store.backlog([])).items).toEqual([]);
});

test("a worker that stood still past its lease loses the claim, and stops", async () => {
  const store = memoryStore();
  const still = begin({
    store,
    strategy: playbook({ model: silentModel() }),
    runner: { after: 1000, lease: 30_000, holder: "still" },
  });
  await tweets(still.memory).feedback({ comment: "Never use hashtags.", by: ana });
  await still.hand.pass(1000);
  expect((await claimOf(store))?.holder).toBe("still");

  const other = begin({
    store: { ...store },
    hand: byHand(still.hand.clock()),
    runner: { after: 1000, holder: "other" },
  });
  tweets(other.memory);
  await other.hand.pass(25_000);
  expect(other.reflections).toEqual([]); // the claim holds
  await other.hand.pass(60_000);
  expect(other.reflections).toHaveLength(1);

  await still.hand.standStill(90_000);
  expect(still.turns.map(({ status }) => status)).toEqual(["busy"]);
  expect((await tweets(other.memory).history()).items).toHaveLength(2);
});

test("a claim is kept for as long as the model takes", async () => {
  const store = memoryStore();
  const { memory, hand } = begin({
    store,
    strategy: playbook({ model: silentModel() }),
    runner: { after: 1000, lease: 30_000, holder: "slow" },
  });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(200_000);
  const claim = await claimOf(store);
  expect(claim?.holder).toBe("slow");
  expect(Date.parse(claim?.until ?? "")).toBeGreaterThan(hand.clock());
});

test("close calls off what is under way, and nothing is lost or counted against the lesson", async () => {
  const store = memoryStore();
  const kept: Store = { ...store, close: async () => {} };
  const model = silentModel();
  const { memory, hand, turns } = begin({ store: kept, strategy: playbook({ model }), runner: { after: 1000 } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  expect(model.requests).toHaveLength(1);
  await memory.close();
  expect(turns.map(({ status }) => status)).toEqual(["cancelled"]);
  expect((await store.backlog([])).items).toMatchObject([{ pending: 1, claim: null }]);
  const { items } = await store.lessons({ namespace: [], name: "tweets" }, null);
  expect(items).toMatchObject([{ state: "pending", attempts: 0 }]);
});

test("drain lets what is under way end, and begins nothing more", async () => {
  let answer = (): void => {};
  const inner = literal();
  const strategy: Strategy = {
    ...inner,
    async reflect(input) {
      await new Promise<void>((resolve) => (answer = resolve));
      return inner.reflect(input);
    },
  };
  const { memory, hand, turns } = begin({ strategy, runner: { after: 1000, concurrency: 1 } });
  for (const name of ["a", "b"])
    await memory.instructions(name, { seed: SEED }).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  const drained = memory.drain();
  await memory.instructions("c", { seed: SEED }).feedback({ comment: "Use no emoji.", by: ana }); // is kept
  answer();
  await drained;
  await hand.pass(120_000);
  expect(turns.map(({ address, status }) => [address.name, status])).toEqual([["a", "reflected"]]);
  expect((await memory.store.backlog([])).items.map(({ address }) => address.name)).toEqual(["b", "c"]);
});

test("a store that fails is asked again, and what was noticed is not forgotten", async () => {
  const inner = memoryStore();
  let away = false;
  const gone = () => Promise.reject(new KnowhowError("store_unavailable", "The server is away."));
  const store: Store = {
    ...inner,
    backlog: (...given) => (away ? gone() : inner.backlog(...given)),
    claim: (...given) => (away ? gone() : inner.claim(...given)),
  };
  const errors: string[] = [];
  const { memory, hand, reflections } = begin({
    store,
    runner: { after: 1000, retry: { first: 10_000 }, onError: ({ code }) => errors.push(code) },
  });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  away = true;
  await hand.pass(50_000);
  expect(reflections).toEqual([]);
  expect(errors.length).toBeGreaterThan(1);
  away = false;
  await hand.pass(60_000);
  expect(reflections).toHaveLength(1);
});

test("a store that cannot list is reflected on when feedback comes", async () => {
  const inner = memoryStore();
  const refuse = () => Promise.reject(new KnowhowError("store_unsupported", "It cannot list."));
  const { memory, hand, reflections } = begin({ store: { ...inner, backlog: refuse }, runner: { after: 1000 } });
  await hand.pass(10_000);
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  expect(reflections).toHaveLength(1);
});

test("a parked lesson that a person lets try again is taken up at once", async () => {
  const { strategy, mend } = failing("invalid_answer");
  const { memory, hand } = begin({ strategy, runner: { after: 1000, retry: { first: 1000 } } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(60_000);
  const [lesson] = (await tweets(memory).lessons()).items;
  expect(lesson).toMatchObject({ state: "parked", attempts: 3 });
  mend();
  await tweets(memory).retryLesson(lesson?.id ?? "", { by: ana });
  await hand.pass(1);
  expect(await textOf(memory)).toContain("Never use hashtags.");
});

test("a listener that throws disturbs nothing", async () => {
  const onTurn = () => {
    throw new Error("The log is full.");
  };
  const { memory, hand } = begin({ runner: { after: 1000, onTurn } });
  await tweets(memory).feedback({ comment: "Never use hashtags.", by: ana });
  await hand.pass(1000);
  expect(await textOf(memory)).toContain("Never use hashtags.");
});

test("numbers out of range are refused", () => {
  for (const wrong of [{ concurrency: 0 }, { lookEvery: -1 }, { lease: 0 }, { after: -5 }, { retry: { most: -1 } }]) {
    expect(() => localRunner(wrong)).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  }
});
