// Filters mean the same in every database: what the model says, for any values, names and nesting.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fits } from "./filter-model.js";
import { kinds, newPlace } from "./stores.js";

/** Few names, among them those that a path or a query could trip over. */
const name = fc
  .constantFrom("a", "b", 'q"', "\\", "a.b", "a[0]", "0", "", "$", "é", "\n", "'", "__proto__")
  .filter((it) => it !== "$");
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    1.5,
    10,
    1e21,
    -1e-7,
    "",
    "1",
    "true",
    "null",
    "a",
    "B",
    "é",
    "2024-05-01",
  ),
  fc.constantFrom("\uFFFD", "\u{10000}", "%", "_", "'", '"', "\\", "2024-05-01T10:00:00Z", "{}", "[1]"),
  fc.integer(),
  fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.string({ unit: "grapheme", maxLength: 4 }).filter((text) => !text.includes("\0")),
);
const object = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(name, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
const json = fc.letrec<{ value: unknown; array: unknown[]; object: object }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { arbitrary: scalar, weight: 3 }, tie("array"), tie("object")),
  array: fc.array(tie("value"), { maxLength: 3 }),
  object: object(tie("value")),
})).value;
const ordered = scalar.filter((value) => typeof value === "string" || typeof value === "number");
const operators = fc
  .record(
    {
      $eq: json,
      $ne: json,
      $gt: ordered,
      $gte: ordered,
      $lt: ordered,
      $lte: ordered,
      $in: fc.array(json, { maxLength: 4 }),
      $nin: fc.array(json, { maxLength: 4 }),
      $exists: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((them) => Object.keys(them).length > 0);
const wanted = fc.letrec<{ wanted: unknown }>((tie) => ({
  wanted: fc.oneof({ maxDepth: 3 }, json, { arbitrary: operators, weight: 2 }, object(tie("wanted"))),
})).wanted;

const value = object(json);
const filter = object(wanted);

/** A filter that was made of a value often fits it. */
const values = fc.array(value, { minLength: 1, maxLength: 8 });
const filters = fc.array(filter, { minLength: 1, maxLength: 8 });

describe.each(kinds)("filters of $name", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);

  test("fit what the model says they fit", { timeout: 60_000 }, async () => {
    const store = await open();
    let fitting = 0;
    const found = async (namespace: string[], asked: Record<string, unknown>) =>
      (await store.search(namespace, { filter: asked, limit: 100 })).map(({ key }) => key).sort();
    await fc.assert(
      fc.asyncProperty(values, filters, async (all, asked) => {
        const namespace = [newPlace()];
        await store.batch(all.map((one, at) => ({ namespace, key: String(at), value: one })));
        for (const one of [...asked, ...all]) {
          const expected = all.flatMap((it, at) => (fits(it, one) ? [String(at)] : []));
          expect(await found(namespace, one), JSON.stringify([one, all])).toEqual(expected);
          fitting += expected.length;
        }
      }),
      { numRuns: 60 },
    );
    expect(fitting).toBeGreaterThan(40);
    await store.stop();
  });

  test.each<[string, unknown]>([
    ["is no object", "status"],
    ["is an array", [1]],
    ["has an operator at its top", { $or: [{ a: 1 }] }],
    ["has an unknown operator", { a: { $like: "x" } }],
    ["has operators and fields side by side", { a: { $gt: 1, b: 2 } }],
    ["compares with undefined", { a: undefined }],
    ["compares with undefined deeper", { a: { b: undefined } }],
    ["orders by what has no order", { a: { $gt: true } }],
    ["orders by null", { a: { $lt: null } }],
    ["asks $in of no array", { a: { $in: "x" } }],
    ["asks $in of too many", { a: { $in: Array.from({ length: 1001 }, (_none, n) => n) } }],
    ["asks $exists of no truth", { a: { $exists: 1 } }],
    ["has a number that JSON has not", { a: Number.NaN }],
    ["has a value that JSON has not", { a: 1n }],
    ["asks too much", { a: Object.fromEntries(Array.from({ length: 300 }, (_none, n) => [`f${n}`, n])) }],
    [
      "is endless",
      (() => {
        const a: Record<string, unknown> = {};
        a["a"] = a;
        return a;
      })(),
    ],
    ["has text that no database keeps", { a: "\0" }],
    ["has a name that no database keeps", { a: { "\uD800": 1 } }],
  ])("a filter that %s is refused", async (_what, asked) => {
    const store = await open();
    await expect(store.search([], { filter: asked as never })).rejects.toMatchObject({ code: "invalid_filter" });
    await store.stop();
  });

  test("a filter of many values and dates is answered", async () => {
    const store = await open();
    const when = new Date("2024-05-01T10:00:00Z");
    await store.put(["f"], "a", { n: 7, when });
    const many = Array.from({ length: 1000 }, (_none, n) => n);
    expect(await store.search(["f"], { filter: { n: { $in: many }, when } })).toHaveLength(1);
    expect(await store.search(["f"], { filter: { n: { $nin: many } } })).toHaveLength(0);
    await store.stop();
  });
});
