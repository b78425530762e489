/** The server that is measured: SQLite, keys, all checks on. Tells its parent where it is, and ends with it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemory } from "knowhow";
import { addKey, createServer } from "knowhow/server";
import { listen } from "knowhow/server/node";
import { sqliteStore } from "knowhow/sqlite";

const folder = mkdtempSync(join(tmpdir(), "knowhow-bench-"));
const memory = createMemory({ store: sqliteStore(join(folder, "knowhow.db")) });
await memory
  .instructions("tweets", { namespace: ["acme"], seed: "Write a tweet about the paper.\n".repeat(40) })
  .current();
const keys = memory.store.keys;
if (!keys) throw new Error("the store keeps no keys");
const { token } = await addKey(keys, { name: "reader", roles: ["read"] });
const listening = await listen(createServer({ memory }), { port: 0 });
process.on("disconnect", () => {
  void listening
    .close()
    .then(() => memory.close())
    .then(() => rmSync(folder, { recursive: true, force: true }));
});
process.send?.({ url: `${listening.url}/v1/instructions/tweets/current?namespace=acme`, token });
