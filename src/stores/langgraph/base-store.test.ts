import fc from "fast-check";
import { expect, test } from "vitest";
import { type Address, checkAddress } from "../../core/address.js";
import { namespaceOf } from "./base-store.js";

const segment = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.string({
      minLength: 1,
      maxLength: 6,
      unit: fc.constantFrom("a", "_", "%", ".", ":", "~", "2", "E", "\\", "*", "é", "👩"),
    }),
  )
  .filter((text) => isValid([], text));
const address: fc.Arbitrary<Address> = fc.record({ namespace: fc.array(segment, { maxLength: 3 }), name: segment });

function isValid(namespace: readonly string[], name: string): boolean {
  try {
    checkAddress(namespace, name);
    return true;
  } catch {
    return false;
  }
}

test("labels have no character that a known store forbids, and can be read back", () => {
  fc.assert(
    fc.property(address, (one) => {
      const labels = namespaceOf(["knowhow"], one);
      for (const label of labels) expect(label).toMatch(/^(?:[A-Za-z0-9-]|~[0-7][0-9A-F]|[^\0-\x7F])+$/u);
      const read = labels.map((label) => label.replace(/~(..)/g, (_, code) => String.fromCharCode(parseInt(code, 16))));
      expect(read).toEqual(["knowhow", ...one.namespace, one.name]);
    }),
  );
});

test("plain names stay plain", () => {
  expect(namespaceOf(["knowhow"], { namespace: ["acme"], name: "tweet-writer" })).toEqual([
    "knowhow",
    "acme",
    "tweet-writer",
  ]);
  expect(namespaceOf(["knowhow"], { namespace: [], name: "tweet_writer 2.0" })).toEqual([
    "knowhow",
    "tweet~5Fwriter~202~2E0",
  ]);
});
