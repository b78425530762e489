// In a graph: nodes use the store that they are handed, in one run and the next, and so do the tools that people build
// on it.
import {
  Annotation,
  type BaseStore,
  END,
  entrypoint,
  getStore,
  type LangGraphRunnableConfig,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
  task,
} from "@langchain/langgraph";
import { createMemory } from "knowhow";
import { langGraphStore, proceduralMemory } from "knowhow/langgraph";
import { literal } from "knowhow/literal";
import { runStoreCase, storeConformance } from "knowhow/testing";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds, newPlace } from "./stores.js";

const State = Annotation.Root({
  user: Annotation<string>,
  said: Annotation<string>,
  seen: Annotation<string[]>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
});
type Update = Partial<typeof State.Update>;

function storeOf(config: LangGraphRunnableConfig): BaseStore {
  if (!config.store) throw new Error("No store.");
  return config.store;
}

describe.each(kinds)("$name in a graph", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);

  test("nodes put, get, search and delete", async () => {
    const remember = async ({ user, said }: typeof State.State, config: LangGraphRunnableConfig): Promise<Update> => {
      const store = storeOf(config);
      await store.put(["memories", user], `m${said.length}`, { text: said });
      const back = await store.get(["memories", user], `m${said.length}`);
      return { seen: [`got ${String(back?.value["text"])}`] };
    };
    const recall = async ({ user, said }: typeof State.State, config: LangGraphRunnableConfig): Promise<Update> => {
      const store = storeOf(config);
      const items = await store.search(["memories", user], { query: said, filter: { text: { $exists: true } } });
      return { seen: items.map(({ value }) => `found ${String(value["text"])}`) };
    };
    const forget = async ({ user, said }: typeof State.State, config: LangGraphRunnableConfig): Promise<Update> => {
      if (!said.startsWith("forget")) return {};
      const store = storeOf(config);
      const items = await store.search(["memories", user], { limit: 100 });
      await Promise.all(items.map(({ namespace, key }) => store.delete(namespace, key)));
      return { seen: [`forgot ${items.length}`] };
    };
    const store = await open();
    const graph = new StateGraph(State)
      .addNode("remember", remember)
      .addNode("recall", recall)
      .addNode("forget", forget)
      .addEdge(START, "remember")
      .addEdge("remember", "recall")
      .addEdge("recall", "forget")
      .addEdge("forget", END)
      .compile({ store });
    const run = async (user: string, said: string) => (await graph.invoke({ user, said })).seen;
    expect(await run("u1", "I like green tea")).toEqual(["got I like green tea", "found I like green tea"]);
    expect(await run("u12", "Green is my colour")).toEqual(["got Green is my colour", "found Green is my colour"]);
    expect((await run("u1", "more tea")).slice(1).sort()).toEqual(["found I like green tea", "found more tea"]);
    expect((await run("u1", "forget it")).at(-1)).toBe("forgot 3");
    expect(await store.search(["memories", "u1"])).toEqual([]);
    expect(await store.search(["memories", "u12"])).toHaveLength(1);
    await store.stop();
  });

  test("many nodes at once, each with its own items", async () => {
    const store = await open();
    const Many = Annotation.Root({
      sum: Annotation<number>({ reducer: (a, b) => a + b, default: () => 0 }),
    });
    const names = Array.from({ length: 8 }, (_none, n) => `n${n}`);
    const graph = names
      .reduce(
        (built, name) =>
          built
            .addNode(name, async (_state: typeof Many.State, config: LangGraphRunnableConfig) => {
              const at = storeOf(config);
              await Promise.all([1, 2, 3].map((n) => at.put(["many", name], `k${n}`, { n })));
              const items = await at.search(["many", name]);
              return { sum: items.reduce((sum, { value }) => sum + Number(value["n"]), 0) };
            })
            .addEdge(START, name as never),
        new StateGraph(Many) as StateGraph<typeof Many.spec, typeof Many.State, typeof Many.Update, string>,
      )
      .compile({ store });
    expect((await graph.invoke({})).sum).toBe(6 * names.length);
    expect(await store.listNamespaces({ prefix: ["many"] })).toHaveLength(names.length);
    await store.stop();
  });

  test("an entrypoint and its tasks", async () => {
    const store = await open();
    const note = task("note", async (text: string) => {
      await getStore()?.put(["notes"], "last", { text });
    });
    const flow = entrypoint({ name: "flow", store, checkpointer: new MemorySaver() }, async (text: string) => {
      await note(text);
      return (await getStore()?.get(["notes"], "last"))?.value["text"];
    });
    expect(await flow.invoke("remember me", { configurable: { thread_id: "1" } })).toBe("remember me");
    await store.stop();
  });

  test("keeps instructions that learn, by langGraphStore", async () => {
    const place = newPlace();
    const store = await open({}, place);
    const { callModel, updateInstructions } = proceduralMemory({
      name: "tweets",
      namespace: () => ["acme_corp", "50%"],
      seed: "Write a tweet.",
      model: new FakeListChatModel({ responses: ["Bees dance. #bees"] }),
      principal: () => ({ id: "ana", role: "reviewer" }),
    });
    const graph = new StateGraph(MessagesAnnotation)
      .addNode("call_model", callModel)
      .addNode("update_instructions", updateInstructions)
      .addEdge(START, "call_model")
      .addEdge("call_model", "update_instructions")
      .compile({ store, checkpointer: new MemorySaver() });
    const thread = { configurable: { thread_id: "1" } };
    await graph.invoke({ messages: [{ role: "user", content: "A paper on bees." }] }, thread);
    await graph.invoke({ messages: [{ role: "user", content: "Please stop using hashtags." }] }, thread);
    await store.stop();
    const again = await open({}, place);
    const memory = createMemory({ store: langGraphStore(again), strategy: literal() });
    const { text } = await memory.instructions("tweets", { namespace: ["acme_corp", "50%"] }).current();
    expect(text).toContain("Do not use hashtags.");
    // Nothing of it is found by words: it is not the application's text.
    expect(await again.search([], { query: "hashtags" })).toEqual([]);
    await again.stop();
  });

  test("carries langGraphStore through the conformance suite", { timeout: 120_000 }, async () => {
    const store = await open();
    let passed = 0;
    // Texts of 5 MB have a case of their own in the contract.
    for (const one of storeConformance.filter(({ name }) => !name.startsWith("a large text"))) {
      const { status, error } = await runStoreCase(one, () => langGraphStore(store), { rows: 20 });
      if (status === "failed") throw error;
      if (status === "passed") passed += 1;
    }
    expect(passed).toBeGreaterThan(20);
    await store.stop();
  });
});
