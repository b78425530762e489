/** A person's hand on cases: making one of a run, and taking one out. */
import { addressKey } from "../core/address.js";
import type { Case, Check } from "../core/case.js";
import { isoTime } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import type { Feedback, RunRef } from "../core/feedback.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import type { Message } from "../core/message.js";
import { principalOf, type Principal } from "../core/principal.js";
import { deriveCheck } from "../gate/derive/derive.js";
import { inputOf } from "../gate/input.js";
import { wordsOf } from "../gate/rules.js";
import { allCases, newCase } from "./cases.js";
import { COMMIT_TRIES, type Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden } from "./decide.js";
import { type Head, newRecord, readHead } from "./head.js";
import { blocksOf } from "./judge.js";
import { takeMessages } from "./record.js";

/** A case to keep: of a run, of a lesson's run, or of messages. */
export interface CaseInput {
  readonly by: Principal;
  /** What the agent was asked is taken from this run: its messages before the answer. */
  readonly run?: string | RunRef;
  /** The answer within the run; default: its last one. */
  readonly message?: string;
  /** Or what the agent is asked, in the shape of OpenAI, Anthropic, LangChain or the AI SDK. */
  readonly messages?: unknown;
  /** The lesson it is made from. Its run is taken unless `run` or `messages` are given. */
  readonly lesson?: string;
  /** The id of the block it protects: when that is removed or replaced, the case is retired. */
  readonly rule?: string;
  /** Default: what can be derived from the rule's words. */
  readonly check?: Check;
}

const CASE_INPUT: OptionsOf<CaseInput> = {
  by: true,
  run: true,
  message: true,
  messages: true,
  lesson: true,
  rule: true,
  check: true,
};

/**
 * Keeps a case, which every later gate replays.
 * @throws `invalid_check`, `invalid_messages`, `invalid_edit` for an unknown rule, `run_not_found`,
 * `lesson_not_found`, `forbidden`
 */
export async function addCase(scope: Scope, input: CaseInput): Promise<Case> {
  const by = principalOf(input);
  checkKnown("addCase()", input, CASE_INPUT);
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "add cases to");
  const feedback = input.lesson === undefined ? null : await feedbackOf(scope, input.lesson);
  const asked = await askedIn(scope, input, feedback);
  for (let attempt = 0; attempt < COMMIT_TRIES; attempt += 1) {
    const head = await readHead(scope);
    const rule = ruleOf(scope, head, input.rule);
    const one = newCase(scope, {
      rule,
      lessonId: input.lesson ?? null,
      feedbackId: feedback?.id ?? null,
      by,
      version: head.version?.number ?? 0,
      ...asked,
      check: await checkOf(input, rule),
    });
    // On this very head, so that the rule is still there.
    const outcome = await scope.store.commit({
      address: scope.address,
      ...(head.record ? { expectHead: head.record.head } : { create: newRecord(scope, 0, null) }),
      newCases: [one],
    });
    if (outcome.status === "committed") return one;
  }
  throw new KnowhowError(
    "conflict",
    `Other writers changed "${addressKey(scope.address)}" again and again. Try again.`,
  );
}

async function feedbackOf(scope: Scope, lessonId: string): Promise<Feedback | null> {
  await readHead(scope);
  const lesson = await scope.store.lesson(scope.address, lessonId);
  if (!lesson) throw new KnowhowError("lesson_not_found", `There is no lesson "${lessonId}". lessons() lists them.`);
  return scope.store.feedback(lesson.address, lesson.feedbackId);
}

async function askedIn(
  scope: Scope,
  input: CaseInput,
  feedback: Feedback | null,
): Promise<Pick<Case, "run" | "messages" | "metadata">> {
  if (input.messages !== undefined) {
    if (input.run !== undefined)
      throw new KnowhowError("invalid_messages", "addCase() takes either a run or messages, not both.");
    const messages = await takeMessages(scope, input.messages);
    return { run: null, metadata: {}, messages: checkAsked(inputOf({ messages }, messages.at(-1)?.id ?? null)) };
  }
  const ref = typeof input.run === "string" ? { address: scope.address, id: input.run } : (input.run ?? feedback?.run);
  if (!ref) throw new KnowhowError("invalid_messages", "addCase() needs a run, messages, or a lesson that has a run.");
  const run = await scope.store.run(ref.address, ref.id);
  if (!run) throw new KnowhowError("run_not_found", `There is no run "${ref.id}" under "${addressKey(ref.address)}".`);
  const spokenOf = input.message ?? (input.run === undefined ? (feedback?.message ?? null) : null);
  return { run: ref, metadata: run.metadata, messages: checkAsked(inputOf(run, spokenOf)) };
}

function checkAsked(messages: readonly Message[] | null): readonly Message[] {
  if (messages) return messages;
  throw new KnowhowError(
    "invalid_messages",
    "Nothing is asked before the answer: a case needs a message that is neither the system's nor the answer.",
  );
}

function ruleOf(scope: Scope, head: Head, block: string | undefined): Case["rule"] {
  if (block === undefined) return null;
  const text = wordsOf(blocksOf(head.version)).get(block);
  if (text !== undefined) return { block, text };
  throw new KnowhowError(
    "invalid_edit",
    `"${addressKey(scope.address)}" has no block "${block}" for a case to protect. blame() lists them.`,
  );
}

async function checkOf(input: CaseInput, rule: Case["rule"]): Promise<Check> {
  if (input.check !== undefined) {
    // Only here, since it brings an engine for patterns and one for schemas along.
    const { checkDefinition } = await import("../gate/checks/definition.js");
    return checkDefinition(input.check);
  }
  const derived = rule && deriveCheck(rule.text);
  if (derived) return derived;
  throw new KnowhowError(
    "invalid_check",
    rule ? `No check can be derived from ${JSON.stringify(rule.text)}. Give one.` : "A case needs a check, or a rule.",
  );
}

/** Takes a case out, so that it is replayed no more. @throws `case_not_found`, `conflict`, `forbidden` */
export async function retireCase(scope: Scope, id: string, input: DecideInput): Promise<Case> {
  const by = principalOf(input);
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, "retire cases of");
  await readHead(scope);
  const one = (await allCases(scope, "active")).find((active) => active.id === id);
  if (!one) {
    if ((await allCases(scope, "retired")).some((retired) => retired.id === id))
      throw new KnowhowError("conflict", `The case "${id}" is retired already.`);
    throw new KnowhowError("case_not_found", `"${addressKey(scope.address)}" has no case "${id}". cases() lists them.`);
  }
  const to = {
    state: "retired",
    reason: `Retired by ${by.id}${input.reason ? `: ${input.reason}` : "."}`,
    retiredIn: null,
    updatedAt: isoTime(scope.clock()),
  } as const;
  const outcome = await scope.store.commit({ address: scope.address, cases: [{ id, from: ["active"], to }] });
  if (outcome.status === "conflict")
    throw new KnowhowError("conflict", `The case "${id}" was retired by somebody else meanwhile.`);
  return { ...one, ...to };
}
