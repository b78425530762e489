import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resolveModel } from "./resolve.js";

const KEY = "sk-loopback-98765";
const schema = {
  type: "object",
  properties: { rule: { type: "string" } },
  required: ["rule"],
  additionalProperties: false,
};
const structured = {
  messages: [
    { role: "system", content: "You edit." },
    { role: "user", content: "Go." },
  ],
  answer: { name: "lesson", schema },
} as const;

interface Seen {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** An OpenAI-compatible server on the loopback: real HTTP, and the test says what it answers. */
let server: Server;
let base: string;
let seen: Seen[] = [];
let respond: (body: Record<string, unknown>, headers: IncomingHttpHeaders) => { status?: number; json: unknown };

const completion = (content: string | null, finish = "stop") => ({
  json: {
    id: "c1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }],
    usage: { prompt_tokens: 21, completion_tokens: 4, total_tokens: 25 },
  },
});

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const parsed = JSON.parse(body) as Record<string, unknown>;
      seen.push({ url: request.url, headers: request.headers, body: parsed });
      const { status = 200, json } = respond(parsed, request.headers);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen = [];
  respond = () => completion('{"rule":"Be brief."}');
});

describe("resolveModel over HTTP", () => {
  it("asks an OpenAI-compatible server, with the schema enforced", async () => {
    const model = await resolveModel(`openai-compatible:${base}#some/model:7b`, { env: {} });
    expect(model.id).toBe(`openai-compatible:${base}#some/model:7b`);
    expect(await model.generate(structured)).toEqual({
      text: '{"rule":"Be brief."}',
      usage: { inputTokens: 21, outputTokens: 4 },
    });
    expect(seen[0]).toMatchObject({
      url: "/v1/chat/completions",
      body: {
        model: "some/model:7b",
        messages: [
          { role: "system", content: "You edit." },
          { role: "user", content: "Go." },
        ],
        response_format: { type: "json_schema", json_schema: { name: "lesson", schema } },
      },
    });
    expect(seen[0]?.headers["authorization"]).toBeUndefined();
  });

  it("asks OpenAI at another address, with the key", async () => {
    const model = await resolveModel("openai:gpt-5-mini", { env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: base } });
    expect(await model.generate(structured)).toMatchObject({ text: '{"rule":"Be brief."}' });
    expect(seen[0]).toMatchObject({ url: "/v1/chat/completions", headers: { authorization: `Bearer ${KEY}` } });
    expect(seen[0]?.body).toMatchObject({ response_format: { type: "json_schema", json_schema: { strict: true } } });
  });

  it("asks Anthropic", async () => {
    respond = () => ({
      json: {
        id: "m1",
        type: "message",
        role: "assistant",
        model: "claude",
        content: [{ type: "text", text: "Plain words." }],
        stop_reason: "refusal",
        usage: { input_tokens: 3, output_tokens: 2 },
      },
    });
    const model = await resolveModel("anthropic:claude-sonnet-4-5", {
      env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: base },
    });
    await expect(model.generate({ messages: structured.messages })).rejects.toMatchObject({ code: "model_refused" });
    expect(seen[0]).toMatchObject({ url: "/v1/messages", headers: { "x-api-key": KEY } });
  });

  it("asks Ollama at its host, named with or without a scheme", async () => {
    const host = new URL(base).host;
    for (const OLLAMA_HOST of [host, `http://${host}`, host.replace("127.0.0.1", "0.0.0.0")]) {
      const model = await resolveModel("ollama:llama3.2:3b", { env: { OLLAMA_HOST } });
      expect(model.id).toBe("ollama:llama3.2:3b");
      await model.generate(structured);
    }
    expect(seen.map(({ url, body }) => [url, body["model"]])).toEqual(
      Array.from({ length: 3 }, () => ["/v1/chat/completions", "llama3.2:3b"]),
    );
  });

  it("falls back to plain words where the server does not know schemas", async () => {
    respond = (body) =>
      body["response_format"]
        ? { status: 400, json: { error: { message: "response_format json_schema is not supported" } } }
        : completion("{}");
    const model = await resolveModel(`openai-compatible:${base}#m`, { env: {} });
    expect((await model.generate(structured)).text).toBe("{}");
    expect(seen.map(({ body }) => "response_format" in body)).toEqual([true, false]);
  });

  it("takes a filtered answer for a refusal", async () => {
    respond = () => completion("", "content_filter");
    const model = await resolveModel(`openai-compatible:${base}#m`, { env: {} });
    await expect(model.generate(structured)).rejects.toMatchObject({ code: "model_refused" });
  });

  it("shows no key when the server echoes it, and asks no second time for a wrong key", async () => {
    respond = (_body, headers) => ({
      status: 401,
      json: { error: { message: `Bad header: ${headers["authorization"]}` } },
    });
    const model = await resolveModel(`openai-compatible:${base}#m`, { env: { OPENAI_COMPATIBLE_API_KEY: KEY } });
    const error = (await model.generate(structured).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: "model_failed", message: expect.stringContaining("API key") });
    expect(`${error.message}${error.stack}${String(error.cause)}${(error.cause as Error).stack}`).not.toContain(KEY);
    expect(seen).toHaveLength(1);
  });

  it("asks at most once more after a passing fault", async () => {
    respond = () => ({ status: 503, json: { error: { message: "overloaded" } } });
    const model = await resolveModel(`openai-compatible:${base}#m`, { env: {} });
    await expect(model.generate(structured)).rejects.toMatchObject({
      code: "model_failed",
      message: expect.stringContaining("overloaded"),
    });
    expect(seen).toHaveLength(2);
  });

  it("says so when nobody listens", async () => {
    const model = await resolveModel("openai-compatible:http://127.0.0.1:1/v1#m", { env: {} });
    await expect(model.generate(structured)).rejects.toMatchObject({ code: "model_failed" });
  });
});

