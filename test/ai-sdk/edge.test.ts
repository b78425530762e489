// The main entry and the middleware, bundled as for an edge runtime: no Node builtin, and run without Node's globals.
import { createContext, runInContext } from "node:vm";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createMemory, memoryStore } from "knowhow";
import { createServer } from "knowhow/server";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What an application on the edge would write. */
const application = `
  import { generateText } from "ai";
  import { createMemory, memoryStore } from "knowhow";
  import { createClient } from "knowhow/client";
  import { usedInstructions, withInstructions } from "knowhow/ai-sdk";

  const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };
  const finishReason = { unified: "stop", raw: undefined };
  const bare = {
    specificationVersion: "v3", provider: "acme", modelId: "m", supportedUrls: {},
    doGenerate: async ({ prompt }) => ({
      content: [{ type: "text", text: prompt[0].content.toUpperCase() }], finishReason, usage, warnings: [],
    }),
  };
  async function ask(instructions) {
    const { text, providerMetadata } = await generateText({ model: withInstructions(bare, instructions), prompt: "Go." });
    const { run } = usedInstructions(providerMetadata);
    return { text, recorded: (await instructions.run(run)).messages.length };
  }
  export const here = () => ask(createMemory({ store: memoryStore() }).instructions("tweets", { seed: "Write tweets." }));
  export const overHttp = (fetch) => ask(createClient({ url: "http://localhost", fetch }).instructions("tweets"));
`;

async function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    // Neutral: a Node builtin is an error here, and is not left out as for a browser.
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["edge-light", "worker", "browser", "import"],
    format: "iife",
    globalName: "edge",
    target: "es2022",
    alias: {
      knowhow: `${root}src/entry/index.ts`,
      "knowhow/ai-sdk": `${root}src/entry/ai-sdk.ts`,
      "knowhow/client": `${root}src/entry/client.ts`,
    },
  });
}

test("an application with the middleware bundles for the edge, and runs on web standards alone", async () => {
  const { outputFiles, metafile } = await bundle(application);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external }) => external))).toEqual(
    [],
  );
  const [file] = outputFiles;
  const streams = { ReadableStream, TextDecoderStream, TransformStream, WritableStream };
  const fetching = { AbortController, AbortSignal, Blob, Headers, Request, Response, URL, URLSearchParams, fetch };
  const texts = { TextDecoder, TextEncoder, atob, btoa, structuredClone };
  const standards = { ...streams, ...fetching, ...texts, clearTimeout, console, crypto, performance, setTimeout };
  const context = createContext({ ...standards, EdgeRuntime: "test" });
  runInContext(file?.text ?? "", context);
  expect(runInContext("typeof process + typeof require", context)).toBe("undefinedundefined");
  const answered = { text: "WRITE TWEETS.", recorded: 2 };
  await expect(runInContext("edge.here()", context)).resolves.toEqual(answered);
  const memory = createMemory({ store: memoryStore() });
  await memory.instructions("tweets", { seed: "Write tweets." }).current();
  const server = createServer({
    memory,
    authenticate: () => ({
      id: "edge",
      principal: { id: "edge", role: "operator" },
      roles: ["read", "record"],
      namespaces: [[]],
      local: false,
      forUsers: false,
    }),
  });
  context["overHttp"] = (request: Request) => server.fetch(request);
  await expect(runInContext("edge.overHttp(overHttp)", context)).resolves.toEqual(answered);
  server.close();
});

test("what needs Node does not bundle for the edge: the check above can fail", async () => {
  await expect(bundle(`import { readFile } from "node:fs/promises"; export { readFile };`)).rejects.toThrow(/node:fs/);
});
