// Server-sent events: what changed, what was missed, what is not known any more, and the end.
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { addKey } from "knowhow/server";
import { type Serving, serving } from "./serving.js";

let server: Serving;
const at = (path: string, namespace = "acme") => `/v1/instructions/tweets${path}?namespace=${namespace}`;

beforeAll(async () => {
  server = await serving();
  for (const namespace of ["acme", "other"])
    await server.ask(at("", namespace), { method: "PUT", body: { seed: "Write a tweet.\n" } });
});
afterAll(() => server.close());

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly address?: { readonly namespace: readonly string[] }; readonly kinds?: readonly string[] };
}

/** Opens a stream; `next` gives its events one by one, null at its end. */
async function listening(path: string, headers: Record<string, string> = {}, token = server.tokens.read) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const response = await fetch(server.listening.url + path, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: stop.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  async function next(): Promise<Told | null> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
        if (field("event") === "") continue;
        return { event: field("event"), id: field("id"), data: JSON.parse(field("data")) as Told["data"] };
      }
      const read = await reader?.read();
      if (!read || read.done) return null;
      text += read.value;
    }
  }
  return { response, next };
}

const say = (comment: string, namespace = "acme") => server.ask(at("/feedback", namespace), { body: { comment } });

test("a write is told where it happened, and not where it did not", async () => {
  const stream = await listening("/v1/events?namespace=acme");
  expect(stream.response.headers.get("content-type")).toContain("text/event-stream");
  expect(await stream.next()).toMatchObject({ event: "ready", data: {} });
  await say("Elsewhere.", "other");
  await say("No hashtags.");
  const told = await stream.next();
  expect(told).toMatchObject({ event: "change", data: { address: { namespace: ["acme"], name: "tweets" } } });
  expect(told?.data.kinds).toContain("feedback");
});

test("whoever was away goes on behind the last event they saw", async () => {
  const before = await listening("/v1/events?namespace=acme");
  const seen = (await before.next())?.id ?? "";
  await say("One.");
  await say("Two.");
  const first = await before.next();
  const second = await before.next();
  const after = await listening("/v1/events?namespace=acme", { "last-event-id": seen });
  expect([await after.next(), await after.next()]).toEqual([first, second]);
  const rest = await listening("/v1/events?namespace=acme", { "last-event-id": first?.id ?? "" });
  expect(await rest.next()).toEqual(second);
  const nothing = await listening("/v1/events?namespace=acme", { "last-event-id": second?.id ?? "" });
  expect(await nothing.next()).toMatchObject({ event: "ready", id: second?.id });
});

test("what is not known any more begins with a reset, and goes on from now", async () => {
  for (const id of ["0ld-7", "nonsense", "-", "é"]) {
    const stream = await listening("/v1/events?namespace=acme", { "last-event-id": id });
    expect(await stream.next()).toMatchObject({ event: "reset", data: {} });
    await say("After it.");
    expect(await stream.next()).toMatchObject({ event: "change" });
  }
});

test("streams need the role and the reach", async () => {
  const refused = await listening("/v1/events", {}, server.tokens.record);
  expect([refused.response.status, refused.response.headers.get("content-type")]).toEqual([
    403,
    "application/problem+json",
  ]);
  const { keys } = server.memory.store;
  if (!keys) throw new Error("no keys");
  const { token } = await addKey(keys, { name: "narrow", roles: ["read"], namespaces: [["other"]] });
  expect((await listening("/v1/events?namespace=acme", {}, token)).response.status).toBe(403);
  const stream = await listening("/v1/events", {}, token);
  expect((await stream.next())?.event).toBe("ready");
  await say("Not for it.");
  await say("For it.", "other");
  expect((await stream.next())?.data.address?.namespace).toEqual(["other"]);
});

test("stopping the server ends the streams, at once", async () => {
  const stopping = await serving();
  const response = await fetch(`${stopping.listening.url}/v1/events`, {
    headers: { authorization: `Bearer ${stopping.tokens.read}` },
  });
  const all = response.text();
  const began = performance.now();
  await stopping.close();
  expect(await all).toContain("event: ready");
  // Without being told, the client would hold its connection open for four seconds more.
  expect(performance.now() - began).toBeLessThan(3500);
});
