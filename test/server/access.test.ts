// Who may do what over HTTP: roles, namespaces, wrong keys, sessions, foreign pages and names.
import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addKey, createServer, type KeyRole } from "knowhow/server";
import { listen } from "knowhow/server/node";
import { createMemory, memoryStore } from "knowhow";
import { type Serving, serving } from "./serving.js";

let server: Serving;
const at = (path: string, namespace = "acme") => `/v1/instructions/tweets${path}?namespace=${namespace}`;

beforeAll(async () => {
  server = await serving();
  for (const namespace of ["acme", "acme/inner", "acmeplus"])
    await server.ask(at("", namespace), { method: "PUT", body: { seed: "Write a tweet.\n" } });
});
afterAll(() => server.close());

const keyOf = async (given: Parameters<typeof addKey>[1]) => {
  const { keys } = server.memory.store;
  if (!keys) throw new Error("no keys");
  return addKey(keys, given);
};

test("each role may do what it is for, and no more", async () => {
  const attempts: readonly [path: string, body: unknown, roles: readonly KeyRole[]][] = [
    [at("/current"), undefined, ["read", "propose", "approve", "admin"]],
    [at("/runs"), undefined, ["read", "propose", "approve", "admin"]],
    [at("/runs"), { messages: [{ role: "user", content: "Hello" }] }, ["record", "admin"]],
    [at("/feedback"), { comment: "No hashtags." }, ["record", "admin"]],
    [at("/reflect"), { dryRun: true }, ["propose", "approve", "admin"]],
    [at("/proposals"), { text: "Write.\n" }, ["propose", "approve", "admin"]],
    [at("/rollback"), { to: 1 }, ["approve", "admin"]],
    [at("/forget"), { person: "x", dryRun: true }, ["approve", "admin"]],
    ["/v1/erase", { person: "x", dryRun: true }, ["admin"]],
  ];
  for (const [path, body, allowed] of attempts) {
    for (const role of ["read", "record", "propose", "approve", "admin"] as const) {
      const { status } = await server.ask(path, { as: role, body });
      expect([path, body !== undefined, role, status === 403]).toEqual([
        path,
        body !== undefined,
        role,
        !allowed.includes(role),
      ]);
    }
    expect((await server.ask(path, { as: null, body })).status).toBe(401);
  }
});

test("who asks comes from the key, and nobody approves what they proposed themselves", async () => {
  const own = (await server.ask(at("/proposals"), { as: "approve", body: { text: "Mine.\n" } })).body;
  expect(own.by).toEqual({ id: "approve-key", role: "reviewer" });
  expect((await server.ask(`/v1/proposals/${own.id}/accept`, { as: "approve", body: {} })).body.code).toBe("forbidden");
  expect((await server.ask(`/v1/proposals/${own.id}/reject`, { as: "propose", body: {} })).status).toBe(403);
  expect((await server.ask(`/v1/proposals/${own.id}/accept`, { body: {} })).body.decision.by.id).toBe("admin-key");
  const raised = await server.ask(at("/feedback"), { as: "record", body: { comment: "x", as: "operator" } });
  expect(raised.body.code).toBe("forbidden");
  const lowered = await server.ask(at("/feedback"), { body: { comment: "x", as: "external" } });
  expect(lowered.body.by).toEqual({ id: "admin-key", role: "external" });
});

test("what was decided can be undone while nothing came after it", async () => {
  const make = async (text: string) =>
    (await server.ask(at("/proposals"), { as: "propose", body: { text } })).body.id as string;
  const decide = (id: string, verb: string) => server.ask(`/v1/proposals/${id}/${verb}`, { body: {} });
  const one = await make("One.\n");
  await decide(one, "reject");
  expect((await decide(one, "undo")).body).toMatchObject({ id: one, state: "open" });
  expect((await decide(one, "accept")).body.state).toBe("accepted");
  const { body: again } = await decide(one, "undo");
  expect(again).toMatchObject({ state: "open", text: "One.\n" });
  expect(again.id).not.toBe(one);
  expect((await server.ask(at("/current"))).body.text).toBe("Mine.\n");
  expect((await decide(again.id, "accept")).body.state).toBe("accepted");
  expect((await server.ask(at("/current"))).body.text).toBe("One.\n");
  await decide(await make("Three.\n"), "accept");
  expect((await decide(again.id, "undo")).body.code).toBe("conflict");
  expect((await server.ask(at("/verify"))).body.faults).toEqual([]);
});

test("a key reaches its namespaces by segment", async () => {
  const { token } = await keyOf({ name: "inner", roles: ["admin"], namespaces: [["acme"]] });
  const status = async (path: string) => (await server.ask(path, { token })).status;
  expect([await status(at("/current")), await status(at("/current", "acme/inner"))]).toEqual([200, 200]);
  expect([await status(at("/current", "acmeplus")), await status(at("/current", ""))]).toEqual([403, 403]);
  const { items } = (await server.ask("/v1/instructions", { token })).body;
  expect(items.map((one: { address: { namespace: string[] } }) => one.address.namespace.join("/"))).toEqual([
    "acme/inner",
    "acme",
  ]);
  const hidden = (await server.ask(at("/proposals", "acmeplus"), { body: { text: "Hidden.\n" } })).body.id as string;
  expect(await status(`/v1/proposals/${hidden}`)).toBe(404);
  const run = { address: { namespace: ["acmeplus"], name: "tweets" }, id: "x" };
  expect((await server.ask(at("/feedback"), { token, body: { run, comment: "x" } })).status).toBe(403);
  const erased = await server.ask("/v1/erase", { token, body: { namespace: ["acmeplus"] } });
  expect(erased.status).toBe(403);
});

