// Several real processes on one SQLite file: no commit is lost, nor is anything that was acknowledged before a kill -9.
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { makeFeedback, makeLesson, makeRun } from "knowhow/testing";
import { sqliteStore } from "knowhow/sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyChain } from "../../src/core/version.js";
import type { Bundled } from "../bundle.js";
import { temporaryFolder } from "./drivers.js";
import { bundleChild, type Child, startChild } from "./processes.js";

const address = { namespace: ["shared"], name: "writer" };
let script: Bundled;
let folder: string;
let file: string;
const children: Child[] = [];

beforeAll(async () => {
  script = await bundleChild();
});
afterAll(() => script.remove());

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "store.db");
});

afterEach(async () => {
  for (const child of children) child.process.kill("SIGKILL");
  await Promise.all(children.splice(0).map(({ ended }) => ended));
  rmSync(folder, { recursive: true });
});

function start(task: string, database: string, argument?: string, user?: number): Child {
  const child = startChild(script.file, task, database, argument, user);
  children.push(child);
  return child;
}

test("processes that open a new file at once and write to it lose nothing", { timeout: 120_000 }, async () => {
  const [writers, commits] = [4, 15];
  const started = Array.from({ length: writers }, () => start("commit", file, String(commits)));
  expect(await Promise.all(started.map(({ ended }) => ended)), started.map(({ errors }) => errors()).join("")).toEqual(
    started.map(() => 0),
  );
  const store = sqliteStore(file);
  const versions = (await store.versions(address, { limit: 1000 })).items;
  expect(versions).toHaveLength(1 + writers * commits);
  expect(verifyChain(versions.toReversed())).toEqual([]);
  const lines = versions[0]?.text.split("\n").slice(1) ?? [];
  for (const { process } of started) {
    expect(lines.filter((line) => line === `Line of ${process.pid}.`)).toHaveLength(commits);
  }
  expect((await store.record(address))?.labels).toEqual({ production: versions.length });
  const kept = new Set((await store.lessons(address, null, { limit: 1000 })).items.map(({ feedbackId }) => feedbackId));
  const acknowledged = started.flatMap(({ lines }) => lines.map(({ feedback }) => String(feedback)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(writers * commits);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  await store.close();
});

test("kill -9 in the middle of writing loses no feedback that was acknowledged", { timeout: 120_000 }, async () => {
  const acknowledged: Record<string, unknown>[] = [];
  // Two at a time, so that one is killed while the other waits for its lock.
  for (let round = 0; round < 5; round += 1) {
    const pair = [start("append", file), start("append", file)];
    for (const [index, child] of pair.entries()) {
      await child.printed(3 + round * 8 + index * 4);
      child.process.kill("SIGKILL");
      expect(await child.ended).toBe("SIGKILL");
      acknowledged.push(...child.lines);
    }
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(5 * (3 + 7) + 2 * 8 * (0 + 1 + 2 + 3 + 4));
  const store = sqliteStore(file);
  for (const { feedback, lesson } of acknowledged) {
    expect(await store.feedback(address, String(feedback))).toMatchObject({ id: feedback });
    expect(await store.lesson(address, String(lesson))).toMatchObject({ feedbackId: feedback, state: "pending" });
  }
  // Whatever was being written at a kill is there whole or not at all.
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await store.lessons(address, null, { cursor, limit: 1000 });
    for (const { feedbackId } of page.items) expect(await store.feedback(address, feedbackId)).not.toBeNull();
    cursor = page.next;
  }
  await store.close();
  const database = new DatabaseSync(file);
  expect(database.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  expect(database.prepare("pragma foreign_key_check").all()).toEqual([]);
  database.close();
});

test("while another process holds the lock, reads go on and waiting has an end", { timeout: 60_000 }, async () => {
  const hasty = sqliteStore({ path: file, busyTimeout: 150 });
  const patient = sqliteStore({ path: file, busyTimeout: 30_000 });
  const run = makeRun({ address });
  await hasty.appendRun(run);
  await patient.runs(address);
  const holder = start("hold", file);
  await holder.printed(1);

  let turns = 0;
  const counter = setInterval(() => (turns += 1), 1);
  const began = performance.now();
  const feedback = makeFeedback({ address });
  await expect(hasty.appendFeedback(feedback, makeLesson(feedback))).rejects.toMatchObject({
    code: "store_locked",
    cause: { errcode: 5 },
  });
  expect(performance.now() - began).toBeGreaterThanOrEqual(150);
  clearInterval(counter);
  // The event loop went on meanwhile.
  expect(turns).toBeGreaterThan(5);
  expect(await hasty.run(address, run.id)).toEqual(run);

  const waiting = patient.appendFeedback(feedback, makeLesson(feedback));
  holder.process.stdin.end("let go\n");
  expect(await waiting).toEqual({ item: feedback, duplicate: false });
  expect(await hasty.feedback(address, feedback.id)).toEqual(feedback);
  expect(await holder.ended).toBe(0);
  await hasty.close();
  await patient.close();
});

test("a file that may not be written can be read, and says so when written", { timeout: 60_000 }, async ({ skip }) => {
  skip(process.platform === "win32", "Windows has other permissions");
  // Made by a process that has ended, so that there is no log beside it.
  const owner = start("try", file);
  await owner.ended;
  expect(owner.lines, owner.errors()).toEqual([{ read: "done", write: "done" }]);
  expect(readdirSync(folder)).toEqual(["store.db"]);
  chmodSync(file, 0o444);
  chmodSync(folder, 0o777);
  // The superuser may write everything, so it asks somebody else to try.
  const root = process.getuid?.() === 0;
  const child = start("try", file, "", root ? 65_534 : undefined);
  const code = await child.ended;
  skip(root && code !== 0 && /EACCES|Cannot find/.test(child.errors()), "another user cannot read this project");
  expect(child.lines, child.errors()).toEqual([{ read: "done", write: "store_readonly" }]);

  chmodSync(file, 0o600);
  const locked = join(folder, "locked");
  mkdirSync(locked, { mode: 0o555 });
  const stranger = start("try", join(locked, "new.db"), "", root ? 65_534 : undefined);
  await stranger.ended;
  expect(stranger.lines, stranger.errors()).toEqual([{ read: "store_readonly", write: "store_readonly" }]);
});
