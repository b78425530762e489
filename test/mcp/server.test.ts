/** Resources, prompts and tools of the server, asked by the SDK's own client. */
import { createMemory, memoryStore, type Memory } from "knowhow";
import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, it, vi } from "vitest";
import { call, connect } from "./client.js";

const seed = "Write tweets about {paper}.\n\n- Be kind.\n";
const olga = { id: "olga", role: "operator" } as const;

async function open(): Promise<Memory> {
  const memory = createMemory({ store: memoryStore(), maxAge: 0 });
  await tweets(memory).current();
  await memory.instructions("Brieftöter & Co?#%", { namespace: ["acme", "ü"], seed: "Plain." }).current();
  await memory.instructions("secret", { namespace: ["other"], seed: "Of another house." }).current();
  return memory;
}

const tweets = (memory: Memory) =>
  memory.instructions("tweets", { namespace: ["acme"], seed, templateFormat: "fstring" });

async function change(memory: Memory, to: string): Promise<void> {
  const { id } = await tweets(memory).propose({ by: olga, text: seed.replace("Be kind.", to), reason: `So: ${to}` });
  await tweets(memory).accept(id, { by: olga });
}

describe("resources", () => {
  it("are listed, read by the URI that is listed, and stay in their namespace", async () => {
    const memory = await open();
    const client = await connect({ memory, namespace: ["acme"] });
    const { resources } = await client.listResources();
    expect(resources.map(({ name }) => name)).toEqual(["acme/tweets", "acme/ü/Brieftöter & Co?#%"]);
    for (const { uri, name } of resources) {
      const { contents } = await client.readResource({ uri });
      expect(contents).toMatchObject([
        {
          uri,
          mimeType: "text/markdown",
          text: name === "acme/tweets" ? seed : "Plain.",
          _meta: { "knowhow/version": 1 },
        },
      ]);
    }
    await expect(client.readResource({ uri: "knowhow://instructions/other/secret" })).rejects.toMatchObject({
      code: -32002,
    });
    expect((await call(client, "read_instructions", { name: "other/secret" })).text).toContain(
      "instructions_not_found",
    );
  });

  it("give versions and history by their templates", async () => {
    const memory = await open();
    await change(memory, "Be brief.");
    const client = await connect({ memory });
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(3);
    const textAt = async (uri: string) =>
      (await client.readResource({ uri })).contents.map((one) => "text" in one && one.text);
    expect(await textAt("knowhow://versions/1/acme/tweets")).toEqual([seed]);
    expect(await textAt("knowhow://instructions/acme/tweets")).toEqual([seed.replace("Be kind.", "Be brief.")]);
    const [history] = await textAt("knowhow://history/acme/tweets");
    expect(JSON.parse(String(history))).toMatchObject({
      name: "acme/tweets",
      versions: [{ number: 2, labels: ["production"], author: olga, reason: "So: Be brief." }, { number: 1 }],
    });
  });

  it.each([
    ["knowhow://versions/9/acme/tweets", -32002],
    ["knowhow://instructions/acme/none", -32002],
    ["knowhow://instructions/", -32602],
    ["knowhow://instructions/%ff", -32602],
    ["knowhow://instructions/a%2Fb", -32602],
    ["knowhow://instructions/..", -32602],
    ["knowhow://versions/1e3/acme/tweets", -32602],
    ["file:///etc/passwd", -32602],
    ["", -32602],
  ])("refuse %s with %i", async (uri, code) => {
    const client = await connect({ memory: await open() });
    await expect(client.readResource({ uri })).rejects.toMatchObject({ code });
    await expect(client.subscribeResource({ uri })).rejects.toMatchObject({ code });
  });

  it("tell who subscribed of a change, whoever made it, and of new instructions", async () => {
    const memory = await open();
    const client = await connect({ memory, lookEvery: 5 });
    const updated: string[] = [];
    let listed = 0;
    client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void updated.push(params.uri));
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => void (listed += 1));
    const uris = [
      "knowhow://instructions/acme/tweets",
      "knowhow://history/acme/tweets",
      "knowhow://versions/1/acme/tweets",
    ];
    for (const uri of uris) await client.subscribeResource({ uri });
    await change(memory, "Be brief.");
    await vi.waitFor(() => expect(new Set(updated)).toEqual(new Set(uris.slice(0, 2))));
    await client.unsubscribeResource({ uri: uris[1] ?? "" });
    await change(memory, "Be bold.");
    await vi.waitFor(() => expect(updated).toHaveLength(3));
    expect(updated[2]).toBe(uris[0]);
    await memory.instructions("newer", { seed: "New." }).current();
    await vi.waitFor(() => expect(listed).toBe(1));
  });
});

