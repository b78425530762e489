// Approval by interrupt, with a real checkpointer: what is asked, what each decision does, and that nothing is done
// twice.
import { AIMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  entrypoint,
  InMemoryStore,
  isInterrupted,
  INTERRUPT,
  MemorySaver,
  MessagesAnnotation,
  START,
  StateGraph,
} from "@langchain/langgraph";
import { createMemory, memoryStore, type Principal, type Strategy } from "knowhow";
import {
  type FeedbackState,
  langGraphStore,
  proceduralMemory,
  type ProceduralMemoryOptions,
  type ProposalReview,
} from "knowhow/langgraph";
import { beforeEach, describe, expect, test } from "vitest";
import { person, Writer, wordForWord } from "./fakes.js";

const ana: Principal = { id: "ana", role: "reviewer" };
const bo: Principal = { id: "bo", role: "user" };
const SEED = "Write a tweet.";
const LEARNED = `${SEED}\n\n## Learned rules\n\n- Use no hashtags.`;
const thread = { configurable: { thread_id: "1" } };
const say = (text: string) => ({ messages: [person(text)] });

let strategy = wordForWord();
let memory = createMemory({ store: memoryStore(), strategy });
let checkpointer = new MemorySaver();
beforeEach(() => {
  strategy = wordForWord();
  memory = createMemory({ store: memoryStore(), strategy });
  checkpointer = new MemorySaver();
});

/** A graph as a fresh process would make it, on the same memory and checkpointer. */
function build(options: Partial<ProceduralMemoryOptions> = {}) {
  const own = { memory, name: "tweets", seed: SEED, model: new Writer(), principal: () => ana };
  const nodes = proceduralMemory({ ...own, approval: "interrupt", ...options });
  return new StateGraph(MessagesAnnotation)
    .addNode("call", nodes.callModel)
    .addNode("update", nodes.updateInstructions)
    .addEdge(START, "call")
    .addEdge("call", "update")
    .compile({ checkpointer });
}

/** A graph that was told to use no hashtags and now asks whether it may. */
async function asking(options: Partial<ProceduralMemoryOptions> = {}) {
  const graph = build(options);
  await graph.invoke(say("A paper."), thread);
  return { graph, review: reviewIn(await graph.invoke(say("Use no hashtags."), thread)) };
}

function reviewIn(state: unknown): ProposalReview {
  if (!isInterrupted<ProposalReview>(state)) throw new Error("The graph was not interrupted.");
  const [first, ...others] = state[INTERRUPT];
  expect(others).toEqual([]);
  if (!first?.value) throw new Error("The interrupt has no value.");
  return first.value;
}

const decide = (resume: unknown) => new Command<unknown, Record<string, unknown>, never>({ resume });
const text = async () => (await memory.instructions("tweets").current()).text;
const proposalStates = async () => (await memory.instructions("tweets").proposals()).items.map(({ state }) => state);
const lessonStates = async () => (await memory.instructions("tweets").lessons()).items.map(({ state }) => state);

describe("what is asked", () => {
  test("has all that a person needs to decide, as plain data", async () => {
    const { review } = await asking();
    expect(JSON.parse(JSON.stringify(review))).toEqual(review);
    expect(review).toMatchObject({
      kind: "knowhow.proposal",
      problem: null,
      instructions: "tweets",
      rationale: "Somebody said it.",
      text: LEARNED,
      edits: [{ kind: "add", text: "Use no hashtags." }],
      evidence: [{ kind: "quote", snippet: "Use no hashtags.", source: "reviewer" }],
      screens: [],
    });
    expect(review.patch).toContain("\n+- Use no hashtags.\n");
    expect((await memory.findProposal(review.proposal))?.state).toBe("open");
    expect(await text()).toBe(SEED);
  });

  test("is nothing, where nothing is to be changed", async () => {
    const graph = build();
    expect(isInterrupted(await graph.invoke(say("A paper."), thread))).toBe(false);
    expect(strategy.calls()).toBe(0);
  });

  test("waits, while the same conversation may go on", async () => {
    const { graph, review } = await asking();
    const other = { configurable: { thread_id: "2" } };
    expect(isInterrupted(await graph.invoke(say("A paper on ants."), other))).toBe(false);
    await graph.invoke(decide({ type: "accept" }), thread);
    expect((await memory.findProposal(review.proposal))?.state).toBe("accepted");
  });
});