describe("resolveModel", () => {
  it.each([
    "",
    "gpt-5-mini",
    "openai:",
    "openai",
    "mistral:large",
    "constructor:x",
    "toString:x",
    ":x",
    "openai-compatible:nonsense#m",
    "openai-compatible:http://127.0.0.1:1/v1",
    "openai-compatible:file:///etc#m",
  ])("does not know %j", async (name) => {
    await expect(resolveModel(name, { env: {} })).rejects.toMatchObject({ code: "model_unknown" });
  });

  it.each(["http://user:hunter22@127.0.0.1/v1#m", "http://127.0.0.1/v1?key=hunter22#m"])(
    "takes no key in an address, nor shows it: %s",
    async (url) => {
      const error = (await resolveModel(`openai-compatible:${url}`, { env: {} }).catch(
        (thrown: unknown) => thrown,
      )) as Error;
      expect(error).toMatchObject({ code: "model_unknown" });
      expect(error.message).not.toContain("hunter22");
    },
  );

  it.each([
    ["openai:gpt-5-mini", "OPENAI_API_KEY"],
    ["anthropic:claude-sonnet-4-5", "ANTHROPIC_API_KEY"],
  ])("says which key %s needs", async (name, variable) => {
    await expect(resolveModel(name, { env: { [variable]: " " } })).rejects.toMatchObject({
      code: "model_failed",
      message: expect.stringContaining(variable),
    });
  });

  it("gives the command that installs a missing package", async () => {
    vi.doMock("@ai-sdk/openai", () => {
      throw new Error("Cannot find package '@ai-sdk/openai'");
    });
    await expect(resolveModel("openai:gpt-5-mini", { env: { OPENAI_API_KEY: KEY } })).rejects.toMatchObject({
      code: "missing_dependency",
      message: expect.stringContaining("npm install ai @ai-sdk/openai"),
    });
    vi.doUnmock("@ai-sdk/openai");
  });
});
