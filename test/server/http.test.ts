// What the HTTP API promises beyond what the library does: entity tags, conditions, repeats, pages, limits, problems.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serving } from "./serving.js";

let server: Serving;
const at = (path: string, name = "tweets") => `/v1/instructions/${name}${path}?namespace=acme`;

beforeAll(async () => {
  server = await serving({ bodyLimit: 20_000 });
  await server.ask(at(""), { method: "PUT", body: { seed: "Write a tweet.\n" } });
});
afterAll(() => server.close());

const makeOne = (name: string) => server.ask(at("", name), { method: "PUT", body: { seed: "Write.\n" } });

test("the text in force has its content hash as entity tag, and is not sent twice", async () => {
  const first = await server.ask(at("/current"));
  expect(first.body).toMatchObject({ text: "Write a tweet.\n", version: 1, stale: false, templateFormat: "none" });
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toBe(`"1-${first.body.ref.hash}"`);
  const second = await server.ask(at("/current"), { headers: { "if-none-match": tag } });
  expect([second.status, second.body, second.headers.get("etag")]).toEqual([304, "", tag]);
  const other = await server.ask(at("/current"), { headers: { "if-none-match": `"0-abc", W/${tag}` } });
  expect(other.status).toBe(304);
  expect((await server.ask(at("/current"), { headers: { "if-none-match": '"1-abc"' } })).status).toBe(200);
});

test("a write with If-Match takes effect on what was seen, and on nothing else", async () => {
  await makeOne("matched");
  const tag = (await server.ask(at("", "matched"))).headers.get("etag") ?? "";
  const propose = async (text: string, ifMatch: string) =>
    server.ask(at("/proposals", "matched"), { body: { text }, headers: { "if-match": ifMatch } });
  const [one, two] = [await propose("Write well.\n", tag), await propose("Write a lot.\n", tag)];
  expect([one.status, two.status]).toEqual([201, 201]);
  const accept = (id: string, ifMatch = tag) =>
    server.ask(`/v1/proposals/${id}/accept`, { as: "approve", body: {}, headers: { "if-match": ifMatch } });
  expect((await accept(one.body.id)).body).toMatchObject({ state: "accepted", decision: { version: 2 } });
  expect((await accept(two.body.id)).body).toMatchObject({ status: 412, code: "head_moved" });
  expect((await propose("Write more.\n", tag)).body).toMatchObject({ status: 412, code: "head_moved" });
  const back = (ifMatch: string) =>
    server.ask(at("/rollback", "matched"), { body: { to: 1 }, headers: { "if-match": ifMatch } });
  expect((await back(tag)).status).toBe(412);
  const now = (await server.ask(at("", "matched"))).headers.get("etag") ?? "";
  expect((await back(now)).body).toMatchObject({ number: 3, reverts: 1 });
  // The text is that of version 1 again; the version is another.
  expect((await back(tag)).status).toBe(412);
  expect((await accept(two.body.id, "*")).status).not.toBe(412);
});

test("a write that is repeated with its key happens once", async () => {
  await makeOne("repeated");
  const twice = async (path: string, body: object, key: string) => {
    const ask = () => server.ask(at(path, "repeated"), { body, headers: { "idempotency-key": key } });
    return Promise.all([ask(), ask()]);
  };
  for (const [path, body] of [
    ["/runs", { messages: [{ role: "user", content: "Tweet!" }] }],
    ["/feedback", { comment: "No hashtags." }],
    ["/proposals", { text: "Write well.\n" }],
  ] as const) {
    const [first, second] = await twice(path, body, "once");
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
  }
  const { items } = (await server.ask(at("/proposals", "repeated"))).body;
  expect(items).toHaveLength(1);
  const other = { body: { text: "Other.\n" }, headers: { "idempotency-key": "once" } };
  expect((await server.ask(at("/proposals", "repeated"), other)).body).toMatchObject({ code: "idempotency_conflict" });
});

test("lists come in pages", async () => {
  await makeOne("paged");
  const comments = ["One.", "Two.", "Three.", "Four.", "Five."];
  for (const comment of comments) await server.ask(at("/feedback", "paged"), { body: { comment } });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await server.ask(`${at("/feedback", "paged")}&limit=2${next}`);
    expect(body.items.length).toBeLessThanOrEqual(2);
    seen.push(...body.items.map((one: { feedback: { comment: string } }) => one.feedback.comment));
    cursor = body.next;
  } while (cursor !== null);
  expect(seen).toEqual(comments);
});

test("what cannot be read is a problem that says where", async () => {
  const feedback = (body: unknown, headers = {}) => server.ask(at("/feedback"), { body, headers });
  expect((await feedback({ comment: "x".repeat(30_000) })).body).toMatchObject({ status: 413, code: "too_large" });
  expect((await feedback("{")).body).toMatchObject({ status: 400, code: "invalid_request" });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await feedback("comment=x", form)).body).toMatchObject({ status: 415, code: "unsupported_media_type" });
  expect((await feedback({ comment: 1 })).body).toMatchObject({ errors: [{ where: "body.comment" }] });
  expect((await feedback({ comment: "x\0" })).body).toMatchObject({ status: 400, code: "invalid_text" });
  expect((await feedback({ comment: "x", by: { id: "eve", role: "operator" } })).body.detail).toContain("from the key");
  expect((await server.ask(at("/current", "nobody"))).body).toMatchObject({
    status: 404,
    code: "instructions_not_found",
  });
  const lost = await server.ask("/v1/nothing");
  expect(lost.body).toMatchObject({ status: 404, code: "route_not_found" });
  expect(lost.headers.get("content-type")).toBe("application/problem+json");
});

test("nothing of this was unforeseen", () => {
  expect(server.failures).toEqual([]);
});