describe("the decision", () => {
  test("to accept puts the proposal into force", async () => {
    const { graph } = await asking();
    const state = await graph.invoke(decide({ type: "accept", reason: "Yes." }), thread);
    expect(isInterrupted(state)).toBe(false);
    expect(state.messages).toHaveLength(4);
    expect(await text()).toBe(LEARNED);
    const [proposal] = (await memory.instructions("tweets").proposals()).items;
    expect(proposal?.decision).toMatchObject({ by: ana, reason: "Yes.", version: 2 });
    expect(await lessonStates()).toEqual(["applied"]);
  });

  test("to edit puts the person's text into force, with the evidence of both", async () => {
    const { graph } = await asking();
    await graph.invoke(decide({ type: "edit", text: `${SEED}\n\nNo hashtags, ever.` }), thread);
    expect(await text()).toBe(`${SEED}\n\nNo hashtags, ever.`);
    const blamed = (await memory.instructions("tweets").blame()).find(({ block }) => block.content.startsWith("No"));
    expect(blamed?.evidence.map(({ evidence }) => evidence.kind).sort()).toEqual(["authorship", "quote"]);
  });

  test("to reject changes nothing, and the lesson does not come back", async () => {
    const { graph } = await asking();
    await graph.invoke(decide({ type: "reject", reason: "We like hashtags." }), thread);
    expect(await text()).toBe(SEED);
    const [lesson] = (await memory.instructions("tweets").lessons()).items;
    expect(lesson).toMatchObject({ state: "dismissed", reason: "Rejected by ana: We like hashtags." });
    expect(isInterrupted(await graph.invoke(say("Another paper."), thread))).toBe(true);
    expect(await proposalStates()).toEqual(["open", "rejected"]);
  });

  test("survives the process: another graph on the same checkpointer and store takes it", async () => {
    const { review } = await asking();
    await build().invoke(decide({ type: "accept" }), thread);
    expect(await text()).toBe(LEARNED);
    expect(strategy.calls()).toBe(1);
    expect((await memory.findProposal(review.proposal))?.state).toBe("accepted");
    expect(await proposalStates()).toEqual(["accepted"]);
    expect((await memory.instructions("tweets").runs()).items).toHaveLength(2);
  });

  test("is of whoever resumes; what was said stays of whoever said it", async () => {
    const principal: ProceduralMemoryOptions["principal"] = (_state, { configurable }) =>
      configurable?.["user"] === "ana" ? ana : bo;
    const as = (user: string) => ({ configurable: { thread_id: "1", user } });
    const State = Annotation.Root({ ...MessagesAnnotation.spec, feedback: Annotation<FeedbackState> });
    const own = { memory, name: "tweets", seed: SEED, model: new Writer(), principal } as const;
    const nodes = proceduralMemory({ ...own, approval: "interrupt" });
    const graph = new StateGraph(State)
      .addNode("call", nodes.callModel)
      .addNode("update", nodes.updateInstructions)
      .addEdge(START, "call")
      .addEdge("call", "update")
      .compile({ checkpointer });
    await graph.invoke(say("A paper."), as("bo"));
    await graph.invoke({ ...say("Use no hashtags."), feedback: "Be brief." }, as("bo"));
    const state = await graph.invoke(decide({ type: "accept" }), as("ana"));
    expect(state.feedback).toBe("");
    const desk = memory.instructions("tweets");
    const given = await Promise.all((await desk.lessons()).items.map((lesson) => desk.feedbackOf(lesson)));
    expect(given.map((one) => [one?.comment, one?.by.id])).toEqual([
      ["Use no hashtags.", "bo"],
      ["Be brief.", "bo"],
    ]);
    expect((await desk.runs()).items.map((run) => run.principal?.id)).toEqual(["bo", "bo"]);
    expect((await desk.proposals()).items).toMatchObject([{ state: "accepted", decision: { by: ana } }]);
  });

  test("taken twice is taken once", async () => {
    const { graph } = await asking();
    await graph.invoke(decide({ type: "accept" }), thread);
    await graph.invoke(decide({ type: "reject" }), thread).catch(() => {});
    expect(await text()).toBe(LEARNED);
    expect((await memory.instructions("tweets").history()).items).toHaveLength(2);
    expect(await proposalStates()).toEqual(["accepted"]);
  });

  test("of a node that dies after carrying it out is not carried out again", async () => {
    const dying = { first: true };
    const graph = (die: boolean) => {
      const own = { memory, name: "tweets", seed: SEED, model: new Writer(), principal: () => ana } as const;
      const nodes = proceduralMemory({ ...own, approval: "interrupt" });
      return new StateGraph(MessagesAnnotation)
        .addNode("call", nodes.callModel)
        .addNode("update", async (state: typeof MessagesAnnotation.State, config) => {
          const update = await nodes.updateInstructions(state, config);
          if (die && (await text()) !== SEED && dying.first) {
            dying.first = false;
            throw new Error("Struck by lightning.");
          }
          return update;
        })
        .addEdge(START, "call")
        .addEdge("call", "update")
        .compile({ checkpointer });
    };
    await graph(false).invoke(say("A paper."), thread);
    await graph(false).invoke(say("Use no hashtags."), thread);
    await expect(graph(true).invoke(decide({ type: "accept" }), thread)).rejects.toThrow("lightning");
    expect(isInterrupted(await graph(false).invoke(null, thread))).toBe(false);
    expect(await text()).toBe(LEARNED);
    expect((await memory.instructions("tweets").history()).items).toHaveLength(2);
    expect(strategy.calls()).toBe(1);
  });

  test("made elsewhere meanwhile stands", async () => {
    const { graph, review } = await asking();
    await memory.instructions("tweets").reject(review.proposal, { by: ana, reason: "At the desk." });
    expect(isInterrupted(await graph.invoke(decide({ type: "accept" }), thread))).toBe(false);
    expect(await text()).toBe(SEED);
  });

  test("comes too late when the block was changed meanwhile, and the lesson waits again", async () => {
    const replacing: Strategy = {
      ...strategy,
      async reflect(input) {
        const output = await strategy.reflect(input);
        const block = input.blocks[0]?.id ?? "";
        return {
          ...output,
          edits: output.edits.map(({ evidence }) => ({ kind: "replace", block, text: "Write.", evidence })),
        };
      },
    };
    memory = createMemory({ store: memoryStore(), strategy: replacing });
    const { graph } = await asking();
    const desk = memory.instructions("tweets");
    const { id } = await desk.propose({ by: ana, text: "Write two tweets." });
    await desk.accept(id, { by: ana });
    expect(isInterrupted(await graph.invoke(decide({ type: "accept" }), thread))).toBe(false);
    expect(await proposalStates()).toEqual(["accepted", "stale"]);
    expect(await lessonStates()).toEqual(["pending"]);
  });
});