describe("prompts", () => {
  it("take the variables as arguments", async () => {
    const client = await connect({ memory: await open(), namespace: ["acme"] });
    const { prompts } = await client.listPrompts();
    expect(prompts.find(({ name }) => name === "acme/tweets")?.arguments).toEqual([{ name: "paper", required: true }]);
    const { messages, description } = await client.getPrompt({ name: "acme/tweets", arguments: { paper: "{bees}" } });
    expect(description).toBe("acme/tweets, version 1");
    expect(messages).toEqual([
      { role: "user", content: { type: "text", text: "Write tweets about {bees}.\n\n- Be kind.\n" } },
    ]);
    await expect(client.getPrompt({ name: "acme/tweets" })).rejects.toMatchObject({
      code: -32602,
      data: { code: "missing_variable" },
    });
    await expect(client.getPrompt({ name: "other/secret" })).rejects.toMatchObject({ code: -32002 });
  });
});

describe("tools", () => {
  it("list page by page, and read text and blocks", async () => {
    const client = await connect({ memory: await open() });
    const first = await call(client, "list_instructions", { limit: 2 });
    const rest = await call(client, "list_instructions", { limit: 2, cursor: first.document["next"] });
    expect(rest.document).toMatchObject({ instructions: [{ name: "other/secret", version: 1 }], next: null });
    const read = await call(client, "read_instructions", { name: "acme/tweets", blocks: true });
    expect(JSON.parse(read.text)).toEqual(read.document);
    expect(read.document).toMatchObject({
      version: 1,
      text: seed,
      blocks: [
        { id: "b1", kind: "paragraph" },
        { id: "b2", kind: "item", text: "Be kind." },
      ],
    });
  });

  it("record once, propose on the version that was read, and list history", async () => {
    const memory = await open();
    const client = await connect({ memory });
    const args = { name: "acme/tweets", messages: [{ role: "user", content: "Hi" }], version: 1, idempotencyKey: "k" };
    const [one, two] = [await call(client, "record_run", args), await call(client, "record_run", args)];
    expect(one.document).toMatchObject({ name: "acme/tweets", version: 1, messages: [{ id: "m1", role: "user" }] });
    expect(two.document["run"]).toBe(one.document["run"]);
    await change(memory, "Be brief.");
    const edits = [{ kind: "add", text: "No hashtags.", after: "b2" }];
    const proposed = await call(client, "propose_change", { name: "acme/tweets", reason: "Asked.", edits, version: 1 });
    expect(proposed.document).toMatchObject({ state: "open", by: { id: "agent", role: "model" } });
    const lost = await call(client, "propose_change", { name: "acme/tweets", reason: "x", text: "Write." });
    expect(lost.document).toMatchObject({
      state: "refused",
      screens: expect.arrayContaining([expect.stringContaining("{paper}")]) as unknown,
    });
    const history = await call(client, "list_history", { name: "acme/tweets", limit: 1 });
    expect(history.document).toMatchObject({ versions: [{ number: 2 }], next: expect.anything() as unknown });
  });

  it.each([
    ["read_instructions", { name: 7 }, "-32602"],
    ["read_instructions", { name: "acme/tweets", version: 9 }, "version_not_found"],
    ["read_instructions", { name: "a//b" }, "invalid_name"],
    ["list_instructions", { limit: 1e9 }, "-32602"],
    ["record_run", { name: "acme/tweets", messages: [{ role: "king", content: "x" }] }, "invalid_messages"],
    ["record_run", { name: "acme/tweets", messages: [] }, "-32602"],
    ["give_feedback", { name: "acme/tweets" }, "invalid_feedback"],
    ["give_feedback", { name: "acme/tweets", comment: "a\0b" }, "invalid_text"],
    ["give_feedback", { name: "acme/tweets", comment: "x".repeat(300_000) }, "-32602"],
    ["give_feedback", { name: "acme/tweets", comment: "x", run: "none" }, "run_not_found"],
    ["propose_change", { name: "acme/tweets", reason: "x" }, "invalid_edit"],
    ["propose_change", { name: "acme/tweets", reason: "x", edits: [{ kind: "remove", block: "b9" }] }, "invalid_edit"],
    ["accept", { id: "x" }, "not found"],
  ])("%s says what is wrong with %o", async (tool, args, code) => {
    const memory = await open();
    const called = await call(await connect({ memory }), tool, args);
    expect(called).toMatchObject({ failed: true, text: expect.stringContaining(code) as unknown });
    expect((await tweets(memory).lessons()).items).toEqual([]);
  });

  it("tell nothing of what should not happen, but the server is told", async () => {
    const memory = await open();
    const told: unknown[] = [];
    const client = await connect({ memory, onError: (error) => void told.push(error) });
    memory.store.record = () => Promise.reject(new Error("password=hunter2 at db.internal"));
    const called = await call(client, "read_instructions", { name: "acme/tweets" });
    expect(called).toMatchObject({ failed: true, text: expect.stringContaining("(unexpected)") as unknown });
    expect(called.text).not.toContain("hunter2");
    expect(String(told[0])).toContain("hunter2");
  });
});
