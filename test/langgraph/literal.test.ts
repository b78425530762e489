// The reference flow with nothing but what comes with the package: the strategy `literal`, in the graph's own store.
import { InMemoryStore, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { createMemory } from "knowhow";
import { langGraphStore, proceduralMemory } from "knowhow/langgraph";
import { expect, test } from "vitest";
import { person, Writer } from "./fakes.js";

test("remarks change nothing, a directive becomes a rule, and the next tweet obeys it", async () => {
  const store = new InMemoryStore();
  const model = new Writer();
  const { callModel, updateInstructions } = proceduralMemory({
    name: "tweet-writer",
    namespace: ["acme"],
    seed: "Write a tweet about the paper.",
    model,
    principal: () => ({ id: "ana", role: "reviewer" }),
  });
  const graph = new StateGraph(MessagesAnnotation)
    .addNode("call_model", callModel)
    .addNode("update_instructions", updateInstructions)
    .addEdge(START, "call_model")
    .addEdge("call_model", "update_instructions")
    .compile({ checkpointer: new MemorySaver(), store });
  const config = { configurable: { thread_id: "1" } };
  const say = async (text: string) => {
    const { messages } = await graph.invoke({ messages: [person(text)] }, config);
    return messages.at(-1)?.text;
  };
  expect(await say("A paper on how bees dance.")).toBe("Tweet 1. #science");
  expect(await say("Nice one, thanks!")).toBe("Tweet 2. #science");
  expect(await say("Please never use hashtags.")).toBe("Tweet 3. #science");
  expect(await say("Here is a paper on ants.")).toBe("Tweet 4.");

  const instructions = createMemory({ store: langGraphStore(store) }).instructions("tweet-writer", {
    namespace: ["acme"],
  });
  expect((await instructions.history()).items.map(({ number }) => number)).toEqual([2, 1]);
  const [rule] = (await instructions.blame()).filter(({ block }) => block.origin === "rule" && block.kind === "item");
  expect(rule?.block.content).toMatch(/hashtags/);
  expect(rule?.evidence).toMatchObject([{ by: { id: "ana" }, evidence: { kind: "quote", source: "reviewer" } }]);
  expect(await instructions.verify()).toEqual([]);
});