describe("a decision that cannot be carried out", () => {
  test.each([
    ["is none", "yes", 'with "yes"'],
    ["has no text", { type: "edit" }, '{ type: "edit", text }'],
    ["is refused by a screen", { type: "edit", text: " " }, "blank"],
    ["has text that no store can keep", { type: "edit", text: "a\0b" }, "NUL"],
  ])("because it %s is asked for again, with the reason", async (_why, resume, reason) => {
    const { graph, review } = await asking();
    const again = reviewIn(await graph.invoke(decide(resume), thread));
    expect(again).toEqual({ ...review, problem: expect.stringContaining(reason) });
    const once = reviewIn(await build().invoke(decide("no"), thread));
    expect(once.problem).toContain('with "no"');
    expect(isInterrupted(await build().invoke(decide({ type: "accept" }), thread))).toBe(false);
    expect(await text()).toBe(LEARNED);
    expect(strategy.calls()).toBe(1);
  });

  test("because of who made it is asked for again; the application says who decides", async () => {
    const { graph } = await asking({ principal: () => bo });
    const again = reviewIn(await graph.invoke(decide({ type: "accept" }), thread));
    expect(again.problem).toContain('The user "bo" may not accept');
    expect(await text()).toBe(SEED);
    const claims: unknown[] = [];
    const approver: ProceduralMemoryOptions["approver"] = (_state, _runtime, { type, by }) => {
      claims.push([type, by]);
      return ana;
    };
    const another = build({ principal: () => bo, approver });
    const by = { id: "eve", role: "operator" };
    await another.invoke(decide({ type: "accept", by }), thread);
    expect(claims).toEqual([["accept", by]]);
    const [proposal] = (await memory.instructions("tweets").proposals()).items;
    expect(proposal?.decision?.by).toEqual(ana);
  });

  test("is an operator's where the application names nobody", async () => {
    const own = { memory, name: "tweets", seed: SEED, model: new Writer() } as const;
    const nodes = proceduralMemory({ ...own, approval: "interrupt" });
    const graph = new StateGraph(MessagesAnnotation)
      .addNode("call", nodes.callModel)
      .addNode("update", nodes.updateInstructions)
      .addEdge(START, "call")
      .addEdge("call", "update")
      .compile({ checkpointer });
    for (const one of ["A paper.", "Use no hashtags."]) await graph.invoke(say(one), thread);
    await graph.invoke(decide({ type: "accept" }), thread);
    const [proposal] = (await memory.instructions("tweets").proposals()).items;
    expect(proposal).toMatchObject({ trust: "user", decision: { by: { id: "operator", role: "operator" } } });
  });
});

