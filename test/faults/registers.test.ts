import fc from "fast-check";
import { expect, test } from "vitest";
import { checkRegister, type Operation } from "./registers.js";

const set = (began: number, ended: number | null, from: number | null | undefined, to: number): Operation => ({
  kind: "set",
  ...(from === undefined ? {} : { from }),
  to,
  began,
  ended,
});
const see = (began: number, ended: number, value: number | null): Operation => ({ kind: "see", value, began, ended });
const refused = (began: number, ended: number, from: number | null): Operation => ({
  kind: "refused",
  from,
  began,
  ended,
});

test.each<[string, Operation[]]>([
  ["nothing", []],
  ["one after the other", [see(0, 1, null), set(2, 3, null, 1), see(4, 5, 1), set(6, 7, 1, 2), see(8, 9, 2)]],
  ["at once, in either order", [set(0, 9, null, 1), see(1, 2, null), see(3, 4, 1), see(3, 4, 1)]],
  ["two that follow each other within each other", [set(0, 9, 1, 2), set(1, 8, null, 1), see(10, 11, 2)]],
  ["unanswered, and seen later", [set(0, null, null, 1), see(1, 2, null), see(3, 4, 1)]],
  ["unanswered, and never seen", [set(0, null, null, 1), see(1, 2, null), set(3, 4, null, 2), see(5, 6, 2)]],
  ["refused with reason", [set(0, 1, null, 1), refused(2, 3, null), see(4, 5, 1)]],
  ["wherever it was", [set(0, 1, null, 1), set(2, 3, undefined, 7), see(4, 5, 7)]],
])("%s fits", (_what, operations) => {
  expect(checkRegister(operations)).toBeNull();
});

test.each<[string, Operation[]]>([
  ["an old value seen after the new one was acknowledged", [set(0, 1, null, 1), see(2, 3, null)]],
  ["a new value seen, and then the old one", [set(0, 9, null, 1), see(1, 2, 1), see(3, 4, null)]],
  ["two that set it from the same place", [set(0, 9, null, 1), set(1, 8, 1, 2), set(2, 7, 1, 3)]],
  ["an acknowledged one that is lost", [set(0, 1, null, 1), set(2, 3, 1, 2), set(4, 5, 1, 3)]],
  ["a value that nobody set", [set(0, 1, null, 1), see(2, 3, 4)]],
  ["a value seen before anybody set it", [see(0, 1, 1), set(2, null, null, 1)]],
  [
    "an unanswered one that happened twice",
    [set(0, null, 1, 2), set(1, 2, null, 1), see(3, 4, 2), set(5, 6, 2, 1), see(7, 8, 2)],
  ],
  ["refused though it was there all the time", [set(0, 1, null, 1), refused(2, 3, 1), see(4, 5, 1)]],
])("%s does not fit", (_what, operations) => {
  expect(checkRegister(operations)).toMatch(/no order fits/);
});

/** Calls on a register that works: each takes effect at some moment between its begin and its end. */
const honest = fc
  .array(
    fc.record({
      began: fc.integer({ min: 0, max: 60 }),
      takes: fc.integer({ min: 1, max: 30 }),
      kind: fc.constantFrom("set", "see", "blind"),
      to: fc.integer({ min: 1, max: 3 }),
      from: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
      answered: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((calls) => {
    let value: number | null = null;
    const moments = calls.map((call) => ({ ...call, moment: call.began + call.takes / 2 }));
    return moments
      .sort((a, b) => a.moment - b.moment)
      .map(({ began, takes, kind, to, from, answered }): Operation => {
        const ended = began + takes;
        if (kind === "see") return see(began, ended, value);
        if (kind === "set" && value !== from) return refused(began, ended, from);
        value = to;
        return set(began, answered ? ended : null, kind === "set" ? from : undefined, to);
      });
  });

test("what a register does that works always fits", () => {
  fc.assert(
    fc.property(honest, (operations) => {
      expect(checkRegister(operations)).toBeNull();
    }),
  );
});

test("it says the same as trying every order", () => {
  const time = fc.integer({ min: 0, max: 12 });
  const value = fc.option(fc.integer({ min: 1, max: 2 }));
  const to = fc.integer({ min: 1, max: 2 });
  const any = fc.oneof(
    fc
      .tuple(time, time, value, to, fc.boolean())
      .map(([a, b, from, target, answered]) => set(a, answered ? a + b + 1 : null, from, target)),
    fc.tuple(time, time, value).map(([a, b, seen]) => see(a, a + b + 1, seen)),
    fc.tuple(time, time, value).map(([a, b, from]) => refused(a, a + b + 1, from)),
  );
  const verdicts = { fits: 0, not: 0 };
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (operations) => {
      const fits = someOrderFits(operations, null);
      verdicts[fits ? "fits" : "not"] += 1;
      expect(checkRegister(operations) === null).toBe(fits);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(verdicts.fits, verdicts.not)).toBeGreaterThan(100);
});

function someOrderFits(left: readonly Operation[], value: number | null): boolean {
  if (left.every(({ ended }) => ended === null)) return true;
  return left.some((one) => {
    const rest = left.filter((other) => other !== one);
    if (rest.some(({ ended }) => ended !== null && ended < one.began)) return false;
    if (one.kind === "see") return one.value === value && someOrderFits(rest, value);
    if (one.kind === "refused") return one.from !== value && someOrderFits(rest, value);
    return (one.from === undefined || one.from === value) && someOrderFits(rest, one.to);
  });
}
