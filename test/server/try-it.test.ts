// Trying an agent over HTTP: on which text it runs, what is recorded, who may, and what is said when it fails.
import { request } from "node:http";
import { createMemory, KnowhowError, memoryStore } from "knowhow";
import { createServer, type Trial, type TryIt } from "knowhow/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Serving, serving } from "./serving.js";

const SEED = "Write a tweet.\n";
const path = "/v1/instructions/tweets/try";
let server: Serving;
let asked: Trial[] = [];
let answer: TryIt["run"];

const tryIt: TryIt = {
  run: (trial) => {
    asked.push(trial);
    return answer(trial);
  },
  samples: [{ id: "naps", title: "On naps", text: "Naps help. Always say hello." }],
  input: "paper",
  notice: "No model.",
  timeoutMs: 40,
  perMinute: 25,
};

beforeAll(async () => {
  server = await serving({ tryIt: ({ name }) => (name === "tweets" ? tryIt : null) });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answer = ({ instructions }) => `on ${instructions.trim()}`;
});
const tweets = () => server.memory.instructions("tweets", { seed: SEED });
const by = { id: "olga", role: "operator" } as const;

test("tells what there is to try, and nothing where nothing was handed over", async () => {
  await tweets().current();
  await server.memory.instructions("others", { seed: SEED }).current();
  const offer = {
    input: "paper",
    output: "answer",
    notice: "No model.",
    compare: 2,
    samples: [{ id: "naps", title: "On naps" }],
  };
  expect((await server.ask(path, { as: "read" })).body).toEqual({ offer });
  expect((await server.ask("/v1/instructions/tweets/samples/naps")).body).toEqual(tryIt.samples?.[0]);
  expect((await server.ask("/v1/instructions/tweets/samples/other")).status).toBe(404);
  expect((await server.ask("/v1/instructions/others/try")).body).toEqual({ offer: null });
  const refused = await server.ask("/v1/instructions/others/try", { body: { input: "x" } });
  expect([refused.status, refused.body.code]).toEqual([404, "route_not_found"]);
});

test("a run on the text in force is recorded, with the input as material that teaches nothing", async () => {
  answer = () => ({ output: "Hello.", notes: ["No room for the link."] });
  const { status, body } = await server.ask(path, { body: { sample: "naps" }, as: "propose" });
  expect([status, body.output, body.notes, body.version]).toEqual([200, "Hello.", ["No room for the link."], 1]);
  expect(asked[0]).toMatchObject({ input: "Naps help. Always say hello.", instructions: SEED, ref: body.ref });
  const run = await tweets().run(body.run.id);
  expect(run).toMatchObject({ ref: body.ref, metadata: { from: "try-it", sample: "naps" } });
  expect(run.messages.map(({ role, parts }) => [role, parts[0]])).toEqual([
    ["user", { type: "text", text: "Naps help. Always say hello.", source: "external" }],
    ["assistant", { type: "text", text: "Hello.", source: "model" }],
  ]);
});

test("a run on a proposal's text or an earlier version shows what it would be, and is not recorded", async () => {
  const runs = async () => (await tweets().runs()).items.length;
  const before = await runs();
  const proposal = await tweets().propose({ text: "Write a good tweet.\n", by });
  const trying = (body: object) => server.ask(path, { body: { input: "Naps.", ...body } });
  expect((await trying({ proposal: proposal.id })).body).toMatchObject({
    output: "on Write a good tweet.",
    version: null,
    ref: null,
    run: null,
  });
  await tweets().accept(proposal.id, { by });
  expect((await trying({ version: 1 })).body).toMatchObject({ output: "on Write a tweet.", version: 1, run: null });
  expect(await runs()).toBe(before);
  expect((await trying({})).body).toMatchObject({ output: "on Write a good tweet.", version: 2 });
  expect(await runs()).toBe(before + 1);

  const other = await server.memory.instructions("others", { seed: SEED }).propose({ text: "Write.\n", by });
  expect((await trying({ proposal: other.id })).body).toMatchObject({ status: 400, code: "invalid_request" });
  expect((await trying({ version: 99 })).status).toBe(404);
});