test("a wrong, changed, expired or revoked key is nobody's", async () => {
  const { token, key } = await keyOf({ name: "gone", roles: ["read"] });
  const status = async (given: string) => (await server.ask("/v1/me", { token: given })).status;
  expect(await status(token)).toBe(200);
  expect(await status(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`)).toBe(401);
  expect([await status("kh_x"), await status("")]).toEqual([401, 401]);
  await server.memory.store.keys?.revoke(key.id, new Date().toISOString());
  await expect.poll(() => status(token), { timeout: 5000 }).toBe(401);
  expect(JSON.stringify(await server.memory.store.keys?.list())).not.toContain(token.slice(-43));
});

test("an application speaks for its users, who may decide nothing", async () => {
  const { token } = await keyOf({ name: "app", roles: ["admin"], forUsers: true });
  const headers = { "knowhow-on-behalf-of": encodeURIComponent("uma é") };
  const said = await server.ask(at("/feedback"), { token, headers, body: { comment: "Shorter." } });
  expect(said.body.by).toEqual({ id: "uma é", role: "user" });
  expect((await server.ask(at("/rollback"), { token, headers, body: { to: 1 } })).status).toBe(403);
  expect((await server.ask("/v1/me", { headers })).status).toBe(403);
});

test("the printed URL signs in once, and its session changes something only from the server's own pages", async () => {
  const path = server.invite();
  const first = await server.ask(path, { as: null });
  const cookie = first.headers.get("set-cookie") ?? "";
  expect([first.status, cookie]).toEqual([303, expect.stringMatching(/; HttpOnly; SameSite=Strict$/)]);
  expect((await server.ask(path, { as: null })).status).toBe(401);
  const session = { cookie: cookie.split(";")[0] ?? "" };
  const feedback = (headers: Record<string, string>) =>
    server.ask(at("/feedback"), { as: null, headers: { ...session, ...headers }, body: { comment: "x" } });
  expect((await server.ask("/v1/me", { as: null, headers: session })).body).toMatchObject({ local: true });
  expect((await feedback({ origin: server.listening.url })).status).toBe(201);
  expect((await feedback({})).body.code).toBe("origin_refused");
  expect((await feedback({ origin: "http://evil.example" })).body.code).toBe("origin_refused");
  expect((await feedback({ origin: "null" })).body.code).toBe("origin_refused");
});

test("two servers of one machine keep their sessions apart", async () => {
  const other = await serving();
  const jar = new Map<string, string>();
  const both = [server, other];
  for (const one of both) {
    const given = (await one.ask(one.invite(), { as: null })).headers.get("set-cookie")?.split(";")[0] ?? "";
    jar.set(given.split("=")[0] ?? "", given);
  }
  const cookie = [...jar.values()].join("; ");
  const statuses = () =>
    Promise.all(both.map(async (one) => (await one.ask("/v1/me", { as: null, headers: { cookie } })).status));
  expect(await statuses()).toEqual([200, 200]);
  const origin = other.listening.url;
  const out = await other.ask("/v1/session", { method: "DELETE", as: null, headers: { cookie, origin } });
  expect([out.status, out.headers.get("set-cookie")?.split("=")[0]]).toEqual([
    204,
    `knowhow_session_${new URL(origin).port}`,
  ]);
  expect(await statuses()).toEqual([200, 401]);
  await other.close();
});

test("a foreign name of the server is refused", async () => {
  const status = await new Promise((resolve) => {
    const headers = { host: "evil.example", authorization: `Bearer ${server.tokens.admin}` };
    request(`${server.listening.url}/v1/me`, { headers }, (response) => resolve(response.resume().statusCode)).end();
  });
  expect(status).toBe(421);
});

test("without a key in force it is not open to others", async () => {
  const memory = createMemory({ store: memoryStore() });
  const bare = createServer({ memory });
  await expect(listen(bare, { port: 0, address: "0.0.0.0" })).rejects.toMatchObject({ code: "forbidden" });
  bare.close();
  await memory.close();
});

test("many wrong keys are told to wait, and many requests too", async () => {
  const strict = await serving({ perMinute: 3 });
  const statuses = [];
  for (let turn = 0; turn < 62; turn += 1) statuses.push((await strict.ask("/v1/me", { token: "kh_wrong" })).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
  const counted = [];
  for (let turn = 0; turn < 4; turn += 1) counted.push((await strict.ask("/v1/me", { as: "read" })).status);
  expect(counted).toEqual([200, 200, 200, 429]);
  await strict.close();
});
