// PostgreSQL that goes away: connections cut at COMMIT, the server stopped and started. Nothing is lost or done twice.
import { createMemory } from "knowhow";
import { literal } from "knowhow/literal";
import { postgresStore } from "knowhow/postgres";
import { makeCase, makeFeedback, makeLesson, makeProposal, makeRecord, makeRun, makeVersion } from "knowhow/testing";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { verifyChain } from "../../src/core/version.js";
import { type Cut, type CuttingProxy, startCuttingProxy } from "../postgres/cutting-proxy.js";
import { freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";

const address = { namespace: ["acme"], name: "writer" };
const olga = { id: "olga", role: "operator" } as const;

let server: TestServer;
let url: string;
let proxy: CuttingProxy;
let store: Store;
let count = 0;

beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.end(), 60_000);
beforeEach(async () => {
  url = await freshDatabase(server.url, `faults_${(count += 1)}`);
  proxy = await startCuttingProxy(url);
  store = postgresStore({ url: proxy.url, connections: 4 });
});
afterEach(async () => {
  await store.close();
  await proxy.close();
});

/** Cuts at the next COMMIT only. */
function cutOnce(cut: Cut): void {
  proxy.decide = () => {
    proxy.decide = () => null;
    return cut;
  };
}

describe.each(["before", "after"] as const)("a connection cut %s the server does the commit", (cut) => {
  const first = makeVersion({ address });
  const feedback = makeFeedback({ address });
  const lesson = makeLesson(feedback);
  const proposal = makeProposal({ address });
  const dismissed = {
    state: "dismissed",
    reason: "No.",
    attempts: 0,
    proposalId: null,
    version: null,
    updatedAt: "2025-02-02T02:02:02.000Z",
  } as const;

  beforeEach(async () => {
    await store.commit({ address, create: makeRecord({ address }), version: first });
    await store.appendFeedback(feedback, lesson);
    await store.commit({ address, newProposals: [proposal] });
    cutOnce(cut);
  });

  test("appends once, and says that it was the first", async () => {
    const run = makeRun({ address, idempotencyKey: "key" });
    expect(await store.appendRun(run)).toEqual({ item: run, duplicate: false });
    expect(proxy.cuts()).toBe(1);
    expect((await store.runs(address)).items).toEqual([run]);
    cutOnce(cut);
    const more = makeFeedback({ address, comment: "More." });
    expect(await store.appendFeedback(more, makeLesson(more))).toEqual({ item: more, duplicate: false });
    expect((await store.lessons(address, null)).items).toHaveLength(2);
    cutOnce(cut);
    await store.putAnswer(address, "r", "q", "An answer.");
    expect(await store.answer(address, "r", "q")).toBe("An answer.");
    expect(proxy.cuts()).toBe(3);
  });

  test("commits a version once, and says so", async () => {
    const version = makeVersion({ after: first, text: "Two." });
    const labels = [{ label: "production", from: 1, to: 2 }];
    const outcome = await store.commit({ address, expectHead: 1, version, labels });
    expect(outcome).toEqual({
      status: "committed",
      record: makeRecord({ address, head: 2, labels: { production: 2 } }),
    });
    expect((await store.versions(address)).items).toEqual([version, first]);
    expect(proxy.cuts()).toBe(1);
  });

  test("creates once, and says so", async () => {
    const other = { namespace: ["acme"], name: "other" };
    const version = makeVersion({ address: other });
    const outcome = await store.commit({ address: other, create: makeRecord({ address: other }), version });
    expect(outcome).toMatchObject({ status: "committed" });
    expect(proxy.cuts()).toBe(1);
  });

  test("makes changes without a version once, and says so", async () => {
    const changes = [
      { labels: [{ label: "staging", from: null, to: 1 }] },
      { lessons: [{ id: lesson.id, from: ["pending"], to: dismissed }] },
      { newProposals: [makeProposal({ address })] },
      {
        proposals: [
          {
            id: proposal.id,
            from: ["open"],
            to: {
              state: "rejected",
              decision: { by: olga, at: "2025-02-02T02:02:02.000Z", reason: "No.", version: null },
            },
          },
        ],
      },
      { newCases: [makeCase({ address })] },
    ] as const;
    for (const change of changes) {
      cutOnce(cut);
      expect(await store.commit({ address, ...change })).toMatchObject({ status: "committed" });
    }
    expect(proxy.cuts()).toBe(changes.length);
  });

  test("another's change in between is a conflict as ever", async () => {
    const theirs = makeVersion({ after: first, text: "Theirs." });
    const other = postgresStore(url);
    const [ours] = await Promise.all([
      store.commit({ address, expectHead: 1, version: makeVersion({ after: first, text: "Ours." }) }),
      other.commit({ address, expectHead: 1, version: theirs }),
    ]);
    const versions = (await other.versions(address)).items;
    expect(versions).toHaveLength(2);
    expect(versions[0]?.text).toBe(ours.status === "committed" ? "Ours." : "Theirs.");
    await other.close();
  });
});

