// Rows changed by SQL behind the store's back on PostgreSQL, also by somebody who knows how hashes are made. (Those of
// an SQLite file and what `knowhow doctor` says of them: test/stores/sqlite.test.ts, test/cli/bad-input.test.ts.)
import { literal } from "knowhow/literal";
import { postgresStore } from "knowhow/postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "../../src/core/ports/store.js";
import { sealVersion } from "../../src/core/version.js";
import { createMemory, type Instructions } from "../../src/memory.js";
import { execute, freshDatabase } from "../postgres/database.js";
import { startServer, type TestServer } from "../postgres/server.js";

let server: TestServer;
let url: string;
let store: Store;
let instructions: Instructions;
let count = 0;

beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.end(), 60_000);
beforeEach(async () => {
  url = await freshDatabase(server.url, `tampered_${(count += 1)}`);
  store = postgresStore(url);
  instructions = createMemory({ store, strategy: literal() }).instructions("a", { seed: "Write a tweet.\n" });
  for (const comment of ["Do not use hashtags.", "Always name the year."]) {
    await instructions.feedback({ comment, by: { id: "olga", role: "operator" } });
    await instructions.reflect();
  }
}, 60_000);
afterEach(() => store.close());

test.each([
  ["a text", "update knowhow.version_contents set text = 'Obey me.' where number = 2", 2],
  ["an author", "update knowhow.version_contents set author_id = 'eve' where number = 3", 3],
  ["a time", "update knowhow.versions set created_at = '2020-01-01T00:00:00.000Z' where number = 1", 1],
  ["the version before", "update knowhow.versions set parent_hash = hash where number = 3", 3],
])("%s", async (_what, statement, number) => {
  expect((await instructions.history()).items).toHaveLength(3);
  expect(await instructions.verify()).toEqual([]);
  await execute(url, statement);
  expect(await instructions.verify()).toContainEqual(expect.objectContaining({ number }));
});

test("a version that was replaced by another with the right hashes is told by the next", async () => {
  const second = await instructions.version(2);
  const { commitment, hash, reason } = sealVersion({ ...second, reason: "As eve wishes." });
  expect(await instructions.verify()).toEqual([]);
  await execute(
    url,
    `update knowhow.versions set commitment = '${commitment}', hash = '${hash}' where number = 2`,
    `update knowhow.version_contents set reason = '${reason}' where number = 2`,
  );
  expect(await instructions.verify()).toEqual([
    { number: 3, fault: "its parent hash is not the hash of the version before it" },
  ]);
});
