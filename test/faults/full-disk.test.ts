// An SQLite file that may not grow, as on a full disk: what does not fit is refused with a clear error, and nothing
// else.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { sqliteStore } from "knowhow/sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { createMemory } from "../../src/memory.js";
import { temporaryFolder } from "../stores/drivers.js";
import { checkHistory } from "./checker.js";
import { callsOf, type Told } from "./history.js";
import { holdingsOf, settle } from "./holdings.js";
import { observed } from "./observed.js";
import { type Doing, feedback, NAMESPACE, olga, perform, prepare, record, SEED } from "./operations.js";
import { wordForWord } from "./word-for-word.js";

/** The connections that the store has opened: the limit counts for a connection, not for the file. */
const connections = vi.hoisted(() => [] as { exec(sql: string): void }[]);

vi.mock("@photostructure/sqlite", async (importOriginal) => {
  const engine = await importOriginal<typeof import("@photostructure/sqlite")>();
  return {
    ...engine,
    DatabaseSync: class extends engine.DatabaseSync {
      constructor(...given: ConstructorParameters<typeof engine.DatabaseSync>) {
        super(...given);
        connections.push(this);
      }
    },
  };
});

let folder: string;
let path: string;
let store: Store;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, "store.db");
  connections.length = 0;
  store = sqliteStore(path);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** No page more than now, whatever is asked for. */
const fill = () => connections.forEach((connection) => connection.exec("pragma max_page_count = 1"));
const makeRoom = () => connections.forEach((connection) => connection.exec("pragma max_page_count = 4294967294"));

test("a full disk refuses what does not fit, loses nothing, and all goes on when there is room", async () => {
  const told: Told[] = [];
  const watched = observed(store, (one) => told.push(one));
  const memory = createMemory({ store: watched, strategy: wordForWord, screens: [], maxAge: 0 });
  const instructions = memory.instructions("a", { namespace: NAMESPACE, seed: SEED });
  let keys = 0;
  const doing: Doing = {
    store: watched,
    instructions,
    random: () => 0.6,
    newKey: () => `${(keys += 1)}`,
  };
  await prepare("accept", doing);
  await prepare("reflect", doing);
  const [proposal] = (await instructions.proposals({ states: ["open"] })).items;
  fill();
  expect(connections).toHaveLength(1);

  // The free room within the pages is used up first; each that is acknowledged then must stay as well.
  const full = {
    name: "KnowhowError",
    code: "store_unavailable",
    message: expect.stringContaining("the disk is full"),
  };
  const until = async (begin: string, work: (key: string) => Promise<unknown>): Promise<string> => {
    for (let count = 1; ; count += 1) {
      const key = `${begin}-${count}`;
      try {
        await work(key);
      } catch (error) {
        expect(error).toMatchObject(full);
        return key;
      }
    }
  };
  const refusedRun = await until("run", (key) => record(instructions, key));
  const refusedFeedback = await until("olga", (key) => feedback(instructions, key));
  const pending = (await instructions.lessons({ states: ["pending"], limit: 1000 })).items;
  await expect(instructions.reflect()).rejects.toMatchObject(full);
  // The smallest changes may still fit; this one does not.
  const text = `${SEED}${"A long text. ".repeat(20_000)}\n`;
  await expect(instructions.accept(proposal?.id ?? "", { by: olga, text })).rejects.toMatchObject(full);

  // Reading goes on, and everything is as it was.
  expect((await instructions.current()).ref.layers).toMatchObject([{ version: 1 }]);
  expect((await instructions.lessons({ states: ["pending"], limit: 1000 })).items).toEqual(pending);
  expect((await instructions.proposals({ states: ["open"] })).items).toEqual([proposal]);
  const before = await holdingsOf(store, instructions.address);
  expect(checkHistory(callsOf(told), [before], { settled: false })).toEqual([]);

  makeRoom();
  await record(instructions, refusedRun);
  await feedback(instructions, refusedFeedback);
  await perform("accept", doing);
  expect((await store.proposal(instructions.address, proposal?.id ?? ""))?.state).toBe("accepted");
  await settle(watched, ["a"]);
  expect(checkHistory(callsOf(told), [await holdingsOf(store, instructions.address)], { settled: true })).toEqual([]);
  await memory.close();
  const native = new DatabaseSync(path);
  expect(native.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  native.close();
});

test("a new file on a full disk is made later", async () => {
  const first = new DatabaseSync(path);
  first.exec("pragma journal_mode = wal");
  first.close();
  const open = vi.spyOn(connections, "push").mockImplementation((connection) => {
    connection?.exec("pragma max_page_count = 3");
    return 1;
  });
  await expect(store.record({ namespace: [], name: "a" })).rejects.toMatchObject({
    code: "store_unavailable",
    message: expect.stringContaining("the disk is full"),
  });
  open.mockRestore();
  expect(await store.record({ namespace: [], name: "a" })).toBeNull();
});