test.each([
  [{}, 400, "invalid_request"],
  [{ sample: "naps", input: "x" }, 400, "invalid_request"],
  [{ sample: "gone" }, 400, "invalid_request"],
  [{ input: " \n" }, 400, "invalid_request"],
  [{ input: "x", version: 1, proposal: "p" }, 400, "invalid_request"],
  [{ input: "a\0b" }, 400, "invalid_text"],
  [{ input: "x".repeat(200_001) }, 400, "invalid_request"],
])("%j is refused before the agent runs", async (body, status, code) => {
  const { body: problem } = await server.ask(path, { body });
  expect([problem.status, problem.code]).toEqual([status, code]);
  expect(asked).toEqual([]);
});

test("whoever may only read or record may not run it", async () => {
  for (const as of ["read", "record"] as const)
    expect((await server.ask(path, { body: { input: "x" }, as })).status).toBe(403);
  expect((await server.ask(path, { body: { input: "x" }, as: null })).status).toBe(401);
  expect(asked).toEqual([]);
});

test("what fails is said in a sentence, without a stack, and nothing is recorded", async () => {
  const before = (await tweets().runs()).items.length;
  const failing = async (run: TryIt["run"]) => {
    answer = run;
    const { status, body } = await server.ask(path, { body: { input: "x" } });
    return [status, body.code, body.detail];
  };
  const fails = (error: Error) => () => {
    throw error;
  };
  expect(await failing(fails(new Error("no credit left\n    at secret.js:1")))).toEqual([
    502,
    "agent_failed",
    "The agent failed: no credit left",
  ]);
  expect(server.failures.splice(0)).toHaveLength(1);
  expect(await failing(fails(new KnowhowError("model_refused", "Refused.")))).toEqual([
    502,
    "model_refused",
    "Refused.",
  ]);
  expect(await failing(() => " ")).toEqual([502, "agent_failed", "The agent answered with no text."]);
  expect((await failing(() => "a\0b"))[1]).toBe("agent_failed");
  expect((await failing((() => 7) as unknown as TryIt["run"]))[1]).toBe("agent_failed");
  expect(await failing(() => new Promise(() => undefined))).toEqual([
    504,
    "agent_timeout",
    "The agent did not answer within 0.04 s.",
  ]);
  expect((await tweets().runs()).items).toHaveLength(before);
  expect(server.failures).toEqual([]);
});

test("the agent is told when whoever asked is gone", async () => {
  let gone!: () => void;
  const told = new Promise<void>((resolve) => (gone = resolve));
  const slow: TryIt = {
    run: ({ signal }) =>
      new Promise((_answer, reject) => {
        signal.addEventListener("abort", () => {
          gone();
          reject(new Error("called off"));
        });
        sent.destroy();
      }),
  };
  const other = await serving({ tryIt: slow });
  await other.memory.instructions("tweets", { seed: SEED }).current();
  const sent = request(other.listening.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${other.tokens.admin}`, "content-type": "application/json" },
  });
  sent.on("error", () => undefined);
  sent.end('{"input":"x"}');
  await told;
  await other.close();
  expect(other.failures).toEqual([]);
});

test("a caller runs it only so many times a minute", async () => {
  let last = await server.ask(path, { body: { input: "x" } });
  for (let runs = 0; runs < 30 && last.status === 200; runs += 1)
    last = await server.ask(path, { body: { input: "x" } });
  expect([last.status, last.body.code, last.headers.get("retry-after")]).toEqual([429, "rate_limited", "60"]);
});

test.each([
  [{ run: 7 }, /run must be a function/],
  [{ timeoutMs: 0 }, /timeoutMs must be/],
  [{ compare: 1.5 }, /compare must be/],
  [{ input: "" }, /input must be/],
  [{ samples: [{ id: "a", title: "", text: "" }] }, /samples\[0\]\.title/],
  [
    {
      samples: [
        { id: "a", title: "A", text: "" },
        { id: "a", title: "B", text: "" },
      ],
    },
    /samples\[1\]\.id must not be "a" again/,
  ],
  [{ sample: [] }, /Did you mean "samples"/],
])("%j is no offer", (wrong, message) => {
  const memory = createMemory({ store: memoryStore() });
  const run = () => "x";
  expect(() => createServer({ memory, tryIt: { run, ...wrong } as unknown as TryIt })).toThrow(message);
});
