/** An end to waiting, for many at once and one after the other. */
import { expect, test } from "vitest";
import { inTime } from "./in-time.js";

const late = () => new Error("too late");
const never = () => new Promise<never>(() => {});

test("an answer in time is given, and so is a failure", async () => {
  expect(await inTime(Promise.resolve(7), 5000, late)).toBe(7);
  await expect(inTime(Promise.reject(new Error("its own")), 5000, late)).rejects.toThrow("its own");
});

test("what does not come in time is given up, each after its own time", async () => {
  const began = performance.now();
  const given: [string, number][] = [];
  const wait = (name: string, limit: number) =>
    inTime(never(), limit, late).catch(({ message }: Error) => {
      given.push([`${name} ${message}`, performance.now() - began]);
    });
  const first = wait("first", 60);
  const short = wait("short", 20);
  await short;
  // While the timer of the first already runs.
  const second = wait("second", 60);
  await Promise.all([first, second]);
  expect(given.map(([name]) => name)).toEqual(["short too late", "first too late", "second too late"]);
  expect(given.every(([, after], index) => after >= ([20, 60, 80][index] ?? 0) - 2)).toBe(true);
});

test("one that was given up may still end, either way", async () => {
  let end: (error: Error) => void = () => {};
  const asking = new Promise<never>((_resolve, reject) => (end = reject));
  await expect(inTime(asking, 5, late)).rejects.toThrow("too late");
  end(new Error("afterwards"));
  await Promise.resolve();
});

test("after a silence it counts anew", async () => {
  await expect(inTime(never(), 15, late)).rejects.toThrow("too late");
  expect(await inTime(Promise.resolve(1), 15, late)).toBe(1);
  await expect(inTime(never(), 15, late)).rejects.toThrow("too late");
});
