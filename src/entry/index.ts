/**
 * `knowhow`: the loop, its words, and the store that lives in memory. Loads no driver, no SDK and no `node:` module.
 */
export { createMemory } from "../memory.js";
export type * from "../memory.js";

export type { Address, Namespace } from "../core/address.js";
export { type Authority, type AuthorityPolicy, defaultAuthority, type Layer } from "../core/authority.js";
export type { Block, BlockKind, BlockOrigin, BlockView, Span } from "../core/block.js";
export type { Bounds, Case, CaseState, Check, CheckResult, Counted, LengthUnit, Pattern } from "../core/case.js";
export type { Backlog, Claim, ClaimFailure } from "../core/claim.js";
export type { Clock } from "../core/clock.js";
export { type Edit, type EditPlace, LEARNED_SECTION, type Support } from "../core/edit.js";
export { ERROR_CODES, type ErrorCode, KnowhowError } from "../core/errors.js";
export type { Approval, Evidence, EvidenceRecord, Place, Withdrawal } from "../core/evidence.js";
export type { Feedback, Lesson, LessonState, RunRef } from "../core/feedback.js";
export type { ApiKey, KeyRole } from "../core/key.js";
export type { CallNote, CallPurpose, ModelCall, NoteCall } from "../core/model-call.js";
export { type Message, type MessageRole, messageText, type Part } from "../core/message.js";
export { normaliseMessages } from "../core/messages/normalise.js";
export type { Principal, Role, Source } from "../core/principal.js";
export type {
  CaseTally,
  Decision,
  GateResult,
  Proposal,
  ProposalState,
  ReplayedCase,
  ScreenResult,
  Usage,
} from "../core/proposal.js";
export type { Ref, RefLayer } from "../core/ref.js";
export type { ReflectionRecord, ReflectionStatus } from "../core/reflection.js";
export type { Period } from "../core/period.js";
export type { RewordedRule, RuleChange, RuleWords } from "../core/rule-changes.js";
export type { Run } from "../core/run.js";
export type { PeriodSatisfaction, Satisfaction, VersionSatisfaction } from "../core/satisfaction.js";
export type { Interval } from "../core/wilson.js";
export { escapeText, render, type TemplateFormat, type Variables, variablesOf } from "../core/template.js";
export { type ChainFault, type Version, type VersionContent, verifyChain } from "../core/version.js";
export type { Gate, GateCase, GateInput } from "../core/ports/gate.js";
export type { Model, ModelAnswer, ModelMessage, ModelRequest } from "../core/ports/model.js";
export type { KeyStore } from "../core/ports/keys.js";
export type * from "../core/ports/runner.js";
export type { Screen, ScreenInput } from "../core/ports/screen.js";
export type { Snapshot, SnapshotText } from "../core/ports/snapshot.js";
export type * from "../core/ports/store.js";
export type {
  AnswerBook,
  LessonContext,
  LessonOutcome,
  ModelUse,
  ReflectionBudget,
  ReflectionInput,
  ReflectionOutput,
  Strategy,
} from "../core/ports/strategy.js";

export { type LocalRunnerOptions, localRunner } from "../jobs/local.js";
export type { Retry, Timing } from "../jobs/timing.js";
export type { Turn } from "../jobs/turn.js";
export { defaultScreens } from "../screen/default.js";
export { memoryStore } from "../stores/memory/store.js";
export { gradient, type GradientOptions } from "../reflect/gradient/gradient.js";
export { metaprompt, type MetapromptOptions } from "../reflect/metaprompt/metaprompt.js";
export { playbook, type PlaybookOptions } from "../reflect/playbook/playbook.js";
export { promptMemory, type PromptMemoryOptions } from "../reflect/prompt-memory/prompt-memory.js";
export { type Budget, budgeted, type BudgetedModel } from "../reflect/prompting/budget.js";