describe("several questions", () => {
  /** Fails on the first sight of a lesson, so that each later goes alone and makes a proposal of its own. */
  function failingFirst(): Strategy {
    const seen = new Set<string>();
    const plain = wordForWord();
    return {
      ...plain,
      async reflect(input) {
        const isNew = input.lessons.some(({ lesson }) => !seen.has(lesson.id));
        for (const { lesson } of input.lessons) seen.add(lesson.id);
        if (isNew) throw new Error("Not today.");
        return plain.reflect(input);
      },
    };
  }

  test("in one node are asked one after another, each decision for its own proposal", async () => {
    memory = createMemory({ store: memoryStore(), strategy: failingFirst() });
    const graph = build({ feedbackFromConversation: false });
    await graph.invoke(say("A paper."), thread);
    const desk = memory.instructions("tweets");
    for (const comment of ["One.", "Two.", "Three."]) await desk.feedback({ comment, by: ana });
    await desk.reflect();
    const questions = [reviewIn(await graph.invoke(say("Another."), thread))];
    questions.push(
      reviewIn(await build({ feedbackFromConversation: false }).invoke(decide({ type: "accept" }), thread)),
    );
    questions.push(reviewIn(await graph.invoke(decide("what?"), thread)));
    questions.push(reviewIn(await graph.invoke(decide({ type: "reject" }), thread)));
    expect(
      questions.map(({ problem, edits }) => [problem !== null, edits.map((edit) => "text" in edit && edit.text)]),
    ).toEqual([
      [false, ["One."]],
      [false, ["Two."]],
      [true, ["Two."]],
      [false, ["Three."]],
    ]);
    expect(isInterrupted(await graph.invoke(decide({ type: "accept" }), thread))).toBe(false);
    expect(await text()).toBe(`${SEED}\n\n## Learned rules\n\n- One.\n- Three.`);
  });

  test("skip what was decided elsewhere while another was asked", async () => {
    memory = createMemory({ store: memoryStore(), strategy: failingFirst() });
    const graph = build({ feedbackFromConversation: false });
    await graph.invoke(say("A paper."), thread);
    const desk = memory.instructions("tweets");
    for (const comment of ["One.", "Two.", "Three."]) await desk.feedback({ comment, by: ana });
    await desk.reflect();
    await graph.invoke(say("Another."), thread);
    const [, second, first] = (await desk.proposals({ states: ["open"] })).items;
    for (const one of [first, second]) await desk.reject(one?.id ?? "", { by: ana });
    // The answer is to the question about the first, which is decided already; it must not pass to the third.
    const review = reviewIn(await graph.invoke(decide({ type: "accept" }), thread));
    expect(review.edits).toMatchObject([{ text: "Three." }]);
    await graph.invoke(decide({ type: "accept" }), thread);
    expect(await text()).toContain("- Three.");
    expect(await text()).not.toContain("One.");
  });

  test("in two turns are two proposals", async () => {
    const { graph, review } = await asking();
    await graph.invoke(decide({ type: "accept" }), thread);
    const second = reviewIn(await graph.invoke(say("Be brief."), thread));
    expect(second.proposal).not.toBe(review.proposal);
    expect(second.text).toBe(`${LEARNED}\n- Be brief.`);
    await graph.invoke(decide({ type: "accept" }), thread);
    expect(await text()).toBe(`${LEARNED}\n- Be brief.`);
  });
});

