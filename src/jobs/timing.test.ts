import fc from "fast-check";
import { expect, test } from "vitest";
import type { Backlog, ClaimFailure } from "../core/claim.js";
import { backOff, checkTiming, dueAt } from "./timing.js";

const timing = checkTiming({ after: 5000, maxWait: 60_000, minFeedback: 3 });
const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

const waiting = (pending: number, oldest: number, newest: number, failure: ClaimFailure | null = null): Backlog => ({
  address: { namespace: [], name: "tweets" },
  pending,
  parked: 0,
  oldest: at(oldest),
  newest: at(newest),
  claim: failure && { holder: null, since: null, until: null, failure },
});
const failed = (code: string): ClaimFailure => ({
  at: at(10_000),
  failures: 1,
  code,
  message: "",
  nextTry: at(40_000),
});

test("some quiet after the newest lesson, but not too long after the oldest", () => {
  expect(dueAt(waiting(3, 0, 1000), timing)).toBe(6000);
  expect(dueAt(waiting(9, 0, 58_000), timing)).toBe(60_000);
  expect(dueAt({ ...waiting(0, 0, 0), oldest: null, newest: null }, timing)).toBeNull();
});

test("few lessons wait for more, but not for ever", () => {
  expect(dueAt(waiting(2, 0, 1000), timing)).toBe(60_000);
  expect(dueAt(waiting(2, 0, 1000), { ...timing, minFeedback: 2 })).toBe(6000);
});

test("what failed waits for its next try", () => {
  expect(dueAt(waiting(3, 0, 1000, failed("not_applied")), timing)).toBe(40_000);
  expect(dueAt(waiting(3, 0, 1000, failed("model_failed")), timing)).toBe(40_000);
});

test("newer lessons do not wait for one that was not understood, but for a model that is away", () => {
  expect(dueAt(waiting(3, 0, 12_000, failed("not_applied")), timing)).toBe(17_000);
  expect(dueAt(waiting(3, 0, 12_000, failed("model_timeout")), timing)).toBe(40_000);
});

test("the wait after failures doubles up to a limit", () => {
  expect([1, 2, 3, 5, 6, 60].map((failures) => backOff(failures, {}))).toEqual([
    30_000, 60_000, 120_000, 480_000, 900_000, 900_000,
  ]);
  expect(backOff(3, { first: 10, most: 25 })).toBe(25);
});

test("numbers out of range are refused", () => {
  for (const wrong of [{ after: -1 }, { maxWait: Number.NaN }, { minFeedback: 0 }, { after: "5s" as never }]) {
    expect(() => checkTiming(wrong)).toThrow(expect.objectContaining({ code: "invalid_policy" }));
  }
});

test("without a failure nothing waits longer than maxWait after its oldest lesson, or less than maxWait and after", () => {
  const time = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), time, time, time, time, (pending, a, b, after, maxWait) => {
      const [oldest, newest] = [Math.min(a, b), Math.max(a, b)];
      const due = dueAt(waiting(pending, oldest, newest), checkTiming({ after, maxWait, minFeedback: 4 }));
      expect(due).toBeLessThanOrEqual(oldest + maxWait);
      expect(due).toBeGreaterThanOrEqual(Math.min(oldest + maxWait, newest + after));
    }),
  );
});
