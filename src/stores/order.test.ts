import fc from "fast-check";
import { expect, test } from "vitest";
import { comparePoints } from "./order.js";

test("orders text as its UTF-8 bytes are ordered", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("a", "\uD7FF", "\uE000", "\uFFFF", "\u{10000}", "\u{10FFFF}"), maxLength: 4 }),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(comparePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 500 },
  );
});
