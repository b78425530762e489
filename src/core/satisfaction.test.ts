import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIds } from "./clock.js";
import type { Feedback } from "./feedback.js";
import { periodFor, PERIODS, startOf } from "./period.js";
import { ROLES } from "./principal.js";
import {
  ratedRuns,
  runKey,
  satisfactionByPeriod,
  satisfactionByVersion,
  satisfactionOf,
  type RatedRun,
} from "./satisfaction.js";
import { wilsonInterval } from "./wilson.js";

const address = { namespace: ["test"], name: "tweet-writer" };
const ana = { id: "ana", role: "user" } as const;
const bo = { id: "bo", role: "reviewer" } as const;
const makeId = createIds(() => 1_767_225_600_000);
const makeFeedback = (over: Partial<Feedback>): Feedback => ({
  id: makeId(),
  address,
  createdAt: "2026-01-01T00:00:00.000Z",
  by: ana,
  run: null,
  message: null,
  comment: null,
  score: null,
  revised: null,
  original: null,
  idempotencyKey: null,
  contentHash: "",
  ...over,
});
const run = (id: string) => ({ address, id });
const scored = (id: string, score: number, over: Partial<Feedback> = {}) =>
  makeFeedback({ run: run(id), score, ...over });

describe("which runs are satisfied", () => {
  const content = (...feedback: Feedback[]) => ratedRuns(feedback, new Map()).map(({ satisfied }) => satisfied);

  it("is told by scores above a half", () => {
    expect(content(scored("r", 1), scored("s", 0.75), scored("t", 0.5), scored("u", 0))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("is told by the last score of each person, and the mean of them", () => {
    expect(content(scored("r", 0), scored("r", 1))).toEqual([true]);
    expect(content(scored("r", 1), scored("r", 0))).toEqual([false]);
    expect(content(scored("r", 1), scored("r", 0, { by: bo }))).toEqual([false]);
    expect(content(scored("r", 1), scored("r", 0.25, { by: bo }))).toEqual([true]);
    // By the order of saying, in whatever order they are given.
    expect(content(...[scored("r", 0), scored("r", 1)].reverse())).toEqual([true]);
  });

  it("is not told by words, by programs, or by scores of no run", () => {
    const byModel = scored("r", 1, { by: { id: "judge", role: "model" } });
    const byTool = scored("r", 1, { by: { id: "evaluation", role: "tool" } });
    const words = makeFeedback({ run: run("r"), comment: "Lovely." });
    const ofNone = makeFeedback({ run: null, score: 1 });
    expect(content(byModel, byTool, words, ofNone)).toEqual([]);
  });

  it("tells runs of the same id under other instructions apart", () => {
    const other = makeFeedback({ run: { address: { namespace: [], name: "other" }, id: "r" }, score: 1 });
    expect(content(scored("r", 0), other)).toHaveLength(2);
  });
});

const feedbacks = fc.array(
  fc.record({
    run: fc.integer({ min: 0, max: 8 }),
    person: fc.constantFrom("ana", "bo", "cy"),
    role: fc.constantFrom(...ROLES),
    score: fc.option(fc.constantFrom(0, 0.25, 0.5, 0.75, 1)),
    at: fc.date({ min: new Date("2025-01-01"), max: new Date("2026-06-01"), noInvalidDate: true }),
    version: fc.option(fc.integer({ min: 0, max: 4 })),
  }),
  { maxLength: 40 },
);

it("counts add up, whatever is said, and intervals hold the share", () => {
  fc.assert(
    fc.property(feedbacks, fc.constantFrom(...PERIODS), (said, period) => {
      const all = said.map(({ run: number, person, role, score, at }) =>
        makeFeedback({
          id: makeId(),
          run: run(String(number)),
          by: { id: person, role },
          score,
          createdAt: at.toISOString(),
        }),
      );
      const known = new Map(
        said.map(({ run: number, at, version }) => [runKey(run(String(number))), { at: at.toISOString(), version }]),
      );
      const runs = ratedRuns(all, known);
      const total = satisfactionOf(runs);
      const byPeople = new Set(
        all.filter(({ score, by }) => score !== null && ROLES.indexOf(by.role) < 3).map((one) => one.run?.id),
      );
      expect(total.rated).toBe(byPeople.size);
      const [periods, versions] = [satisfactionByPeriod(runs, period), satisfactionByVersion(runs)];
      for (const parts of [periods, versions]) {
        const sum = (of: "rated" | "satisfied") => parts.reduce((whole, part) => whole + part[of], 0);
        expect([sum("rated"), sum("satisfied")]).toEqual([total.rated, total.satisfied]);
        for (const { rated, satisfied, share, interval } of parts) {
          expect(rated).toBeGreaterThan(0);
          expect(share).toBe(satisfied / rated);
          expect(interval?.low).toBeLessThanOrEqual(share ?? -1);
          expect(interval?.high).toBeGreaterThanOrEqual(share ?? 2);
        }
      }
      expect(periods.map(({ from }) => from)).toEqual([...new Set(periods.map(({ from }) => from))].sort());
      expect(runs.every(({ at }) => periods.some(({ from }) => from === startOf(period, at)))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe("Wilson's interval", () => {
  it("is that of published examples", () => {
    // L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial proportion" (2001): 0 of n and n of n
    // end at z²/(n+z²); 8 of 10 is in many a textbook.
    expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilsonInterval(8, 10)).toEqual({ low: expect.closeTo(0.4902, 4), high: expect.closeTo(0.9433, 4) });
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  it("holds the rate, stays within 0 and 1, and narrows as trials come", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (some, trials) => {
        const hits = some % (trials + 1);
        const [one, ten] = [wilsonInterval(hits, trials), wilsonInterval(hits * 10, trials * 10)];
        if (!one || !ten) throw new Error("no interval");
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(hits / trials);
        expect(one.high).toBeGreaterThanOrEqual(hits / trials);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});

describe("periods", () => {
  it("begin in UTC, weeks on Monday, also over the end of a year", () => {
    const at = "2026-01-01T23:30:10.500Z";
    expect(PERIODS.map((period) => startOf(period, at).slice(0, 13))).toEqual([
      "2026-01-01T23",
      "2026-01-01T00",
      "2025-12-29T00",
      "2026-01-01T00",
    ]);
    expect(startOf("week", "2026-01-04T12:00:00.000Z")).toBe("2025-12-29T00:00:00.000Z");
    expect(startOf("week", "2026-01-05T00:00:00.000Z")).toBe("2026-01-05T00:00:00.000Z");
  });

  it("are as short as 40 points allow, and as long as to have runs in each", () => {
    const over = (days: number, many: number) =>
      Array.from({ length: many }, (_none, at) =>
        new Date(Date.parse("2026-01-01T00:00:00.000Z") + (at * days * 86_400_000) / (many - 1)).toISOString(),
      );
    expect([1, 30, 250, 1000].map((days) => periodFor(over(days, 1000)))).toEqual(["hour", "day", "week", "month"]);
    expect([periodFor(over(30, 1000)), periodFor(over(30, 30)), periodFor(over(3, 4))]).toEqual(["day", "week", "day"]);
    expect([periodFor([]), periodFor(["2026-01-01T00:00:00.000Z"]), periodFor(over(9999, 9))]).toEqual([
      "day",
      "hour",
      "month",
    ]);
  });

  it("of one run is the hour it was in", () => {
    const runs: RatedRun[] = [{ run: run("r"), at: "2026-01-01T10:59:00.000Z", version: 1, satisfied: true }];
    expect(satisfactionByPeriod(runs, "hour")).toMatchObject([{ from: "2026-01-01T10:00:00.000Z", rated: 1 }]);
  });
});
