// A process of the fault tests, which works on a store that others share until it is killed: worker.mjs TASK, where
// TASK is JSON. Each line it prints is JSON and was true when it was printed.
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Strategy } from "../../src/core/ports/strategy.js";
import { localRunner } from "../../src/jobs/local.js";
import { createMemory } from "../../src/memory.js";
import { postgresStore } from "../../src/stores/postgres/store.js";
import { sqliteStore } from "../../src/stores/sqlite/store.js";
import { interceptPostgres, passed, rest, watch } from "./boundaries.js";
import { observed } from "./observed.js";
import {
  type Doing,
  feedback,
  NAMESPACE,
  olga,
  OPERATIONS,
  perform,
  pick,
  prepare,
  record,
  SEED,
} from "./operations.js";
import { randomFrom } from "./random.js";
import type { Task } from "./task.js";
import { wordForWord } from "./word-for-word.js";

const task = JSON.parse(process.argv[2] ?? "") as Task;
// Synchronous, so that what was told is out before anything else happens.
const tell = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`);

// Whoever is frozen in a transaction holds up the others for twice as long; else it is only to be long enough.
const statementTimeout = task.kind === "reflect" ? 2000 : 60_000;
const shared =
  "path" in task.database
    ? sqliteStore({ path: task.database.path, busyTimeout: 60_000 })
    : postgresStore({ url: task.database.url, connections: 2, retryTimeout: 60_000, statementTimeout });
const store = observed(shared, tell);
const random = randomFrom(task.seed);
let keys = 0;
const newKey = (): string => `${task.name}-${(keys += 1)}`;
const own = { namespace: NAMESPACE, seed: SEED };

/** Without end: does one thing after the other. If it is to die at a boundary, after a few of them. */
async function work({ names, repeat, kill }: Extract<Task, { kind: "work" }>): Promise<void> {
  const memory = createMemory({ store, strategy: wordForWord, screens: [] });
  const open = (name: string) => memory.instructions(name, own);
  for (const { name, operation, key } of repeat) {
    // The same again as somebody did who was not told what became of it.
    if (operation === "run") await record(open(name), key);
    else await feedback(open(name), key);
    tell({ repeated: key });
  }
  for (let turn = 0; ; turn += 1) {
    const doing: Doing = { store, instructions: open(pick({ random }, names)), random, newKey };
    const deadly = kill !== null && turn >= kill.after;
    const operation = deadly ? kill.operation : pick({ random }, OPERATIONS);
    if (deadly || random() < 0.5) await prepare(operation, doing);
    if (deadly) watch(kill.boundary);
    await perform(operation, doing);
    rest();
    tell({ done: operation });
  }
}

/** Does each thing once, and tells which boundaries it passes. */
async function count(): Promise<void> {
  const memory = createMemory({ store, strategy: wordForWord, screens: [] });
  const instructions = memory.instructions("counted", own);
  await instructions.current();
  for (const operation of OPERATIONS) {
    const doing: Doing = { store, instructions, random, newKey };
    await prepare(operation, doing);
    watch(null);
    await perform(operation, doing);
    rest();
    tell({ operation, boundaries: [...passed] });
    // Nothing of it is left over for the next.
    if (operation === "feedback") await instructions.reflect();
    for (const { id } of operation === "accept" ? [] : (await instructions.proposals({ states: ["open"] })).items) {
      await instructions.accept(id, { by: olga });
    }
  }
  await memory.close();
}

/** Reflects, once or whenever a runner says; `slow` waits in the middle of it until it is told to go on. */
async function reflect({ instructions, slow, by, lease }: Extract<Task, { kind: "reflect" }>): Promise<void> {
  const strategy: Strategy = {
    ...wordForWord,
    async reflect(input) {
      tell({ reflecting: true });
      if (slow)
        await new Promise<void>((resolve) => createInterface({ input: process.stdin }).once("line", () => resolve()));
      return wordForWord.reflect(input);
    },
  };
  const common = { store, strategy, screens: [] };
  if (by === "hand") {
    const memory = createMemory(common);
    const { status } = await memory.instructions(instructions, own).reflect();
    tell({ turn: status });
    await memory.close();
    process.exit();
  }
  const autoReflect = localRunner({
    after: 0,
    lookEvery: 50,
    lease,
    onTurn: ({ status }) => tell({ turn: status }),
    // It has nothing else to do, and stays for that.
    alarm(milliseconds, ring) {
      const timer = setTimeout(ring, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  createMemory({ ...common, autoReflect }).instructions(instructions, own);
}

interceptPostgres();
const jobs = { work, count, reflect } as { [kind in Task["kind"]]: (task: Task) => Promise<void> };
await jobs[task.kind](task);
