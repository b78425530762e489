/** Recording what happened in a conversation, each thing once, however often a node runs on the same messages. */
import type { BaseMessage } from "@langchain/core/messages";
import { KnowhowError } from "../../core/errors.js";
import type { Feedback } from "../../core/feedback.js";
import { hashJson } from "../../core/hash.js";
import type { Principal } from "../../core/principal.js";
import type { Run } from "../../core/run.js";
import type { Instructions } from "../../memory.js";
import { isOurs, type Said, type Turn, wordsOf } from "./conversation.js";
import { refOf } from "./mark.js";
import { giverOf, type StateFeedback } from "./state-feedback.js";

/** What one call of the node has to record. */
export interface Happening {
  readonly turns: readonly Turn[];
  readonly stateFeedback: readonly StateFeedback[];
  /** Whether what people say after an answer counts as feedback on it. */
  readonly fromConversation: boolean;
  readonly principal: Principal;
  /** Null outside of a thread. */
  readonly thread: string | null;
  /** The address as one string, as refs name it. */
  readonly instructionsId: string;
}

/** Records the newest turn as a run, and the feedback; gives the feedback, whether it is new or was recorded before. */
export async function recordHappening(instructions: Instructions, happening: Happening): Promise<Feedback[]> {
  const { turns, stateFeedback } = happening;
  const last = turns.at(-1);
  const said = await fromConversation(instructions, happening);
  if (last && isOurs(last, turns, happening.instructionsId)) await recordTurn(instructions, happening, last);
  const stated: (Feedback | null)[] = [];
  for (const one of stateFeedback) stated.push(await fromState(instructions, happening, one));
  return [...said, ...stated].filter((feedback) => feedback !== null);
}

/** Of the newest turn only: whoever spoke in earlier ones need not be the principal of this call. */
async function fromConversation(instructions: Instructions, happening: Happening): Promise<(Feedback | null)[]> {
  const [before, last] = happening.turns.slice(-2);
  if (!happening.fromConversation || !before || !last) return [];
  if (!isOurs(before, happening.turns, happening.instructionsId)) return [];
  const words = wordsOf(last);
  if (words.length === 0) return [];
  const about = await aboutAnswer(instructions, happening, before);
  const given: (Feedback | null)[] = [];
  for (const { id, text } of words) {
    const idempotencyKey = keyOf("said", happening, id, text);
    given.push(await giveOnce(instructions, { by: happening.principal, comment: text, ...about, idempotencyKey }));
  }
  return given;
}

async function fromState(
  instructions: Instructions,
  happening: Happening,
  given: StateFeedback,
): Promise<Feedback | null> {
  const answered = happening.turns.filter(({ answer }) => answer);
  const named = answered.find(({ said }) => said.some(({ id }) => id === given.message));
  if (given.message !== undefined && !named) {
    const known = answered.map(({ answer }) => answer?.id).join(", ");
    throw new KnowhowError(
      "invalid_feedback",
      `The state's feedback speaks of the message "${given.message}", which is no answer here. Answers: ${known || "none"}.`,
    );
  }
  const turn = named ?? answered.at(-1);
  const { comment, score, revised } = given;
  const words = {
    ...(comment === undefined || comment === null ? {} : { comment }),
    ...(score === undefined || score === null ? {} : { score }),
    ...(revised === undefined || revised === null ? {} : { revised }),
  };
  const about = turn ? await aboutAnswer(instructions, happening, turn) : {};
  const idempotencyKey = keyOf("state", happening, given.id ?? turn?.answer?.id ?? null, words, given.by?.id ?? null);
  const by = giverOf(given, happening.principal);
  return giveOnce(instructions, { by, ...words, ...about, idempotencyKey });
}

/** Null if these words were recorded before, of somebody else or of another answer: they stay as they were. */
async function giveOnce(
  instructions: Instructions,
  input: Parameters<Instructions["feedback"]>[0],
): Promise<Feedback | null> {
  try {
    return await instructions.feedback(input);
  } catch (error) {
    if (KnowhowError.is(error, "idempotency_conflict")) return null;
    throw error;
  }
}

/** The run and the message that feedback on a turn's answer speaks of. */
async function aboutAnswer(
  instructions: Instructions,
  happening: Happening,
  turn: Turn,
): Promise<{ readonly run: string; readonly message?: string }> {
  const run = await recordTurn(instructions, happening, turn);
  const message = run.messages.find(({ id }) => id === turn.answer?.id);
  return { run: run.id, ...(message ? { message: message.id } : {}) };
}

/**
 * A turn's run, recorded under its answer's id. One that was recorded otherwise, as before an edit, is recorded
 * again.
 */
async function recordTurn(instructions: Instructions, happening: Happening, { said, answer }: Turn): Promise<Run> {
  const { thread, principal } = happening;
  const ref = answer && refOf(answer.message);
  const input = {
    messages: said.map(withId),
    ...(ref ? { ref } : {}),
    ...(thread === null ? {} : { thread }),
  };
  const id = answer?.id ?? null;
  try {
    return await instructions.record({ ...input, principal, idempotencyKey: keyOf("run", happening, id) });
  } catch (error) {
    if (!KnowhowError.is(error, "idempotency_conflict")) throw error;
    const words = said.map(({ message }) => [message.type, message.content]);
    return instructions.record({ ...input, idempotencyKey: keyOf("run", happening, id, words) });
  }
}

function withId({ id, message }: Said): BaseMessage {
  if (message.id === id) return message;
  return Object.assign(Object.create(Object.getPrototypeOf(message) as object) as BaseMessage, message, { id });
}

/**
 * An idempotency key, within the thread or, where there is none, for the principal. Hashed, since ids may be long. Of
 * feedback its words are part and its giver is not: what was edited is said anew, what stands is nobody else's later.
 */
function keyOf(kind: string, { thread, principal }: Happening, ...parts: unknown[]): string {
  return `langgraph:${hashJson([kind, thread === null ? { principal: principal.id } : { thread }, ...parts])}`;
}
