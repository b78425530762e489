import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./hash.js";

/** As it is said: keys sorted wherever they are, by a function that is asked for each value. */
const plainly = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner !== "object" || inner === null || Array.isArray(inner)
      ? inner
      : Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))),
  );

test("canonical JSON is JSON with its keys sorted", () => {
  const any = fc.oneof(fc.jsonValue(), fc.object({ withDate: true }));
  fc.assert(
    fc.property(any, (value) => {
      expect(canonicalJson(value)).toBe(plainly(value));
    }),
  );
});

test.each([
  [{ b: 1, a: undefined, A: [undefined, { d: 1, c: null }] }],
  [{ z: new Date(0), nested: { toJSON: () => ({ y: 1, x: 2 }) }, none: { toJSON: () => null } }],
  [JSON.parse('{"b":1,"__proto__":{"z":1,"y":2},"10":1,"9":2}')],
  [{ "\ud83d\ude00": 1, "\uffff": 2, é: 3 }],
])("of %j, too", (value) => {
  expect(canonicalJson(value)).toBe(plainly(value));
});
