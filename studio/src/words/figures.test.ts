import { expect, test } from "vitest";
import {
  between,
  changedWords,
  endOf,
  labelled,
  outOf,
  percent,
  periodTitle,
  perThousandCalls,
  priceIn,
  shortTitle,
} from "./figures.js";

test("shares and intervals", () => {
  expect([percent(0.7096), percent(null), percent(0)]).toEqual(["71 %", "–", "0 %"]);
  expect([between({ low: 0.534, high: 0.839 }), between(null)]).toEqual(["53 to 84 %", "–"]);
  expect(outOf({ satisfied: 1200, rated: 3100 })).toBe("1,200 of 3,100");
});

test("periods are named by when they begin, in UTC", () => {
  const from = "2026-03-02T00:00:00.000Z";
  expect(periodTitle("week", from)).toBe("Week of 2 Mar 2026");
  expect(periodTitle("day", from)).toBe("2 Mar 2026");
  expect(periodTitle("month", from)).toBe("March 2026");
  expect(periodTitle("hour", "2026-03-02T23:00:00.000Z")).toContain("23:00");
  expect([shortTitle("week", from), shortTitle("month", from), shortTitle("hour", from)]).toEqual([
    "2 Mar",
    "Mar 2026",
    "2 Mar, 00:00",
  ]);
  expect(endOf("day", from)).toBe(Date.parse("2026-03-03T00:00:00.000Z"));
});

test("a price is a number from 0 up, also with a comma", () => {
  expect(["0.25", " 3 ", "0,5", "0", "", "  ", "-1", "free", "Infinity"].map(priceIn)).toEqual([
    0.25,
    3,
    0.5,
    0,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([perThousandCalls(6, 0.25), perThousandCalls(500, 2.5), perThousandCalls(0, 3)]).toEqual([
    "0.0015",
    "1.25",
    "0.00",
  ]);
});

test("labels that would stand over each other are left out", () => {
  expect(labelled([0, 10, 30, 45, 60], 25)).toEqual([true, false, true, false, true]);
  expect(labelled([], 25)).toEqual([]);
});

test("what a version changed is told in words", () => {
  const line = { block: "b1", origin: "rule", content: "No hashtags.", since: 2 } as const;
  const change = { added: [line, line], reworded: [], retired: [line] };
  expect(changedWords(change)).toBe("2 lines added and 1 retired");
  expect(changedWords({ ...change, reworded: [{ ...line, before: "x" }] })).toBe(
    "2 lines added, 1 reworded and 1 retired",
  );
  expect(changedWords({ added: [], reworded: [], retired: [] })).toBe("");
});
