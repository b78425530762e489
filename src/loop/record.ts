/** Recording runs and feedback: appends, which nothing waits behind. */
import { addressKey } from "../core/address.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import type { Feedback, Lesson, RunRef } from "../core/feedback.js";
import { hashJson } from "../core/hash.js";
import type { Message, Part } from "../core/message.js";
import { normaliseMessages } from "../core/messages/normalise.js";
import { checkPrincipal, type Principal } from "../core/principal.js";
import { checkRef, type Ref } from "../core/ref.js";
import type { Run } from "../core/run.js";
import { checkText, describe } from "../core/text.js";
import type { Scope } from "./context.js";
import { ensure, makeOverlay } from "./head.js";
import { current } from "./read.js";

/** One trajectory to keep. */
export interface RunInput {
  /** Messages in the shape of OpenAI, Anthropic, LangChain or the AI SDK. */
  readonly messages: unknown;
  /** What the call ran on; default: what is in force now. */
  readonly ref?: Ref;
  /** The conversation it belongs to. */
  readonly thread?: string;
  /** Who the run was for. */
  readonly principal?: Principal;
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>;
  /** The same key again gives the first run back; with other content it is an error. */
  readonly idempotencyKey?: string;
}

/** What somebody says. At least one of comment, score and revised. */
export interface FeedbackInput {
  readonly by: Principal;
  /** The id of the run it speaks of, or where else that run is kept; left out: the agent in general. */
  readonly run?: string | RunRef;
  /** The id of the message it speaks of; default: the run's last answer. */
  readonly message?: string;
  readonly comment?: string;
  /** From 0 (bad) to 1 (good). */
  readonly score?: number;
  /** The output as they would have had it. */
  readonly revised?: string;
  /** What they revised, where no run says so. */
  readonly original?: string;
  readonly idempotencyKey?: string;
}

const RUN_INPUT: OptionsOf<RunInput> = {
  messages: true,
  ref: true,
  thread: true,
  principal: true,
  metadata: true,
  idempotencyKey: true,
};
const FEEDBACK_INPUT: OptionsOf<FeedbackInput> = {
  by: true,
  run: true,
  message: true,
  comment: true,
  score: true,
  revised: true,
  original: true,
  idempotencyKey: true,
};

/**
 * Keeps a run.
 * @throws `invalid_messages`, `invalid_run`, `invalid_text`, `too_large`, `idempotency_conflict`
 */
export async function record(scope: Scope, input: RunInput): Promise<Run> {
  if (typeof input !== "object" || input === null)
    throw new KnowhowError("invalid_run", `A run must be an object with "messages", not ${describe(input)}.`);
  checkKnown("record()", input, RUN_INPUT);
  const messages = await takeMessages(scope, input.messages);
  const content = {
    messages,
    thread: input.thread ?? null,
    principal: input.principal ? checkPrincipal(input.principal) : null,
    metadata: checkMetadata(input.metadata),
  };
  const run: Run = {
    id: scope.newId(),
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    ref: input.ref === undefined ? (await current(scope)).ref : checkRef(input.ref),
    ...content,
    idempotencyKey: checkKey(input.idempotencyKey),
    contentHash: hashJson(content),
  };
  return (await scope.store.appendRun(run)).item;
}

function checkMetadata(value: unknown): Run["metadata"] {
  if (value === undefined) return {};
  const isPlain = (one: unknown): boolean =>
    one === null || ["string", "boolean"].includes(typeof one) || Number.isFinite(one);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const odd = Object.entries(value).find(([, one]) => !isPlain(one));
    if (!odd) return value as Run["metadata"];
    throw new KnowhowError(
      "invalid_run",
      `"metadata.${odd[0]}" must be a string, a finite number, true, false or null, not ${describe(odd[1])}.`,
    );
  }
  throw new KnowhowError("invalid_run", `"metadata" must be an object, not ${describe(value)}.`);
}

/** Messages in any shape that is understood, redacted. @throws `invalid_messages`, `invalid_text`, `too_large` */
export async function takeMessages(scope: Scope, given: unknown): Promise<readonly Message[]> {
  const messages = await redactMessages(scope, normaliseMessages(given, { maxTextLength: scope.maxTextLength }));
  for (const message of messages) {
    for (const part of message.parts)
      checkText(part.type === "tool-call" ? part.arguments : part.text, "A message", scope.maxTextLength);
  }
  return messages;
}

async function redactMessages(scope: Scope, messages: readonly Message[]): Promise<readonly Message[]> {
  const { redact } = scope;
  if (!redact) return messages;
  const redactPart = async (part: Part): Promise<Part> =>
    part.type === "tool-call"
      ? { ...part, arguments: await redact(part.arguments, "message") }
      : { ...part, text: await redact(part.text, "message") };
  return Promise.all(
    messages.map(async (message) => ({ ...message, parts: await Promise.all(message.parts.map(redactPart)) })),
  );
}

