// The nodes as steps of an entrypoint, called with its config or as tasks.
import type { BaseMessage } from "@langchain/core/messages";
import { addMessages, entrypoint, getPreviousState, InMemoryStore, MemorySaver, task } from "@langchain/langgraph";
import { createMemory, memoryStore } from "knowhow";
import { langGraphStore, proceduralMemory } from "knowhow/langgraph";
import { expect, test } from "vitest";
import { person, Writer, wordForWord } from "./fakes.js";

const principal = () => ({ id: "ana", role: "reviewer" }) as const;
const thread = { configurable: { thread_id: "1" } };
const common = { name: "tweets", seed: "Write a tweet.", principal } as const;

test("an entrypoint passes its config on", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: wordForWord() });
  const { callModel, updateInstructions } = proceduralMemory({ ...common, memory, model: new Writer() });
  const chat = entrypoint({ name: "chat", checkpointer: new MemorySaver() }, async (text: string, config) => {
    const before = addMessages(getPreviousState<BaseMessage[]>() ?? [], [person(text)]);
    const answered = addMessages(before, (await callModel({ messages: before }, config)).messages);
    await updateInstructions({ messages: answered }, config);
    return entrypoint.final({ value: answered.at(-1)?.text, save: answered });
  });
  expect(await chat.invoke("A paper.", thread)).toBe("Tweet 1. #science");
  expect(await chat.invoke("Use no hashtags.", thread)).toBe("Tweet 2. #science");
  expect(await chat.invoke("Another paper.", thread)).toBe("Tweet 3.");
  const instructions = memory.instructions("tweets");
  expect((await instructions.runs()).items.map((run) => [run.thread, run.messages.length])).toEqual([
    ["1", 2],
    ["1", 2],
    ["1", 2],
  ]);
  expect((await instructions.lessons()).items).toHaveLength(2);
});

test("a task, which is passed no config, finds store and thread", async () => {
  const store = new InMemoryStore();
  const nodes = proceduralMemory({ ...common, strategy: wordForWord(), model: new Writer() });
  const callModel = task("callModel", (messages: BaseMessage[]) => nodes.callModel({ messages }));
  const update = task("update", (messages: BaseMessage[]) => nodes.updateInstructions({ messages }));
  const checkpointer = new MemorySaver();
  const chat = entrypoint({ name: "chat", checkpointer, store }, async (said: BaseMessage[]) => {
    const { messages } = await callModel(said);
    await update([...said, ...messages]);
    return [...said, ...messages];
  });
  const first = await chat.invoke([person("A paper.")], thread);
  const second = await chat.invoke([...first, person("Use no hashtags.")], thread);
  const third = await chat.invoke([...second, person("Another paper.")], thread);
  expect(third.filter(({ type }) => type === "ai").map(({ text }) => text)).toEqual([
    "Tweet 1. #science",
    "Tweet 2. #science",
    "Tweet 3.",
  ]);
  const instructions = createMemory({ store: langGraphStore(store) }).instructions("tweets");
  expect((await instructions.runs()).items[0]?.thread).toBe("1");
});

test("messages without ids are told apart by place and words, and recorded once", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: wordForWord() });
  const { updateInstructions } = proceduralMemory({ ...common, memory, model: new Writer() });
  const messages: [string, string][] = [
    ["user", "A paper."],
    ["assistant", "A tweet."],
    ["user", "Be brief."],
    ["assistant", "Tweet."],
    ["user", "Be brief."],
  ];
  for (const length of [3, 4, 4, 5, 5]) await updateInstructions({ messages: messages.slice(0, length) }, thread);
  const instructions = memory.instructions("tweets");
  const lessons = (await instructions.lessons()).items;
  const given = await Promise.all(lessons.map((lesson) => instructions.feedbackOf(lesson)));
  expect(given.map((feedback) => feedback?.comment)).toEqual(["Be brief.", "Be brief."]);
  expect(new Set(given.map((feedback) => feedback?.run?.id)).size).toBe(2);
  expect((await instructions.runs()).items).toHaveLength(2);
});

test("the same words in the same place of another conversation, or of another person, are their own", async () => {
  const memory = createMemory({ store: memoryStore(), strategy: wordForWord(), authority: () => "propose" });
  const say = async (topic: string, user: string) => {
    const { updateInstructions } = proceduralMemory({
      ...common,
      memory,
      model: new Writer(),
      principal: () => ({ id: user, role: "user" }),
    });
    const messages: [string, string][] = [
      ["user", topic],
      ["assistant", "A tweet."],
      ["user", "Be brief."],
    ];
    await updateInstructions({ messages });
  };
  await say("Bees.", "ana");
  await say("Ants.", "ana");
  await say("Bees.", "bo");
  await say("Bees.", "ana");
  const instructions = memory.instructions("tweets");
  const lessons = (await instructions.lessons()).items;
  const given = await Promise.all(lessons.map((lesson) => instructions.feedbackOf(lesson)));
  expect(given.map((feedback) => feedback?.by.id)).toEqual(["ana", "ana", "bo"]);
});
