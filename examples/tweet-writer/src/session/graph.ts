// The agent: a LangGraph graph of two nodes, one that writes with the instructions and one that updates them.
import { Annotation, END, MemorySaver, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import type { Memory, Principal } from "knowhow";
import { type ChatModel, type FeedbackState, proceduralMemory } from "knowhow/langgraph";

export const seed = "Write a tweet about the paper you are given.\n";

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  /** What the reader says of the last tweet; the node that learns clears it. */
  feedback: Annotation<FeedbackState>(),
});

/** A thread is one paper: first its tweet is written, then what the reader says of it is learned. */
export function tweetWriter(memory: Memory, model: ChatModel, reader: Principal) {
  const { callModel, updateInstructions } = proceduralMemory({
    memory,
    name: "tweet-writer",
    seed,
    model,
    principal: () => reader,
    feedbackFromConversation: false,
  });
  return new StateGraph(State)
    .addNode("callModel", callModel)
    .addNode("updateInstructions", updateInstructions)
    .addConditionalEdges(START, ({ feedback }) => (feedback ? "updateInstructions" : "callModel"), [
      "callModel",
      "updateInstructions",
    ])
    .addEdge("callModel", END)
    .addEdge("updateInstructions", END)
    .compile({ checkpointer: new MemorySaver() });
}
