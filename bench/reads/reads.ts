/**
 * How fast instructions are read: `peek()` and cached `current()` beside LangGraph's `InMemoryStore.get` and a bare
 * asynchronous map, all in one run. Prints ratios; `--json` prints one JSON document.
 */
import { InMemoryStore } from "@langchain/langgraph";
import { createMemory, memoryStore } from "knowhow";
import { measure } from "mitata";
import { machine } from "../machine.js";

interface Row {
  readonly name: string;
  readonly nanoseconds: number;
  /** How many times as many reads a second as `InMemoryStore.get`. */
  readonly ratio: number;
}

const TEXT = "Write a tweet about the paper.\n".repeat(40);

const memory = createMemory({ store: memoryStore() });
const instructions = memory.instructions("tweet-writer", { namespace: ["acme"], seed: TEXT });
await instructions.current();

const store = new InMemoryStore();
await store.put(["acme"], "tweet-writer", { text: TEXT });
const map = new Map([["acme/tweet-writer", { text: TEXT }]]);
const bareRead = async (key: string) => map.get(key);

const candidates: readonly [name: string, read: () => unknown][] = [
  ["InMemoryStore.get", async () => (await store.get(["acme"], "tweet-writer"))?.value],
  ["peek()", () => instructions.peek().text],
  ["current(), cached", async () => (await instructions.current()).text],
  ["a bare asynchronous map", async () => (await bareRead("acme/tweet-writer"))?.text],
];

/** The median of `rounds` medians, the candidates taken in turn so that a slow spell of the machine touches all. */
async function medians(rounds: number): Promise<number[]> {
  const seen: number[][] = candidates.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, read]] of candidates.entries()) {
      const { p50 } = await measure(read, { min_cpu_time: 150 * 1e6 });
      seen[index]?.push(p50);
    }
  }
  return seen.map((times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN);
}

const times = await medians(5);
const base = times[0] ?? Number.NaN;
const rows = candidates.map(([name], index): Row => {
  const nanoseconds = times[index] ?? Number.NaN;
  return { name, nanoseconds, ratio: base / nanoseconds };
});

if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify(
      { bench: "reads", date: new Date().toISOString(), machine: machine(), textLength: TEXT.length, rows },
      null,
      2,
    ),
  );
} else {
  console.log("Reads of one instructions, median of 5 rounds; the ratio is to InMemoryStore.get.\n");
  for (const { name, nanoseconds, ratio } of rows) {
    console.log(`${name.padEnd(26)}${nanoseconds.toFixed(1).padStart(10)} ns${ratio.toFixed(1).padStart(9)}×`);
  }
}
