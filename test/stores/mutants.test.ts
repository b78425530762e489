// The conformance suite is proved with stores that each break one promise: it must find every one of them.
import { makeRun, makeVersion, runStoreConformance } from "knowhow/testing";
import { describe, expect, test } from "vitest";
import type { CommitOutcome, Store } from "../../src/core/ports/store.js";
import { memoryStore } from "../../src/stores/memory/store.js";

type Mutant = (store: Store) => Partial<Store>;

/** Text as a store would find it that compares without regard to case, or in one normal form. */
const folded = (text: string) => text.normalize("NFC");

const mutants: Record<string, Mutant> = {
  "overwrites whatever the head is": (store) => ({
    async commit(change) {
      const { expectHead: _ignored, version, ...rest } = change;
      const head = (await store.version(change.address, (await store.record(change.address))?.head ?? 0)) ?? undefined;
      if (!version || !head) return store.commit(change);
      return store.commit({ ...rest, version: makeVersion({ ...version, after: head, number: head.number + 1 }) });
    },
  }),
  "reads the head before it commits, without a lock": (store) => ({
    async commit(change) {
      const record = await store.record(change.address);
      await Promise.resolve();
      if (change.expectHead !== undefined && record?.head === change.expectHead) {
        const outcome = await store.commit(change);
        return outcome.status === "conflict" && outcome.conflict === "head" && record
          ? { status: "committed", record }
          : outcome;
      }
      return store.commit(change);
    },
  }),
  "commits the version although the lesson conflicts": (store) => ({
    async commit(change): Promise<CommitOutcome> {
      const outcome = await store.commit(change);
      if (outcome.status === "committed" || outcome.conflict !== "lesson") return outcome;
      const { lessons: _conflicting, ...rest } = change;
      await store.commit(rest);
      return outcome;
    },
  }),
  "forgets that a reflection was applied": (store) => ({
    commit: ({ version, ...rest }) =>
      store.commit(version ? { ...rest, version: { ...version, reflectionId: null } } : rest),
  }),
  "hands out live objects": (store) => {
    const live = new Map<string, unknown>();
    return {
      async read(address, label) {
        const key = JSON.stringify([address, label]);
        if (!live.has(key)) live.set(key, await store.read(address, label));
        return live.get(key) as Awaited<ReturnType<Store["read"]>>;
      },
    };
  },
  "lists by prefix of the path": (store) => ({
    async list(namespace, page) {
      const all = await store.list(namespace.slice(0, 1), page);
      const prefix = namespace.join("/");
      return { ...all, items: all.items.filter(({ address }) => address.namespace.join("/").startsWith(prefix)) };
    },
  }),
  "keys what it stores by normalised names": (store) => ({
    read: ({ namespace, name }, label) => store.read({ namespace, name: folded(name) }, label),
    commit: (change) => store.commit(change),
  }),
  "ignores idempotency keys": (store) => ({
    appendRun: (run) => store.appendRun({ ...run, idempotencyKey: null }),
  }),
  "takes other content under the same key for a duplicate": (store) => ({
    async appendRun(run) {
      const { items } = await store.runs(run.address);
      const key = run.idempotencyKey;
      const first = items.find(({ idempotencyKey }) => key !== null && idempotencyKey === key);
      return first ? { item: first, duplicate: true } : store.appendRun(run);
    },
  }),
  "stores the lesson of a duplicate": (store) => ({
    async appendFeedback(feedback, lesson) {
      const outcome = await store.appendFeedback(feedback, lesson);
      const extra = { ...feedback, id: lesson.id, idempotencyKey: null };
      if (outcome.duplicate && outcome.item.id !== feedback.id) await store.appendFeedback(extra, lesson);
      return outcome;
    },
  }),
  "trims texts": (store) => ({
    appendFeedback: (feedback, lesson) =>
      store.appendFeedback({ ...feedback, comment: feedback.comment?.trim() ?? null }, lesson),
  }),
  "skips a row at each page's end": (store) => ({
    async runs(address, page) {
      const { items, next } = await store.runs(address, page);
      return { items: next === null ? items : items.slice(0, -1), next };
    },
  }),
  "lists runs oldest first": (store) => ({
    async runs(address, page) {
      const { items, next } = await store.runs(address, page);
      return { items: items.toReversed(), next };
    },
  }),
  "moves labels wherever they are": (store) => ({
    commit: (change) => {
      const { labels, ...rest } = change;
      return store.commit(labels ? { ...rest, labels: labels.map(({ label, to }) => ({ label, to })) } : rest);
    },
  }),
  "keeps the cases of a version that conflicts": (store) => ({
    async commit(change): Promise<CommitOutcome> {
      const outcome = await store.commit(change);
      const { address, newCases } = change;
      if (outcome.status === "conflict" && outcome.conflict === "head" && newCases)
        await store.commit({ address, newCases });
      return outcome;
    },
  }),
  "retires a case whatever its state is": (store) => ({
    commit: ({ cases, ...rest }) =>
      store.commit(cases ? { ...rest, cases: cases.map((one) => ({ ...one, from: ["active", "retired"] })) } : rest),
  }),
  "replaces an answer": () => {
    const answers = new Map<string, string>();
    return {
      async putAnswer(...[address, reflectionId, request, answer]) {
        answers.set(JSON.stringify([address, reflectionId, request]), answer);
      },
      answer: async (...key) => answers.get(JSON.stringify(key)) ?? null,
    };
  },
  "grants a claim that somebody has": (store) => ({
    claim: async (address, { holder, at, until }) => {
      for (const other of ["a", "b"]) await store.release(address, other, null);
      return store.claim(address, { holder, at, until });
    },
  }),
  "forgets what failed": (store) => ({
    release: (address, holder) => store.release(address, holder, null),
  }),
  "lists what waits by prefix of the path": (store) => ({
    async backlog(namespace, page) {
      const all = await store.backlog(namespace.slice(0, 1), page);
      const prefix = namespace.join("/");
      return { ...all, items: all.items.filter(({ address }) => address.namespace.join("/").startsWith(prefix)) };
    },
  }),
  "counts a call twice": (store) => ({
    appendCall: (call) => store.appendCall({ ...call, id: crypto.randomUUID() }),
  }),
  "goes on after it was closed": () => ({ close: async () => {} }),
};

const small = { rows: 50, largeText: 5000 };

const failures = async (mutant: Mutant) => {
  const open = () => {
    const store = memoryStore();
    return { ...store, ...mutant(store) };
  };
  return (await runStoreConformance(open, small)).filter(({ status }) => status === "failed");
};

describe("the conformance suite", () => {
  test("finds nothing wrong with a store that is right, and skips what is not promised", async () => {
    const results = await runStoreConformance(memoryStore, small);
    expect(results.filter(({ status }) => status === "failed")).toEqual([]);
    const skipped = results.filter(({ status }) => status === "skipped");
    expect(skipped.map(({ lacks }) => lacks)).toEqual([["durable"], ["durable"], ["shared"], ["shared"], ["outage"]]);
  });

  test.for(Object.entries(mutants))("finds a store that %s", async ([, mutant]) => {
    expect(await failures(mutant)).not.toEqual([]);
  });

  test("closes what it opened, and reports what cannot be opened", async () => {
    const opened: Store[] = [];
    await runStoreConformance(() => opened[opened.push(memoryStore()) - 1] ?? memoryStore(), small);
    for (const store of opened) {
      await expect(store.appendRun(makeRun())).rejects.toMatchObject({ code: "store_closed" });
    }
    const results = await runStoreConformance(() => Promise.reject(new Error("No such host.")), small);
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["failed"]));
  });
});
