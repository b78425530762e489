/**
 * The node that learns: records the newest turn and the feedback, reflects, and asks for approval where that is
 * wanted.
 */
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Feedback } from "../../core/feedback.js";
import { hashJson } from "../../core/hash.js";
import { checkPrincipal, type Principal } from "../../core/principal.js";
import type { Instructions } from "../../memory.js";
import { askAbout, type Notebook } from "./approval.js";
import { messagesIn, turnsOf } from "./conversation.js";
import type { GraphRuntime, ProceduralMemoryOptions } from "./options.js";
import { type Happening, recordHappening } from "./record.js";
import type { Resolve, Resolved } from "./resolve.js";
import { clearedFeedback, readStateFeedback } from "./state-feedback.js";

export async function updateInstructions<State extends object, Key extends string>(
  options: ProceduralMemoryOptions<State, Key>,
  resolve: Resolve<State, GraphRuntime>,
  state: State,
  runtime: GraphRuntime,
): Promise<Record<string, unknown>> {
  const { messagesKey = "messages", feedbackKey = "feedback" } = options;
  const resolved = resolve(state, runtime);
  const stated = (state as Readonly<Record<string, unknown>>)[feedbackKey];
  const stateFeedback = readStateFeedback(stated);
  const principal = checkPrincipal(options.principal?.(state, runtime) ?? defaultPrincipal(runtime));
  const happening: Happening = {
    turns: turnsOf(messagesIn(state, messagesKey)),
    stateFeedback,
    fromConversation: options.feedbackFromConversation ?? true,
    principal,
    thread: threadOf(runtime),
    instructionsId: addressKey(resolved.address),
  };
  if (options.approval === "interrupt") {
    const notebook = notebookOf(resolved, runtime);
    const proposals = await proposalsOf(resolved, happening, notebook, runtime);
    const approver = options.approver ?? (() => (options.principal ? principal : OPERATOR));
    await askAbout(resolved, proposals, notebook, (decision) => approver(state, runtime, decision));
  } else {
    await recordHappening(resolved.instructions, happening);
    if (options.reflect !== "defer") await reflectOn(resolved.instructions, runtime);
  }
  return stateFeedback.length > 0 ? { [feedbackKey]: clearedFeedback(stated) } : {};
}

const OPERATOR: Principal = { id: "operator", role: "operator" };

/** The user that the platform's own authentication found; what a client may write into `configurable` is not asked. */
function defaultPrincipal({ serverInfo }: GraphRuntime): Principal {
  const identity: unknown = serverInfo?.user?.["identity"];
  return { id: typeof identity === "string" && identity !== "" ? identity : "user", role: "user" };
}

function threadOf({ configurable }: GraphRuntime): string | null {
  const thread: unknown = configurable?.["thread_id"];
  return typeof thread === "string" && thread !== "" ? thread : null;
}

async function reflectOn(instructions: Instructions, runtime: GraphRuntime): Promise<string[]> {
  const { signal } = runtime;
  const { status, version, rationale, passes } = await instructions.reflect(signal ? { signal } : {});
  if (passes.length > 0) runtime.writer?.({ knowhow: { status, version, rationale } });
  return passes.flatMap((pass) => (pass.status === "proposed" && pass.proposal ? [pass.proposal.id] : []));
}

/**
 * Pages kept under the thread and the task: both stay the same when the graph is resumed and this node runs again
 * from its top, also in another process.
 */
function notebookOf({ memory, address }: Resolved, runtime: GraphRuntime): Notebook {
  const task: unknown = runtime.executionInfo?.checkpointNs ?? runtime.configurable?.["checkpoint_ns"];
  const thread = threadOf(runtime);
  if (thread === null || typeof task !== "string") {
    throw new KnowhowError(
      "invalid_policy",
      'approval: "interrupt" needs a graph with a checkpointer, invoked with a thread_id: ' +
        "graph.compile({ checkpointer: new MemorySaver() }).",
    );
  }
  const key = `langgraph:${hashJson([thread, task])}`;
  return {
    read: (page) => memory.store.answer(address, key, page),
    write: (page, text) => memory.store.putAnswer(address, key, page, text),
  };
}

/**
 * The proposals to ask about, in order. The first time all is recorded and reflected on; a resumed node only finds
 * them again, pays for no second reflection, and takes nothing that was said for the words of whoever resumed it.
 */
async function proposalsOf(
  resolved: Resolved,
  happening: Happening,
  notebook: Notebook,
  runtime: GraphRuntime,
): Promise<string[]> {
  const kept = await notebook.read("proposals");
  if (kept !== null) return JSON.parse(kept) as string[];
  const given = await recordHappening(resolved.instructions, happening);
  const made = await reflectOn(resolved.reviewed(), runtime);
  // Also those that an earlier run of this node made before it could keep their ids.
  const ids = [...new Set([...(await proposalsWith(resolved, given)), ...made])];
  await notebook.write("proposals", JSON.stringify(ids));
  return ids;
}

/** Open proposals that hold lessons of these. */
async function proposalsWith({ instructions }: Resolved, given: readonly Feedback[]): Promise<string[]> {
  if (given.length === 0) return [];
  const ids = new Set(given.map(({ id }) => id));
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Instructions["lessons"]>> = await instructions.lessons({
      states: ["reserved"],
      cursor,
    });
    for (const { feedbackId, proposalId } of page.items) if (ids.has(feedbackId) && proposalId) found.push(proposalId);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
