// Whatever is asked, in the shapes of the OpenAPI document or nearly so: an answer as documented, or a problem of ours.
import { Validator } from "@cfworker/json-schema";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { createMemory, ERROR_CODES, memoryStore } from "knowhow";
import { literal } from "knowhow/literal";
import { createServer, KEY_ROLES } from "knowhow/server";
import { type Asked, type Known, type Operation, requestsOf, type Schema } from "./requests.js";

const seed = Date.now() % 2 ** 31;
const RUNS = 25;
const namespace = ["acme"];
const tryIt = {
  samples: [{ id: "nap", title: "On naps", text: "Naps help." }],
  run: ({ input, instructions }: { readonly input: string; readonly instructions: string }) =>
    `${instructions.length} ${input.length}`,
};
const by = { id: "olga", role: "operator" } as const;

interface Described {
  readonly parameters?: Operation["parameters"];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A server on a memory in which there is one of everything. */
async function filled() {
  const memory = createMemory({ store: memoryStore(), strategy: literal() });
  const failures: unknown[] = [];
  const server = createServer({
    memory,
    tryIt,
    perMinute: null,
    bodyLimit: 100_000,
    log: (error) => failures.push(error),
    authenticate: () => ({ id: "o", principal: by, roles: KEY_ROLES, namespaces: [[]], local: true, forUsers: true }),
  });
  const tweets = memory.instructions("tweets", { namespace, seed: "Write a tweet.\n\n- Be kind.\n" });
  const { ref } = await tweets.current();
  const run = await tweets.record({ messages: [{ role: "assistant", content: "#AI is here" }], ref, principal: by });
  await tweets.feedback({ run: run.id, comment: "No hashtags.", by });
  await tweets.reflect();
  await tweets.feedback({ run: run.id, comment: "Always be short.", by: { id: "uma", role: "user" } });
  await tweets.reflect();
  await tweets.feedback({ run: run.id, comment: "Never shout.", by: { id: "uma", role: "user" } });
  const own = await tweets.propose({ text: "Write a good tweet.\n", by });
  const turned = await tweets.propose({ text: "Write no tweet.\n", by });
  await tweets.reject(turned.id, { by });
  const messages = [{ role: "user", content: "Tweet!" }];
  const kept = await tweets.addCase({ messages, check: { kind: "notContains", text: "#" }, by });
  const lessons = (await tweets.lessons()).items;
  const proposals = (await tweets.proposals({ states: ["open"] })).items;
  const blocks = (await tweets.blame()).map(({ block }) => block.id);
  const state = { states: ["open", "pending", "applied", "active"], label: ["production"], limit: ["1", "2", "1000"] };
  const known: Known = {
    ...state,
    name: ["tweets"],
    namespace: ["acme"],
    overlayOf: ["olga"],
    run: [run.id],
    sample: ["nap"],
    proposal: proposals.map(({ id }) => id),
    lesson: lessons.map(({ id }) => id),
    version: ["1", "2"],
    from: ["1"],
    to: ["2"],
    block: blocks,
    after: blocks,
  };
  /** An id in a path is of what the word before it says. */
  const ids: Known = {
    runs: [run.id],
    cases: [kept.id],
    samples: ["nap"],
    lessons: lessons.map(({ id }) => id),
    proposals: [own, turned, ...proposals].map(({ id }) => id),
  };
  const knownAt = (path: string): Known => ({ ...known, id: ids[/(\w+)\/\{id\}/.exec(path)?.[1] ?? ""] ?? [run.id] });
  return { memory, server, failures, knownAt };
}

async function documentOf(): Promise<Document> {
  const server = createServer({ memory: createMemory({ store: memoryStore() }) });
  const document = (await (await server.fetch(new Request("http://localhost/v1/openapi.json"))).json()) as Document;
  server.close();
  return document;
}

const document = await documentOf();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ method, path, described })),
);

beforeAll(() => void process.stdout.write(`server fuzz: seed ${seed}\n`));

const validators = new Map<Schema, Validator>();
function misfits(schema: Schema, value: unknown): string[] {
  const made = validators.get(schema) ?? new Validator({ ...schema, components: document.components }, "2020-12");
  validators.set(schema, made);
  return made.validate(value as object).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

/** A part of the path that a URL resolves, so that another operation, or none, is asked. */
const LEADS_ELSEWHERE = /\/\.{1,2}(?=[/?]|$)/;

async function check(response: Response, { responses }: Described, url: string): Promise<void> {
  const { status } = response;
  const type = response.headers.get("content-type");
  if (status === 304) return expect(await response.text()).toBe("");
  const body: unknown = await response.json();
  expect(status, JSON.stringify(body)).toBeLessThan(500);
  if (status >= 400) {
    expect(type).toBe("application/problem+json");
    expect(Object.keys(ERROR_CODES)).toContain((body as { code: string }).code);
    expect(misfits(document.components.schemas["Problem"] ?? {}, body)).toEqual([]);
    expect(body).toMatchObject({ status });
    return;
  }
  if (LEADS_ELSEWHERE.test(url)) return undefined;
  expect(type).toBe("application/json");
  const schema = responses[status]?.content?.["application/json"]?.schema;
  expect(schema, `${status} is not documented`).toBeDefined();
  expect(misfits(schema ?? {}, body), JSON.stringify(body)).toEqual([]);
}

let answered = 0;
const ask = ({ url, method, headers, body }: Asked) => new Request(url, { method, headers, body });

test.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))("%s", async (_name, operation) => {
  const { method, path, described } = operation;
  const { server, memory, failures, knownAt } = await filled();
  const body = described.requestBody?.content["application/json"].schema ?? null;
  const shape = { method, path, parameters: described.parameters ?? [], body };
  await fc.assert(
    fc.asyncProperty(requestsOf(shape, document.components.schemas, knownAt(path)), async (asked) => {
      const response = await server.fetch(ask(asked));
      if (response.ok) answered += 1;
      await check(response, described, asked.url);
      expect(failures).toEqual([]);
      expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    }),
    { seed, numRuns: RUNS },
  );
  server.close();
  await memory.close();
});

test("not only problems were looked at", () => {
  expect(answered).toBeGreaterThan((operations.length * RUNS) / 4);
});
