// What the tests of several processes run in each: child.ts FILE TASK NUMBER.
import { sqliteBaseStore } from "../../src/stores/base-store/sqlite.js";

const [file = "", task = "", argument = ""] = process.argv.slice(2);
const store = sqliteBaseStore({ path: file, busyTimeout: 60_000 });
const own = String(process.pid);

const tasks: Record<string, () => Promise<void>> = {
  /**
   * Puts so many items of its own one by one, each with the words it is found by, and overwrites one that all share.
   */
  async put() {
    for (let n = 0; n < Number(argument); n += 1) {
      await store.put(["own", own], `k${n}`, { text: `number ${n} of process ${own}` });
      await store.put(["shared"], "last", { by: own, n });
    }
  },
  /** Moves a token between two items, which a batch must do whole: one put and one deletion. */
  async move() {
    for (let n = 0; n < Number(argument); n += 1) {
      const [from, to] = n % 2 === 0 ? ["left", "right"] : ["right", "left"];
      await store.batch([
        { namespace: ["pair", own], key: from, value: null },
        { namespace: ["pair", own], key: to, value: { n } },
        { namespace: ["pairs"], key: own, value: { n, text: "moved" } },
      ]);
    }
  },
};

await tasks[task]?.();
await store.stop();
process.stdout.write(`${own}\n`);
