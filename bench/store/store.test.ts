// The pieces of the bench on a few rows: that they run, and that what they say adds up.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../test/postgres/server.js";
import { openStore } from "./databases.js";
import { addressOf } from "./loading.js";
import { measure } from "./measure.js";
import { measureInTurn, ratio, timed } from "./pairs.js";
import { aimsOf, type Measured, tablesOf } from "./report.js";
import { aimsShown, chartOf, contentionShown, growthShown, ratesShown, reflectingShown } from "./show.js";
import { startSlowModel } from "./slow-model.js";

let server: TestServer | null = null;
let folder = "";
let measured: Measured;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "knowhow-bench-store-"));
  server = await startServer();
  const amounts = {
    effort: { rounds: 1, milliseconds: 1 },
    batch: 20,
    items: 200,
    contention: { kinds: ["sqlite" as const], processes: [2], milliseconds: 300 },
    growth: { instructions: [10, 30], feedback: [20], rounds: 1, times: 2, memory: false },
    reflecting: null,
    coldStarts: null,
  };
  measured = await measure({ folder, url: server.url }, amounts, ["rates", "contention", "growth"], 7, () => {});
}, 120_000);
afterAll(async () => {
  await server?.end();
  rmSync(folder, { recursive: true });
});

test("everything that is compared has a rate, and the aims find what they speak of", () => {
  for (const candidates of Object.values(measured.rates)) {
    expect(candidates.length).toBeGreaterThanOrEqual(3);
    for (const { rounds } of candidates) expect(rounds.every((rate) => rate > 0 && Number.isFinite(rate))).toBe(true);
  }
  const missing = aimsOf(measured).filter(({ measured: found }) => found === null);
  expect(missing.map(({ aim }) => aim)).toEqual([
    expect.stringMatching(/two workers/),
    expect.stringMatching(/four workers/),
    expect.stringMatching(/knowhow show/),
  ]);
});

test("processes that change the same instructions lose nothing", () => {
  expect(measured.contention.map(({ kind, whole }) => [kind, whole])).toEqual([["sqlite", true]]);
  for (const { perSecond } of measured.contention) expect(perSecond).toBeGreaterThan(0);
});

test("copies are found where they are looked for, with the text of the one that they were made of", async () => {
  for (const kind of ["sqlite", "postgres"] as const) {
    const store = openStore({ folder, url: server?.url ?? "", kind, name: "instructions_30" });
    const texts = await Promise.all(
      [0, 29, 30].map(async (number) => (await store.readText?.(addressOf(number), "production"))?.text ?? null),
    );
    expect(texts).toEqual([expect.stringContaining("# Tweets"), texts[0], null]);
    expect((await store.list(["growth", "u29"])).items.map(({ address }) => address)).toEqual([addressOf(29)]);
    await store.close();
    const taught = openStore({ folder, url: server?.url ?? "", kind, name: "feedback_20" });
    const lessons = (await taught.lessons(addressOf(0), null)).items;
    expect(lessons.filter(({ state }) => state === "applied")).toHaveLength(19);
    const [first] = lessons;
    expect(first && (await taught.feedback(first.address, first.feedbackId))?.comment).toBe("Lead with the result.");
    await taught.close();
  }
});

test("what is shown names all of it", () => {
  const reflecting = [1, 2].map((workers) => ({
    kind: "postgres" as const,
    workers,
    concurrency: 1,
    perSecond: { value: 5 * workers, low: 4, high: 11 },
    byOne: { value: workers, low: 1, high: 2 },
  }));
  const text = [
    ratesShown(tablesOf(measured.rates)),
    contentionShown(measured.contention),
    growthShown(measured.growth),
    reflectingShown(reflecting),
    aimsShown(aimsOf({ ...measured, reflecting })),
  ].join("\n");
  for (const words of [
    "bare pg, the same row, prepared",
    "2 processes on sqlite",
    "30 instructions on postgres",
    "append of feedback",
    "2 workers on postgres",
    "two workers by one: 2 (1–2) of at least 1.8, met",
  ])
    expect(text).toContain(words);
  const { document } = parseHTML(chartOf(measured.growth));
  expect(document.querySelectorAll('[aria-label="line"] path').length).toBe(8);
});

test("ratios are of the same round", async () => {
  const [slow, fast] = [timed("slow", [1, 10, 100]), timed("fast", [3, 30, 300])];
  expect(ratio(fast, slow)).toEqual({ value: 3, low: 3, high: 3 });
  let runs = 0;
  const effort = { rounds: 2, milliseconds: 0 };
  const [one] = await measureInTurn([{ name: "one", run: () => (runs += 1), operations: 5 }], effort);
  expect([runs, one?.rounds.length]).toEqual([3, 2]);
});

test("the model takes its time, and makes a rule of what it was shown", async () => {
  const model = await startSlowModel(30);
  const address = `${/http:[^#]*/.exec(model.name)?.[0]}/chat/completions`;
  const began = performance.now();
  const messages = [{ role: "user", content: "Always mention the word number7." }];
  const answer = await (await fetch(address, { method: "POST", body: JSON.stringify({ messages }) })).text();
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  expect(answer).toContain("Always mention the word number7.");
  expect(model.calls()).toBe(1);
  await model.close();
});
