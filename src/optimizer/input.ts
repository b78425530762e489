/** What LangMem's optimisers take, read by its form: trajectories with feedback, and prompts with their directions. */
import { KnowhowError } from "../core/errors.js";
import type { Feedback, Lesson } from "../core/feedback.js";
import { canonicalJson } from "../core/hash.js";
import type { Message } from "../core/message.js";
import { normaliseMessages } from "../core/messages/normalise.js";
import type { LessonContext } from "../core/ports/strategy.js";
import type { Role } from "../core/principal.js";
import { makeRef } from "../core/ref.js";
import type { Run } from "../core/run.js";

/** A comment; or an object with a `comment`, a `score` from 0 to 1, the answer as it was `revised`; or any other. */
export type TrajectoryFeedback = string | Readonly<Record<string, unknown>> | null;

/** `[messages, feedback]` or `{ messages, feedback }`. Messages of LangChain, OpenAI and the others are read. */
export type Trajectory =
  | readonly [messages: readonly unknown[], feedback?: TrajectoryFeedback]
  | { readonly messages: readonly unknown[]; readonly feedback?: TrajectoryFeedback };

/** A prompt with the operator's directions, in either spelling. */
export interface NamedPrompt {
  readonly name: string;
  readonly prompt: string;
  readonly updateInstructions?: string | null;
  readonly update_instructions?: string | null;
  readonly whenToUpdate?: string | null;
  readonly when_to_update?: string | null;
}

const ADDRESS = { namespace: ["optimizer"], name: "prompt" };
const AT = "1970-01-01T00:00:00.000Z";

/** The lessons of the trajectories. Nothing in them is random, so that the same input makes the same requests. */
export function lessonsOf(trajectories: readonly Trajectory[]): LessonContext[] {
  if (!Array.isArray(trajectories)) throw refused('"trajectories" must be an array');
  return trajectories.map((trajectory: unknown, index) => lessonOf(trajectory, index));
}

function lessonOf(trajectory: unknown, index: number): LessonContext {
  const { raw, feedback } = partsOf(trajectory, index);
  const messages = normaliseMessages(raw);
  const runId = `run-${index + 1}`;
  const { by, ...said } = readFeedback(feedback, messages, index);
  const given: Feedback = {
    id: `feedback-${index + 1}`,
    address: ADDRESS,
    createdAt: AT,
    by: { id: by, role: by },
    run: { address: ADDRESS, id: runId },
    message: null,
    original: null,
    idempotencyKey: null,
    contentHash: "",
    ...said,
  };
  const lesson: Lesson = {
    id: `lesson-${index + 1}`,
    address: ADDRESS,
    feedbackId: given.id,
    createdAt: AT,
    updatedAt: AT,
    state: "pending",
    reason: null,
    attempts: 0,
    proposalId: null,
    version: null,
  };
  return { lesson, feedback: given, run: runOf(runId, messages) };
}

function runOf(id: string, messages: readonly Message[]): Run {
  const ref = makeRef([], "");
  const plain = { thread: null, principal: null, metadata: {}, idempotencyKey: null, contentHash: "" };
  return { id, address: ADDRESS, createdAt: AT, ref, messages, ...plain };
}

/** Only a list within the list tells a pair from two messages. */
function partsOf(trajectory: unknown, index: number): { raw: readonly unknown[]; feedback: unknown } {
  if (Array.isArray(trajectory)) {
    const [first, second, ...rest] = trajectory as unknown[];
    const isPair = Array.isArray(first) && rest.length === 0 && !isRolePair(first);
    if (isPair && !Array.isArray(second)) return { raw: first as unknown[], feedback: second ?? null };
    return { raw: trajectory, feedback: null };
  }
  if (isObject(trajectory) && Array.isArray(trajectory.messages))
    return { raw: trajectory.messages as unknown[], feedback: trajectory.feedback ?? null };
  throw refused(`"trajectories[${index}]" must be [messages, feedback] or { messages, feedback }`);
}

/** `["user", "Hello"]` is a message. */
const isRolePair = (value: readonly unknown[]): boolean => value.length === 2 && typeof value[0] === "string";

type Said = Pick<Feedback, "comment" | "score" | "revised"> & { readonly by: Role };

function readFeedback(feedback: unknown, messages: readonly Message[], index: number): Said {
  const said = { comment: null, score: null, revised: null, by: "reviewer" } as const;
  if (feedback === null) return { ...said, comment: answeredBack(messages), by: "user" };
  if (typeof feedback === "string") return { ...said, comment: feedback };
  if (!isObject(feedback)) throw refused(`"trajectories[${index}].feedback" must be text, an object or null`);
  const { comment, score, revised, ...more } = feedback;
  const isScore = typeof score === "number" && score >= 0 && score <= 1;
  const rest = {
    ...more,
    ...(typeof comment === "string" ? {} : { comment }),
    ...(isScore ? {} : { score }),
    ...(typeof revised === "string" ? {} : { revised }),
  };
  const known = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  const parts = [
    ...(typeof comment === "string" ? [comment] : []),
    ...(known.length === 0 ? [] : [canonicalJson(Object.fromEntries(known))]),
  ];
  return {
    ...said,
    comment: parts.length === 0 ? null : parts.join("\n"),
    score: isScore ? score : null,
    revised: typeof revised === "string" ? revised : null,
  };
}

/** Without feedback, it is what the user answered the agent. */
function answeredBack(messages: readonly Message[]): string | null {
  const first = messages.findIndex(({ role }) => role === "assistant");
  const words = messages
    .slice(first < 0 ? messages.length : first)
    .filter(({ role }) => role === "user")
    .map(({ parts }) => parts.map((part) => (part.type === "text" && part.source === "user" ? part.text : "")).join(""))
    .filter((text) => text.trim() !== "");
  return words.length === 0 ? null : words.join("\n\n");
}

/** The operator's word on when to update, and how; null for none. */
export function directionsOf(prompt: NamedPrompt): { readonly when: string | null; readonly how: string | null } {
  const how = (prompt.updateInstructions ?? prompt.update_instructions ?? "").trim();
  const when = (prompt.whenToUpdate ?? prompt.when_to_update ?? "").trim();
  return { when: when === "" ? null : when, how: how === "" ? null : how };
}

/** Both as one direction of the operator; null for none. */
export function guidanceOf(prompt: NamedPrompt): string | null {
  const { when, how } = directionsOf(prompt);
  const lines = [...(how === null ? [] : [how]), ...(when === null ? [] : [`When to update: ${when}`])];
  return lines.length === 0 ? null : lines.join("\n");
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const refused = (what: string): KnowhowError =>
  new KnowhowError("invalid_feedback", `${what}, as LangMem's optimisers take it.`);
