// A process that reads from a store and tells how much larger it became: sent the database and how many instructions.
import { once } from "node:events";
import { type Named, openStore } from "./databases.js";
import { addressOf } from "./loading.js";
import { randomOf, wholeBelow } from "./random.js";

const [{ named, instructions }] = (await once(process, "message")) as [{ named: Named; instructions: number }];
const before = process.memoryUsage().rss;
const store = openStore(named);
const random = randomOf(1);
for (let time = 0; time < 1000; time += 1)
  await store.readText?.(addressOf(wholeBelow(instructions, random)), "production");
const after = process.memoryUsage().rss;
await store.close();
process.send?.(after - before, () => process.disconnect());