/**
 * Keeps feedback and the lesson it is. The lesson of somebody who may not change anything here is parked at once.
 * @throws `invalid_feedback`, `invalid_principal`, `run_not_found`, `idempotency_conflict`
 */
export async function feedback(scope: Scope, input: FeedbackInput): Promise<Feedback> {
  await ensure(scope);
  if (typeof input !== "object" || input === null) {
    throw new KnowhowError(
      "invalid_feedback",
      `Feedback must be an object with "by" and a comment, score or revised, not ${describe(input)}.`,
    );
  }
  checkKnown("feedback()", input, FEEDBACK_INPUT);
  const by = checkPrincipal(input.by);
  // Without a run and a redactor nothing is waited for, which counts where hundreds come at once.
  const run = input.run === undefined ? null : await findRun(scope, input, input.run);
  const texts = {
    comment: takeText(scope, input.comment, "comment"),
    revised: takeText(scope, input.revised, "revised"),
    original: takeText(scope, input.original, "revised"),
  };
  const said = scope.redact ? await redactTexts(scope.redact, texts) : texts;
  const content = { by, run, message: input.message ?? null, score: takeScore(input.score), ...said };
  if (content.comment === null && content.score === null && content.revised === null) {
    throw new KnowhowError(
      "invalid_feedback",
      "Feedback says nothing: give a comment that is not blank, a score or a revised output.",
    );
  }
  const createdAt = isoTime(scope.clock());
  const given: Feedback = {
    id: scope.newId(),
    address: scope.address,
    createdAt,
    ...content,
    idempotencyKey: checkKey(input.idempotencyKey),
    contentHash: hashJson(content),
  };
  if (scope.layer.owner !== null) await makeOverlay(scope);
  const lesson = makeLesson(scope, given);
  const { item, duplicate } = await scope.store.appendFeedback(given, lesson);
  if (!duplicate && lesson.state === "pending") scope.notice(lesson);
  return item;
}

/** The pending lesson of a feedback; of somebody who may teach nothing here, parked at once. */
export function makeLesson(scope: Scope, given: Feedback): Lesson {
  const authority = (scope.policy.authority ?? scope.authority)(given.by, scope.layer);
  return {
    id: scope.newId(),
    address: scope.address,
    feedbackId: given.id,
    createdAt: given.createdAt,
    updatedAt: given.createdAt,
    state: authority === "none" ? "parked" : "pending",
    reason:
      authority === "none" ? `A ${given.by.role} ("${given.by.id}") may not teach these instructions anything.` : null,
    attempts: 0,
    proposalId: null,
    version: null,
  };
}

async function findRun(scope: Scope, input: FeedbackInput, named: string | RunRef): Promise<RunRef> {
  const ref = typeof named === "string" ? { address: scope.address, id: named } : named;
  const run = await scope.store.run(ref.address, ref.id);
  if (!run) {
    throw new KnowhowError(
      "run_not_found",
      `There is no run "${ref.id}" under "${addressKey(ref.address)}". record() it first, or leave "run" out.`,
    );
  }
  if (input.message !== undefined && !run.messages.some((message) => message.id === input.message)) {
    throw new KnowhowError(
      "invalid_feedback",
      `The run "${ref.id}" has no message "${input.message}". Its messages are ${run.messages.map((message) => message.id).join(", ")}.`,
    );
  }
  return ref;
}

type Texts = Readonly<Record<"comment" | "revised" | "original", string | null>>;

async function redactTexts(redact: NonNullable<Scope["redact"]>, texts: Texts): Promise<Texts> {
  const { comment, revised, original } = texts;
  return {
    comment: comment && (await redact(comment, "comment")),
    revised: revised && (await redact(revised, "revised")),
    original: original && (await redact(original, "revised")),
  };
}

/** Null for what is blank. */
function takeText(scope: Scope, value: unknown, what: "comment" | "revised"): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string")
    throw new KnowhowError("invalid_feedback", `"${what}" must be a string, not ${describe(value)}.`);
  const text = checkText(value, `The ${what}`, scope.maxTextLength);
  return text.trim() === "" ? null : text;
}

function takeScore(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw new KnowhowError(
    "invalid_feedback",
    `"score" must be a number from 0 (bad) to 1 (good), not ${typeof value === "number" ? String(value) : describe(value)}.`,
  );
}

function checkKey(key: unknown): string | null {
  if (key === undefined || key === null) return null;
  if (typeof key === "string" && key !== "" && key.length <= 256) return checkText(key, "An idempotency key");
  throw new KnowhowError("invalid_feedback", "An idempotency key must be a string of 1 to 256 characters.");
}
