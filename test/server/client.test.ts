// The client against a real server: the shape of the library, reads while the server is away, and a restart under load.
import { createMemory, memoryStore } from "knowhow";
import { createClient } from "knowhow/client";
import { createServer } from "knowhow/server";
import { listen } from "knowhow/server/node";
import { expect, test } from "vitest";
import { serving } from "./serving.js";

test("the loop, from reading to a version, and what is read is renewed", async () => {
  const server = await serving();
  const client = createClient({ url: server.listening.url, key: server.tokens.admin });
  await client.make("tweets", {
    namespace: ["acme"],
    seed: "Write a tweet about {paper}.\n",
    templateFormat: "fstring",
  });
  const tweets = client.instructions("tweets", { namespace: ["acme"] });
  const { ref, render } = await tweets.current();
  expect(render({ paper: "sleep" })).toBe("Write a tweet about sleep.\n");
  const run = await tweets.record({ messages: [{ role: "assistant", content: "#AI" }], ref, idempotencyKey: "r1" });
  expect(
    (await tweets.record({ messages: [{ role: "assistant", content: "#AI" }], ref, idempotencyKey: "r1" })).id,
  ).toBe(run.id);
  await tweets.feedback({ run: run.id, comment: "No hashtags.", as: "user" });
  const { status, proposal } = await tweets.reflect();
  expect(status).toBe("proposed");
  await expect(tweets.accept(proposal?.id ?? "")).rejects.toMatchObject({ code: "forbidden" });
  const reviewer = createClient({ url: server.listening.url, key: server.tokens.approve });
  await reviewer.instructions("tweets", { namespace: ["acme"] }).accept(proposal?.id ?? "");
  await expect.poll(async () => (await tweets.current()).text, { timeout: 10_000 }).toContain("hashtags");
  expect((await tweets.history()).items.map(({ number }) => number)).toEqual([2, 1]);
  expect((await tweets.blame()).at(-1)?.evidence).not.toEqual([]);
  await tweets.feedback({ run: run.id, score: 0, as: "user" });
  const { satisfaction, period, lines } = await tweets.learning({ last: 10, period: "week" });
  expect([satisfaction.rated, satisfaction.satisfied, period]).toEqual([1, 0, "week"]);
  expect(lines.at(-1)).toMatchObject({ version: 2, record: { rated: 0, share: null, interval: null } });
  const changes = await tweets.ruleChanges({ limit: 1 });
  expect(changes.items.map(({ version, added }) => [version, added.length])).toEqual([[2, 1]]);
  expect(changes.next).not.toBeNull();
  await expect(tweets.learning({ last: 0 })).rejects.toMatchObject({ code: "invalid_request" });
  await expect(tweets.run("nothing")).rejects.toMatchObject({ code: "run_not_found" });
  await server.close();
});

test("while the server is away the last text is read, else the fallback, and says so", async () => {
  const server = await serving();
  let now = 0;
  const options = { url: server.listening.url, key: server.tokens.admin, retries: 0, clock: () => now };
  const client = createClient(options);
  await client.make("tweets", { seed: "Write.\n" });
  const tweets = client.instructions("tweets");
  expect(() => tweets.peek()).toThrow(expect.objectContaining({ code: "not_ready" }));
  expect(await tweets.current()).toMatchObject({ text: "Write.\n", stale: false });
  await server.close();
  now = 120_000;
  expect(await tweets.current()).toMatchObject({ text: "Write.\n", stale: true, from: "memory" });
  const other = createClient(options).instructions("tweets", { fallback: "Tweet." });
  expect(await other.current()).toMatchObject({ text: "Tweet.", version: 0, stale: true, from: "fallback" });
  const none = createClient(options).instructions("tweets");
  await expect(none.current()).rejects.toMatchObject({ code: "server_unavailable" });
});

test("no request is lost over a restart under load", async () => {
  const memory = createMemory({ store: memoryStore() });
  await memory.instructions("tweets", { seed: "Write.\n" }).current();
  const authenticate = () => ({
    id: "load",
    principal: { id: "load", role: "operator" as const },
    roles: ["admin" as const],
    namespaces: [[]],
    local: false,
    forUsers: false,
  });
  const start = async (port: number) => listen(createServer({ memory, authenticate, perMinute: null }), { port });
  const first = await start(0);
  let failed = 0;
  let done = 0;
  let goOn = true;
  const worker = async (number: number) => {
    const client = createClient({ url: first.url, retries: 8, maxAge: 0, staleWhileRevalidate: 0 });
    const tweets = client.instructions("tweets");
    for (let turn = 0; goOn; turn += 1) {
      try {
        await tweets.current();
        await tweets.record({
          messages: [{ role: "user", content: `${number} ${turn}` }],
          idempotencyKey: `${number}-${turn}`,
        });
        done += 1;
      } catch {
        failed += 1;
      }
    }
  };
  const workers = Array.from({ length: 8 }, (_none, number) => worker(number));
  await expect.poll(() => done, { timeout: 20_000 }).toBeGreaterThan(40);
  await first.close();
  const second = await start(first.port);
  const before = done;
  await expect.poll(() => done, { timeout: 20_000 }).toBeGreaterThan(before + 40);
  goOn = false;
  await Promise.all(workers);
  expect(failed).toBe(0);
  const kept = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof memory.store.runs>> = await memory.store.runs(
      { namespace: [], name: "tweets" },
      { cursor, limit: 1000 },
    );
    kept.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  expect(kept).toHaveLength(done);
  await second.close();
  await memory.close();
});
