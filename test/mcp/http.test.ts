/** The streamable HTTP transport: the SDK's client over a real socket, and requests that must not come through. */
import { request } from "node:http";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ResourceUpdatedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { createMemory, memoryStore } from "knowhow";
import { type McpHttp, mcpServer, serveMcp } from "knowhow/mcp";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { call, makeClient, type Person } from "./client.js";

const memory = createMemory({ store: memoryStore(), maxAge: 0 });
const tweets = memory.instructions("tweets", { seed: "Write tweets.\n" });
const olga = { id: "olga", role: "operator" } as const;
let served: McpHttp;

beforeAll(async () => {
  await tweets.current();
  const by = { id: "ana", role: "reviewer" } as const;
  served = await serveMcp({ session: () => mcpServer({ memory, by, lookEvery: 10 }), maxSessions: 3 });
});
afterAll(() => served.close());

async function connect(person?: Person) {
  const transport = new StreamableHTTPClientTransport(new URL(served.url), {
    requestInit: { headers: { Authorization: `Bearer ${served.token}` } },
  });
  const client = makeClient(person);
  await client.connect(transport);
  onTestFinished(async () => {
    await transport.terminateSession().catch(() => {});
    await client.close();
  });
  return client;
}

const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } },
};

function ask(
  headers: Record<string, string>,
  { method = "POST", path = "/mcp", body = JSON.stringify(INITIALIZE) } = {},
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(served.url);
    const defaults = {
      Authorization: `Bearer ${served.token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
    };
    const sent = request({ host: "127.0.0.1", port, path, method, headers: { ...defaults, ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      answer.on("close", () => resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }));
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? body : undefined);
  });
}

describe("over HTTP", () => {
  it("a client reads, teaches and is told of changes", async () => {
    const client = await connect();
    expect((await client.listTools()).tools).toHaveLength(6);
    expect((await call(client, "read_instructions", { name: "tweets" })).document).toMatchObject({ version: 1 });
    const updated: string[] = [];
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void updated.push(params.uri));
    await client.subscribeResource({ uri: "knowhow://instructions/tweets" });
    const { id } = await tweets.propose({ by: olga, text: "Write short tweets.\n" });
    await tweets.accept(id, { by: olga });
    await vi.waitFor(() => expect(updated).toEqual(["knowhow://instructions/tweets"]), { timeout: 5000 });
  });

  it("a person is asked on the stream of the call", async () => {
    const client = await connect(() => ({ action: "accept", content: { mine: true } }));
    const kept = await call(client, "give_feedback", { name: "tweets", comment: "No hashtags." });
    expect(kept.document["by"]).toEqual({ id: "ana", role: "reviewer" });
  });

  it("sessions are apart, and end when the client ends them or there are too many", async () => {
    const [first, second] = [await connect(), await connect()];
    expect(served.sessions).toBe(2);
    await (first.transport as unknown as StreamableHTTPClientTransport).terminateSession();
    await vi.waitFor(() => expect(served.sessions).toBe(1));
    for (let n = 0; n < 4; n += 1) expect((await ask({})).status).toBe(200);
    await vi.waitFor(() => expect(served.sessions).toBe(3));
    expect((await call(second, "list_instructions")).failed).toBe(false);
  });
});

describe("is refused", () => {
  const port = () => new URL(served.url).port;
  it.each([
    ["no token", () => ({ Authorization: "" }), 401],
    ["a wrong token", () => ({ Authorization: "Bearer nonsense" }), 401],
    ["a token of another scheme", () => ({ Authorization: `Basic ${served.token}` }), 401],
    ["a foreign host", () => ({ Host: "evil.example" }), 403],
    ["a foreign host with our port", () => ({ Host: `evil.example:${port()}` }), 403],
    ["a host of another port", () => ({ Host: "127.0.0.1:1" }), 403],
    ["a foreign origin", () => ({ Origin: "https://evil.example" }), 403],
    ["an origin without a name", () => ({ Origin: "null" }), 403],
    ["an origin of another port", () => ({ Origin: "http://127.0.0.1:1" }), 403],
    ["a session that is not there", () => ({ "Mcp-Session-Id": "0" }), 404],
    ["a body of another type", () => ({ "Content-Type": "text/plain" }), 415],
  ] as const)("%s", async (_name, headers, status) => {
    const before = served.sessions;
    const answer = await ask(headers());
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain(served.token);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(served.sessions).toBe(before);
  });

  it("what is no message, too large, of another path or method", async () => {
    expect((await ask({}, { body: "{" })).status).toBe(400);
    expect((await ask({}, { body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }) })).status).toBe(400);
    expect((await ask({}, { body: "x".repeat(5 * 1024 * 1024) })).status).toBe(413);
    expect((await ask({}, { path: "/other" })).status).toBe(404);
    expect((await ask({}, { method: "GET" })).status).toBe(400);
    expect((await ask({}, { method: "DELETE" })).status).toBe(400);
  });

  it("a token that can be guessed, and a port that is taken", async () => {
    const session = () => mcpServer({ memory });
    await expect(serveMcp({ session, token: "short" })).rejects.toMatchObject({ code: "invalid_usage" });
    await expect(serveMcp({ session, port: Number(port()) })).rejects.toMatchObject({ code: "invalid_usage" });
  });

  it("an idle session, after its time", async () => {
    const other = await serveMcp({ session: () => mcpServer({ memory }), idleAfter: 1000 });
    onTestFinished(() => other.close());
    const headers = {
      Authorization: `Bearer ${other.token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
    };
    await (await fetch(other.url, { method: "POST", headers, body: JSON.stringify(INITIALIZE) })).text();
    expect(other.sessions).toBe(1);
    await vi.waitFor(() => expect(other.sessions).toBe(0), { timeout: 5000 });
  });
});
