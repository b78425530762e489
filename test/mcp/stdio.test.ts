/** `knowhow mcp` as a coding agent starts it: a process of its own, spoken to over its standard input and output. */
import { spawn } from "node:child_process";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { mainFile, useKnowhow } from "../cli/knowhow.js";
import { call, makeClient } from "./client.js";

const open = useKnowhow();

describe("knowhow mcp", () => {
  it("serves a client that starts it, and ends when the client goes", async () => {
    const knowhow = open();
    await knowhow.json(["init", "tweets", "--seed", "Write tweets."]);
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [mainFile(), "mcp", "--db", knowhow.database],
      stderr: "pipe",
    });
    const client = makeClient();
    await client.connect(transport);
    const { pid } = transport;
    expect(client.getServerVersion()).toMatchObject({
      name: "knowhow",
      version: expect.stringMatching(/^\d+\.\d+/) as unknown,
    });
    expect((await call(client, "read_instructions", { name: "tweets" })).document).toMatchObject({
      text: "Write tweets.",
    });
    await call(client, "give_feedback", { name: "tweets", comment: "No hashtags." });
    await client.close();
    await vi.waitFor(() => expect(() => process.kill(pid ?? 0, 0)).toThrow(/ESRCH/), { timeout: 5000 });
    const { lessons } = await knowhow.json<{ lessons: { feedback: { by: unknown } }[] }>(["lessons", "tweets"]);
    expect(lessons).toMatchObject([{ feedback: { by: { id: "agent", role: "model" } } }]);
  });

  it("over HTTP, prints where it is, takes the token of the environment, and stops when it is told to", async () => {
    const knowhow = open();
    await knowhow.json(["init", "tweets", "--seed", "Write tweets."]);
    const token = "a-token-of-the-environment";
    const child = spawn(process.execPath, [mainFile(), "mcp", "--http", "--json"], {
      cwd: knowhow.folder,
      env: { ...process.env, KNOWHOW_MCP_TOKEN: token },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
    const document = await vi.waitFor(() => JSON.parse(printed) as { url: string; token: unknown }, {
      timeout: 10_000,
    });
    expect(document.token).toBeNull();
    const client = makeClient();
    const requestInit = { headers: { Authorization: `Bearer ${token}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL(document.url), { requestInit }));
    expect((await call(client, "list_instructions")).document).toMatchObject({ instructions: [{ name: "tweets" }] });
    const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    await client.close();
  });

  it("says what is wrong before it serves", async () => {
    const knowhow = open();
    expect(await knowhow.fails(["mcp"])).toMatchObject({
      exit: 1,
      code: "invalid_usage",
      message: expect.stringContaining("--db") as unknown,
    });
    expect(await knowhow.fails(["mcp", "--role", "operator"])).toMatchObject({ code: "invalid_principal" });
    expect(await knowhow.fails(["mcp", "--port", "1234"])).toMatchObject({ exit: 2, code: "invalid_usage" });
    await knowhow.json(["init", "tweets", "--seed", "Write tweets."]);
    const noise = await knowhow(["mcp"], { stdin: "no message\n{}\n[1,2]\n" });
    expect(noise).toMatchObject({ code: 0, stdout: "" });
    const huge = await knowhow(["mcp"], { stdin: "x".repeat(5 * 1024 * 1024) });
    expect(huge).toMatchObject({ code: 0, stdout: "", stderr: expect.stringContaining("exceeded") as unknown });
  });
});
