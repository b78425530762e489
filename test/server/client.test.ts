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

test("cases, lessons, jobs, merging and erasing have the shape of the library, and the roles of the server", async () => {
  const server = await serving();
  const of = (role: keyof typeof server.tokens) =>
    createClient({ url: server.listening.url, key: server.tokens[role] });
  const admin = of("admin");
  await admin.make("tweets", { seed: "Write.\n" });
  const tweets = of("approve").instructions("tweets");
  const bo = { id: "bo", role: "reviewer" } as const;
  const here = server.memory.instructions("tweets");
  const run = await here.record({
    messages: [
      { role: "user", content: "A nap" },
      { role: "assistant", content: "#AI" },
    ],
  });
  await here.feedback({ run: run.id, comment: "No hashtags.", by: bo });
  await here.feedback({ comment: "Hm, the thing about the other thing.", by: bo });
  expect((await admin.jobs()).items).toMatchObject([{ address: { namespace: [], name: "tweets" }, pending: 2 }]);
  await here.reflect();
  const [taught, unclear] = (await tweets.lessons()).items;
  expect(taught?.state).toBe("applied");
  expect(await tweets.dismissLesson(unclear?.id ?? "", { reason: "Too vague." })).toMatchObject({ state: "dismissed" });
  expect(await tweets.retryLesson(unclear?.id ?? "")).toMatchObject({ state: "pending" });
  const check = { kind: "contains", text: "nap" } as const;
  const kept = await tweets.addCase({ messages: [{ role: "user", content: "On naps" }], check });
  expect((await tweets.cases({ states: ["active"] })).items.map(({ id }) => id)).toContain(kept.id);
  expect(await tweets.retireCase(kept.id, { reason: "Old." })).toMatchObject({ state: "retired" });
  expect((await tweets.reflections()).items.length).toBeGreaterThan(0);
  expect(await tweets.calls()).toEqual({ items: [], next: null });
  await expect(tweets.replayCases()).rejects.toMatchObject({ code: "invalid_policy" });
  expect(await tweets.compact({ dryRun: true })).toMatchObject({ status: "unchanged", error: null });
  const proposal = await tweets.propose({ text: "Write well.\n" });
  expect(await admin.findProposal(proposal.id)).toEqual(proposal);
  expect(await admin.findProposal(crypto.randomUUID())).toBeNull();

  await expect(tweets.erase({ by: "bo" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(of("approve").erase({ by: "bo" })).rejects.toMatchObject({ code: "forbidden" });
  const all = admin.instructions("tweets");
  expect(await all.erase({ by: "bo" }, { dryRun: true })).toMatchObject({
    address: all.address,
    erased: { feedback: 2 },
  });
  expect((await all.current()).text).toContain("hashtags");
  await all.erase({ run: run.id });
  expect((await all.runs()).items).toEqual([]);
  expect(await admin.erase({ by: "bo" })).toMatchObject({
    dryRun: false,
    instructions: [{ address: all.address }],
    failed: [],
  });
  expect((await all.current()).text).toBe("Write.\n");
  expect(await all.verify()).toEqual([]);
  await admin.make("other", { namespace: ["gone"], seed: "x" });
  await admin.erase({ namespace: ["gone"] });
  expect((await admin.list()).items.map(({ address }) => address.name)).toEqual(["tweets"]);
  await server.close();
});

test("changes are told as they happen, also after a restart, and one who may not read is told why", async () => {
  const memory = createMemory({ store: memoryStore() });
  const caller = {
    id: "one",
    principal: { id: "one", role: "operator" as const },
    namespaces: [[]],
    local: false,
    forUsers: false,
  };
  let role: "admin" | "record" = "admin";
  const start = (port: number) =>
    listen(createServer({ memory, authenticate: () => ({ ...caller, roles: [role] }), perMinute: null }), { port });
  const first = await start(0);
  const client = createClient({ url: first.url });
  const told: string[] = [];
  const errors: string[] = [];
  const watch = () =>
    client.watch((changed) => told.push(JSON.stringify(changed)), {
      namespace: ["acme"],
      onError: ({ code }) => errors.push(code),
    });
  const end = watch();
  const change = async (name: string) => {
    await memory.instructions(name, { namespace: ["other"], seed: "x" }).current();
    await memory.instructions(name, { namespace: ["acme"], seed: "x" }).current();
  };
  // The stream begins some time after `watch`; what comes before it is not told.
  let made = 0;
  await expect
    .poll(async () => (told.length === 0 ? (await change(`one${(made += 1)}`), told.length) : told.length), {
      timeout: 10_000,
    })
    .toBeGreaterThan(0);
  expect(JSON.parse(told[0] ?? "")).toMatchObject({ address: { namespace: ["acme"] }, kinds: ["version", "label"] });
  expect(told.join()).not.toContain('"other"]');
  await first.close();
  const second = await start(first.port);
  told.length = 0;
  await expect.poll(() => told, { timeout: 20_000 }).toContain('{"address":null,"kinds":["other"]}');
  end();
  role = "record";
  watch();
  await expect.poll(() => errors, { timeout: 10_000 }).toEqual(["forbidden"]);
  await second.close();
  await memory.close();
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