test("a node that died between the proposal and the question asks for it when it runs again", async () => {
  const store = memoryStore();
  let alive = true;
  memory = createMemory({
    store: {
      ...store,
      async putAnswer(...given) {
        if (!alive) throw new Error("Struck by lightning.");
        return store.putAnswer(...given);
      },
    },
    strategy,
  });
  const graph = build();
  await graph.invoke(say("A paper."), thread);
  alive = false;
  await expect(graph.invoke(say("Use no hashtags."), thread)).rejects.toThrow("lightning");
  expect(await proposalStates()).toEqual(["open"]);
  alive = true;
  const review = reviewIn(await build().invoke(null, thread));
  expect(review.text).toBe(LEARNED);
  expect(strategy.calls()).toBe(1);
  await build().invoke(decide({ type: "accept" }), thread);
  expect(await text()).toBe(LEARNED);
});

test("the application's own LangGraph store is enough", async () => {
  const store = new InMemoryStore();
  const make = () => {
    const own = { name: "tweets", seed: SEED, strategy, model: new Writer(), principal: () => ana } as const;
    const nodes = proceduralMemory({ ...own, approval: "interrupt" });
    return new StateGraph(MessagesAnnotation)
      .addNode("call", nodes.callModel)
      .addNode("update", nodes.updateInstructions)
      .addEdge(START, "call")
      .addEdge("call", "update")
      .compile({ checkpointer, store });
  };
  await make().invoke(say("A paper."), thread);
  expect(reviewIn(await make().invoke(say("Use no hashtags."), thread)).text).toBe(LEARNED);
  await make().invoke(decide({ type: "accept" }), thread);
  memory = createMemory({ store: langGraphStore(store) });
  expect(await text()).toBe(LEARNED);
  expect(strategy.calls()).toBe(1);
});

test("an entrypoint is interrupted and resumed like a graph", async () => {
  const own = { memory, name: "tweets", seed: SEED, model: new Writer(), principal: () => ana } as const;
  const nodes = proceduralMemory({ ...own, approval: "interrupt" });
  const chat = entrypoint({ name: "chat", checkpointer }, async (comment: string, config) => {
    const messages = [person("A paper."), new AIMessage("A tweet. #science"), person(comment)];
    await nodes.updateInstructions({ messages }, config);
    return "done";
  });
  reviewIn(await chat.invoke("Use no hashtags.", thread));
  expect(await chat.invoke(decide({ type: "accept" }), thread)).toBe("done");
  expect(await text()).toBe(LEARNED);
  expect(strategy.calls()).toBe(1);
});

test("without a thread, or with deferred reflection, it is refused in words", async () => {
  const own = { memory, name: "tweets", seed: SEED, model: new Writer(), approval: "interrupt" } as const;
  expect(() => proceduralMemory({ ...own, reflect: "defer" })).toThrow(/approval: "interrupt"/);
  const { updateInstructions } = proceduralMemory(own);
  await expect(updateInstructions(say("Hi."))).rejects.toMatchObject({
    code: "invalid_policy",
    message: expect.stringContaining("checkpointer"),
  });
});