test("with connections cut at random commits, each lesson takes effect once", async () => {
  const seed = Date.now() % 100_000;
  let state = seed;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const memory = createMemory({ store, strategy: literal() });
  const tweets = memory.instructions("tweets", { seed: "Write a tweet.\n" });
  await tweets.current();
  // The first two are cut in any case, so that no seed leaves out a kind.
  const first = ["before", "after"] as const;
  let commits = 0;
  proxy.decide = () => first[commits++] ?? (random() < 0.35 ? (random() < 0.5 ? "before" : "after") : null);
  const words = ["hashtags", "emoji", "exclamation marks", "quotation marks", "links", "acronyms", "questions", "puns"];
  for (const word of words) {
    await tweets.feedback({ comment: `Do not use ${word}.`, by: olga, idempotencyKey: word });
    await Promise.all([tweets.reflect(), tweets.reflect()]);
  }
  await tweets.reflect();
  proxy.decide = () => null;
  expect(proxy.cuts()).toBeGreaterThanOrEqual(2);
  const lessons = (await tweets.lessons()).items;
  expect(
    lessons.map((lesson) => lesson.state),
    `seed ${seed}`,
  ).toEqual(words.map(() => "applied"));
  const { text } = await memory.instructions("tweets").current();
  for (const word of words) expect(text.split(`Do not use ${word}.`)).toHaveLength(2);
  const versions = (await store.versions(tweets.address)).items;
  expect(verifyChain(versions.toReversed())).toEqual([]);
  const reflections = versions.flatMap(({ reflectionId }) => reflectionId ?? []);
  expect(new Set(reflections).size).toBe(reflections.length);
}, 60_000);

test("while the server is stopped and started, every acknowledged write is kept, and the others may be repeated", async () => {
  const writer = postgresStore({ url, connections: 4 });
  await writer.record(address);
  const acknowledged: string[] = [];
  const failed: string[] = [];
  let going = true;
  const write = async () => {
    while (going) {
      const feedback = makeFeedback({ address });
      const attempt = async (): Promise<void> => {
        try {
          await writer.appendFeedback(feedback, makeLesson(feedback));
          acknowledged.push(feedback.id);
        } catch (error) {
          expect(error).toMatchObject({ name: "KnowhowError", code: "store_unavailable" });
          failed.push(feedback.id);
          await new Promise((resolve) => setImmediate(resolve));
          if (going) await attempt();
        }
      };
      await attempt();
    }
  };
  const writers = [write(), write(), write()];
  const reach = async (length: number) => {
    while (acknowledged.length < length) await new Promise((resolve) => setImmediate(resolve));
  };
  for (let round = 1; round <= 3; round += 1) {
    await reach(acknowledged.length + 20);
    await server.stop();
    await expect(writer.record(address)).rejects.toMatchObject({ code: "store_unavailable" });
    await server.start();
    // It comes back by itself.
    expect(await writer.record(address)).toBeNull();
  }
  await reach(acknowledged.length + 20);
  going = false;
  await Promise.all(writers);
  const kept: string[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await writer.lessons(address, null, { cursor, limit: 1000 });
    kept.push(...page.items.map(({ feedbackId }) => feedbackId));
    cursor = page.next;
  }
  expect(new Set(kept).size).toBe(kept.length);
  expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  await writer.close();
}, 60_000);

test("a process that stands still in a transaction does not hold up the others for ever", async () => {
  const sleeper = postgresStore({ url: proxy.url, statementTimeout: 150 });
  const other = postgresStore(url);
  await sleeper.commit({ address, create: makeRecord({ address }), version: makeVersion({ address }) });
  cutOnce("freeze");
  const sleeping = sleeper.commit({ address, labels: [{ label: "late", from: null, to: 1 }] });
  // It holds the row until the server ends it, and waits no longer than a statement may take.
  expect(await other.commit({ address, labels: [{ label: "early", from: null, to: 1 }] })).toMatchObject({
    status: "committed",
  });
  expect(await sleeping).toMatchObject({ status: "committed" });
  expect(proxy.cuts()).toBe(1);
  expect((await other.record(address))?.labels).toEqual({ production: 1, early: 1, late: 1 });
  await other.close();
  await sleeper.close();
});
