// Feedback that the application puts into the state.
import { AIMessage } from "@langchain/core/messages";
import { Annotation, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { createMemory, memoryStore, type Principal } from "knowhow";
import {
  type FeedbackState,
  type GraphRuntime,
  proceduralMemory,
  type ProceduralMemoryOptions,
} from "knowhow/langgraph";
import { beforeEach, describe, expect, test } from "vitest";
import { person, Writer, wordForWord } from "./fakes.js";

const ana: Principal = { id: "ana", role: "reviewer" };
const thread = { configurable: { thread_id: "1" } };
let memory = createMemory({ store: memoryStore() });
beforeEach(() => {
  memory = createMemory({ store: memoryStore(), strategy: wordForWord() });
});

const State = Annotation.Root({ ...MessagesAnnotation.spec, feedback: Annotation<FeedbackState> });

function build(options: Partial<ProceduralMemoryOptions> = {}, schema = State) {
  const own = { memory, name: "tweets", seed: "Write a tweet.", model: new Writer(), principal: () => ana };
  const nodes = proceduralMemory({ ...own, feedbackFromConversation: false, ...options });
  const graph = new StateGraph(schema)
    .addNode("call", nodes.callModel)
    .addNode("update", nodes.updateInstructions)
    .addEdge(START, "call")
    .addEdge("call", "update")
    .compile({ checkpointer: new MemorySaver() });
  return { graph, nodes };
}

async function given() {
  const instructions = memory.instructions("tweets");
  const { items } = await instructions.lessons();
  return Promise.all(items.map(async (lesson) => await instructions.feedbackOf(lesson)));
}

describe("in the state", () => {
  test("is taken as a comment, an object or several, speaks of the last answer, and is cleared", async () => {
    const { graph } = build();
    const full = { comment: "Add a number.", score: 0.25, revised: "Tweet 2: 40 %." };
    const forms: { feedback: FeedbackState; wanted: object[]; cleared: FeedbackState }[] = [
      { feedback: "Be brief.", wanted: [{ comment: "Be brief.", score: null }], cleared: "" },
      { feedback: full, wanted: [full], cleared: undefined },
      { feedback: ["No.", { score: 0 }], wanted: [{ comment: "No." }, { comment: null, score: 0 }], cleared: [] },
      { feedback: "  ", wanted: [], cleared: "  " },
      { feedback: null, wanted: [], cleared: null },
    ];
    let seen = 0;
    for (const { feedback, wanted, cleared } of forms) {
      const state = await graph.invoke({ messages: [person("A paper.")], feedback }, thread);
      const now = (await given()).slice(seen);
      seen += now.length;
      const message = state.messages.at(-1)?.id;
      expect(now).toMatchObject(wanted.map((one) => ({ by: ana, message, ...one })));
      expect(state.feedback).toEqual(cleared);
    }
    const run = await memory.instructions("tweets").run((await given())[0]?.run?.id ?? "");
    expect(run.messages.at(-1)?.parts).toMatchObject([{ text: "Tweet 1. #science" }]);
  });

  test("is recorded once for an answer, and again for another", async () => {
    const { graph, nodes } = build();
    for (const [text, score] of [
      ["A paper.", 0],
      ["Another.", 0],
      ["A third.", 1],
    ] as const) {
      const { messages } = await graph.invoke({ messages: [person(text)], feedback: { score } }, thread);
      await nodes.updateInstructions({ messages, feedback: { score } }, thread);
    }
    expect((await given()).map((one) => one?.score)).toEqual([0, 0, 1]);
  });

  test("may speak of an earlier answer, and of no other message", async () => {
    const { graph } = build();
    const { messages } = await graph.invoke({ messages: [person("A paper.")] }, thread);
    const first = messages.at(-1)?.id ?? "";
    await graph.invoke({ messages: [person("Another.")], feedback: { comment: "Too long.", message: first } }, thread);
    const [feedback] = await given();
    expect(feedback?.message).toBe(first);
    const run = await memory.instructions("tweets").run(feedback?.run?.id ?? "");
    expect(run.messages.map(({ id }) => id)).toContain(first);
    await expect(graph.invoke({ feedback: { comment: "What?", message: "nothing" } }, thread)).rejects.toMatchObject({
      code: "invalid_feedback",
      message: expect.stringContaining(first),
    });
  });

  test("is recorded once by its id where a channel keeps everything that was said", async () => {
    const concat = Annotation.Root({
      ...MessagesAnnotation.spec,
      feedback: Annotation<FeedbackState>({
        reducer: (before, after) => [...list(before), ...list(after)],
        default: () => [],
      }),
    });
    const { graph } = build({}, concat as unknown as typeof State);
    await graph.invoke({ messages: [person("A paper.")], feedback: [{ id: "f1", comment: "Be brief." }] }, thread);
    await graph.invoke({ messages: [person("Another.")], feedback: [{ id: "f2", comment: "Be brief." }] }, thread);
    const state = await graph.invoke({ messages: [person("A third.")] }, thread);
    expect(state.feedback).toHaveLength(2);
    expect((await given()).map((one) => one?.comment)).toEqual(["Be brief.", "Be brief."]);
  });

  test("speaks of the agent in general where nothing was answered", async () => {
    const { updateInstructions } = proceduralMemory({
      memory,
      name: "tweets",
      seed: "Write a tweet.",
      model: new Writer(),
      principal: () => ana,
      feedbackKey: "review",
    });
    await updateInstructions({ messages: [], review: "Be brief." });
    expect(await given()).toMatchObject([{ comment: "Be brief.", run: null, message: null }]);
    await expect(updateInstructions({ messages: [], review: 7 })).rejects.toMatchObject({ code: "invalid_feedback" });
    await expect(updateInstructions({ messages: [], review: {} })).rejects.toMatchObject({ code: "invalid_feedback" });
  });
});

describe("whoever the state says it is from", () => {
  test.each([
    ["operator", "reviewer", "reviewer"],
    ["reviewer", "user", "user"],
    ["user", "reviewer", "user"],
    ["external", "operator", "external"],
  ] as const)("a %s, told by a %s, counts as a %s", async (claimed, role, counted) => {
    const { graph } = build({ principal: () => ({ id: "server", role }) });
    const feedback = { comment: "Be brief.", by: { id: "zoe", role: claimed } };
    await graph.invoke({ messages: [person("A paper.")], feedback }, thread);
    expect((await given()).map((one) => one?.by)).toEqual([{ id: "zoe", role: counted }]);
  });

  test("is taken at its word where the application says so", async () => {
    const principal = (state: typeof State.State, _runtime: GraphRuntime): Principal => {
      const { feedback } = state;
      return typeof feedback === "object" && feedback && "by" in feedback && feedback.by ? feedback.by : ana;
    };
    const { updateInstructions } = proceduralMemory({
      memory,
      name: "tweets",
      seed: "Write a tweet.",
      model: new Writer(),
      principal,
    });
    const by = { id: "olga", role: "operator" } as const;
    const messages = [person("A paper."), new AIMessage("A tweet.")];
    await updateInstructions({ messages, feedback: { comment: "Be brief.", by } });
    expect((await given()).map((one) => one?.by)).toEqual([by]);
  });

  test("must be somebody", async () => {
    const { graph } = build();
    const feedback = { comment: "Be brief.", by: { id: "", role: "reviewer" } as const };
    await expect(graph.invoke({ messages: [person("A paper.")], feedback }, thread)).rejects.toMatchObject({
      code: "invalid_principal",
    });
  });
});

function list(
  value: FeedbackState,
): (string | Exclude<FeedbackState, string | readonly unknown[] | null | undefined>)[] {
  if (value === null || value === undefined) return [];
  return typeof value === "string" || !Array.isArray(value) ? [value as string] : [...value];
}
