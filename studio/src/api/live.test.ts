import { expect, test } from "vitest";
import { concerns } from "./live.js";

const acme = { namespace: ["acme"], name: "tweets" };
const other = { namespace: [], name: "tweets" };

test("a read is read again when what it watches changed, where it watches it", () => {
  const watch = { address: acme, kinds: ["version", "label"] as const };
  expect(concerns(watch, { address: acme, kinds: ["run", "label"] })).toBe(true);
  expect(concerns(watch, { address: acme, kinds: ["run"] })).toBe(false);
  expect(concerns(watch, { address: other, kinds: ["version"] })).toBe(false);
  expect(concerns({ ...watch, address: null }, { address: other, kinds: ["version"] })).toBe(true);
});

test("what another process changed concerns every read that watches, and no other", () => {
  expect(concerns({ address: acme, kinds: ["run"] }, { address: null, kinds: ["other"] })).toBe(true);
  expect(concerns({}, { address: null, kinds: ["other"] })).toBe(false);
  expect(concerns(undefined, { address: null, kinds: ["other"] })).toBe(false);
});
