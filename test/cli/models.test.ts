// `reflect --model`, with a model over HTTP that answers what the test tells it.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type Knowhow, useKnowhow } from "./knowhow.js";

const newKnowhow = useKnowhow();
const SEED = "Write a tweet about {paper}.\n";

type Answer = (response: ServerResponse, request: string) => void;

/** A server that speaks as OpenAI-compatible ones do; gives the name that the command line knows it by. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => answer(response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `openai-compatible:http://127.0.0.1:${(server.address() as AddressInfo).port}/v1#test`;
}

const say =
  (content: string): Answer =>
  (response) => {
    const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content } };
    const usage = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ id: "a", object: "chat.completion", created: 1, model: "test", choices: [choice], usage }),
    );
  };

const edits = (...edits: readonly unknown[]): Answer =>
  say(JSON.stringify({ lessons: [{ lesson: "L1", outcome: "edited", reason: "" }], edits, rationale: "Ana says so." }));
const evidence = [{ lesson: "L1", quote: "No hashtags" }];

async function taught(): Promise<Knowhow> {
  const knowhow = newKnowhow();
  await knowhow.json(["init", "tweets", "--seed", SEED, "--template-format", "fstring"]);
  await knowhow.json(["feedback", "tweets", "No hashtags, please.", "--by", "ana", "--role", "reviewer"]);
  return knowhow;
}

test("a model's edit, with its evidence and what it cost", async () => {
  const knowhow = await taught();
  const requests: string[] = [];
  const model = await serve((response, request) => {
    requests.push(request);
    edits({ edit: "add", target: "", text: "Never use hashtags.", evidence })(response, request);
  });
  const { code, stdout, stderr } = await knowhow(["reflect", "tweets", "--model", model]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(
    "✓ tweets is now at version 2: 1 added.\n  + Never use hashtags.\n      because ana said: “No hashtags”",
  );
  expect(stdout).toContain("1 model call, 120 tokens in, 30 out.");
  expect(requests).toHaveLength(1);
  expect(requests[0]).toContain("No hashtags, please.");
  expect((await knowhow(["show", "tweets"])).stdout).toMatch(
    /^Write a tweet about \{paper\}\.\n[^]*- Never use hashtags\.\n$/,
  );
});

test("answers that cannot be used: the reflection fails, the text stays, the lesson waits", async () => {
  const knowhow = await taught();
  const answers: readonly Answer[] = [
    say("Sure, I'd be happy to help!"),
    say(""),
    edits({ edit: "replace", target: "b1", text: "Write a tweet.", evidence }),
    edits({ edit: "remove", target: "b1", text: "", evidence }),
    (response) => {
      response.statusCode = 400;
      response.end("no");
    },
  ];
  for (const answer of answers) {
    await knowhow.json(["feedback", "tweets", "No hashtags, please."]);
    const { code, stdout, stderr } = await knowhow(["reflect", "tweets", "--model", await serve(answer), "--json"]);
    const result = JSON.parse(stdout) as { status: string; error: { code: string } | null };
    expect(["failed", "refused"]).toContain(result.status);
    if (result.status === "failed") {
      expect(code).toBe(1);
      expect(JSON.parse(stderr)).toEqual({ error: result.error });
    }
    expect((await knowhow(["show", "tweets"])).stdout).toBe(SEED);
  }
  const { lessons } = await knowhow.json<{ lessons: { state: string; reason: string }[] }>(["lessons", "tweets"]);
  expect(lessons).toHaveLength(6);
  for (const { state, reason } of lessons) {
    expect(["pending", "parked"]).toContain(state);
    expect(reason).not.toBe("");
  }
});

test("a model that is not known, or has no key", async () => {
  const knowhow = await taught();
  const reflect = (model: string) =>
    knowhow.fails(["reflect", "tweets", "--model", model], { env: { OPENAI_API_KEY: "" } });
  expect(await reflect("gpt-5")).toMatchObject({ exit: 1, code: "model_unknown" });
  expect(await reflect("openai:gpt-5-mini")).toMatchObject({
    code: "model_failed",
    message: expect.stringContaining("OPENAI_API_KEY"),
  });
});

test("a model that does not answer in time", async () => {
  const knowhow = await taught();
  const model = await serve(() => {}); // never answers
  const { code, stderr } = await knowhow(["reflect", "tweets", "--model", model, "--timeout", "0.2"]);
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/did not answer within 0\.2 s\. Raise --timeout, or try later\. \(model_timeout\)/),
  });
  expect(await knowhow.fails(["reflect", "tweets", "--model", model, "--timeout", "0"])).toMatchObject({ exit: 2 });
});

test("Ctrl-C while a model thinks: nothing is lost", async () => {
  const knowhow = await taught();
  let interrupt = (): void => {};
  const model = await serve(() => interrupt()); // and never answers
  const { code, stdout, stderr } = await knowhow(["reflect", "tweets", "--model", model], {
    started: (child) => {
      interrupt = () => child.kill("SIGINT");
    },
  });
  expect({ code, stdout, stderr }).toEqual({
    code: 130,
    stdout: "",
    stderr: "Interrupted. Lessons that were not reflected yet still wait.\n",
  });
  const { lessons } = await knowhow.json<{ lessons: unknown[] }>(["lessons", "tweets"]);
  expect(lessons).toMatchObject([{ state: "pending", attempts: 0 }]);
});
