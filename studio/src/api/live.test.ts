import { expect, test, vi } from "vitest";
import { concerns, Rounds } from "./live.js";

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

test("a steady stream of changes is read once a second, the first at once and the last for certain", () => {
  vi.useFakeTimers();
  const read: number[] = [];
  const rounds = new Rounds((changes) => read.push(changes.length));
  const change = { address: acme, kinds: ["feedback"] as const };
  for (let at = 0; at < 25; at += 1) {
    rounds.add(change);
    vi.advanceTimersByTime(100);
  }
  expect(read).toEqual([1, 9, 10]);
  vi.advanceTimersByTime(10_000);
  expect(read).toEqual([1, 9, 10, 5]);
  rounds.add(change);
  rounds.add(change);
  rounds.end();
  vi.advanceTimersByTime(10_000);
  expect(read).toEqual([1, 9, 10, 5, 1]);
  vi.useRealTimers();
});
