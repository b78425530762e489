import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeNamespace, encodeNamespace, endOf, withPrefixes } from "./namespace.js";

const label = fc
  .string({
    unit: fc.oneof(fc.constantFrom("a", "b", "1", "/", "-", "\u0001", "é", "👩"), fc.string({ maxLength: 1 })),
    minLength: 1,
    maxLength: 3,
  })
  .filter((text) => text !== "" && !/[.:\0]/.test(text) && text.isWellFormed());
const namespace = fc.array(label, { minLength: 1, maxLength: 4 });
const inBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

test("a namespace is read back as it was written", () => {
  fc.assert(
    fc.property(namespace, (labels) => {
      expect(decodeNamespace(encodeNamespace(labels))).toEqual(labels);
    }),
  );
});

test("what lies under a namespace, and nothing else, is in its range", () => {
  fc.assert(
    fc.property(namespace, namespace, (under, other) => {
      const start = encodeNamespace(under);
      const end = endOf(start) ?? "";
      const lies = (labels: readonly string[]): boolean => {
        const encoded = encodeNamespace(labels);
        return inBytes(encoded, start) >= 0 && inBytes(encoded, end) < 0;
      };
      expect(lies(other)).toBe(under.every((one, index) => other[index] === one));
      expect(lies([...under, ...other])).toBe(true);
    }),
  );
});

test("it lies under itself and all that it begins with", () => {
  expect(withPrefixes(encodeNamespace(["a", "b", "c"]))).toEqual(["a.b.c.", "a.b.", "a."]);
  expect(withPrefixes("")).toEqual([]);
  expect([encodeNamespace([]), endOf("")]).toEqual(["", null]);
});

test.each([["a.b"], ["a:b"], [""], [1], [null], [undefined]])("%j is no label", (one) => {
  expect(() => encodeNamespace(["a", one])).toThrow(expect.objectContaining({ code: "invalid_name" }));
});

test.each(["text", null, { 0: "a" }])("%j is no namespace", (one) => {
  expect(() => encodeNamespace(one)).toThrow(expect.objectContaining({ code: "invalid_name" }));
});
