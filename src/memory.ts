/** The loop: current → (agent runs) → record → feedback → reflect → screen → gate → accept → current. */
import { type Address, addressKey, checkAddress, checkNamespace, type Namespace } from "./core/address.js";
import { type AuthorityPolicy, defaultAuthority } from "./core/authority.js";
import type { Case, CaseState } from "./core/case.js";
import { type Clock, createIds } from "./core/clock.js";
import { KnowhowError } from "./core/errors.js";
import { checkKnown, type OptionsOf } from "./core/known-options.js";
import type { Feedback, Lesson, LessonState } from "./core/feedback.js";
import type { ModelCall } from "./core/model-call.js";
import type { Gate } from "./core/ports/gate.js";
import type { ActiveRunner, Runner } from "./core/ports/runner.js";
import type { Screen } from "./core/ports/screen.js";
import type { InstructionsRecord, Page, PageRequest, Store } from "./core/ports/store.js";
import type { Snapshot } from "./core/ports/snapshot.js";
import type { Strategy } from "./core/ports/strategy.js";
import type { GateResult, Proposal, ProposalState } from "./core/proposal.js";
import type { ReflectionRecord } from "./core/reflection.js";
import type { RuleChange } from "./core/rule-changes.js";
import type { Run } from "./core/run.js";
import { type ChangeListener, observed } from "./core/observed-store.js";
import { checkTemplate, TEMPLATE_FORMATS, type TemplateFormat } from "./core/template.js";
import { checkText, MAX_TEXT_LENGTH } from "./core/text.js";
import type { ChainFault, Version } from "./core/version.js";
import * as cases from "./loop/case-hand.js";
import { compact, type CompactOptions, type CompactResult } from "./loop/compact/compact.js";
import { type Composed, compose } from "./loop/compose.js";
import type { Current, MemoryContext, Policy, Redact, Scope } from "./loop/context.js";
import { costs, type CostReport } from "./loop/costs.js";
import * as decide from "./loop/decide.js";
import { erase, type EraseInput, type ErasedHere } from "./loop/erase/erase.js";
import { type Erased, eraseAll, type EraseWhat } from "./loop/erase/erase-all.js";
import { expireProposals } from "./loop/expire.js";
import { forget, type ForgetInput, type Forgotten } from "./loop/forget.js";
import type { ForgetWhat } from "./loop/forgotten.js";
import * as gating from "./loop/gate-hand.js";
import { ensure, readVersion } from "./loop/head.js";
import * as history from "./loop/history.js";
import { learning, type LearningOptions, type LearningReport } from "./loop/learning.js";
import * as lessons from "./loop/lessons.js";
import { checkLimits, checkPolicy } from "./loop/limits.js";
import * as read from "./loop/read.js";
import { KEPT_READS, ReadCaches } from "./loop/read-cache.js";
import * as recording from "./loop/record.js";
import { offerSeed } from "./loop/offer-seed.js";
import { propose, type ProposeInput } from "./loop/propose.js";
import { reflect, type ReflectOptions } from "./loop/reflect.js";
import type { ReflectResult } from "./loop/reflect-result.js";
import { ruleChanges } from "./loop/rule-changes.js";
import { rules, type RulesReport } from "./loop/rules.js";
import * as going from "./loop/rollback.js";
import { undo } from "./loop/undo.js";
import { Handles } from "./loop/runner-host.js";
import { addressOfTeam, makeTeam, membersOf, type Team } from "./loop/team/team.js";
import { defaultScreens } from "./screen/default.js";

export type { Changed, ChangeKind, ChangeListener } from "./core/observed-store.js";
export type { CaseInput } from "./loop/case-hand.js";
export type { Audience, Composed } from "./loop/compose.js";
export type { Current, Policy, Redact } from "./loop/context.js";
export type { AcceptInput, DecideInput } from "./loop/decide.js";
export type { ProposeInput } from "./loop/propose.js";
export type { IfHead } from "./loop/if-head.js";
export type { RollbackInput } from "./loop/rollback.js";
export type { OwnEdit } from "./loop/own-edits.js";
export type { CompactOptions, CompactResult } from "./loop/compact/compact.js";
export type { LeftOut } from "./loop/compact/groups.js";
export type { Cost, CostLine, CostReport, ReflectionCost } from "./loop/costs.js";
export type { GateProposalOptions, ReplayOptions } from "./loop/gate-hand.js";
export type { BlameEntry, HistoryEntry, VersionCost, VersionDiff } from "./loop/history.js";
export type { EraseInput, ErasedCounts, ErasedHere } from "./loop/erase/erase.js";
export type { Erased, EraseWhat } from "./loop/erase/erase-all.js";
export type { ReadOptions } from "./loop/read.js";
export type { ForgetInput, Forgotten } from "./loop/forget.js";
export type { ForgetWhat } from "./loop/forgotten.js";
export type { KeptBlock, RevertedBlock } from "./loop/revert-blocks.js";
export type { LearningOptions, LearningReport, LineReport } from "./loop/learning.js";
export type { FeedbackInput, RunInput } from "./loop/record.js";
export type { RuleReport, RulesReport } from "./loop/rules.js";
export type { ReflectOptions } from "./loop/reflect.js";
export type { ReflectionPass, ReflectResult } from "./loop/reflect-result.js";
export type { TeamDecision, TeamResult } from "./loop/team/team-result.js";
export type { Team, TeamFeedback } from "./loop/team/team.js";

export interface MemoryOptions {
  readonly store: Store;
  /** How lessons become edits; may be left out where nothing reflects. */
  readonly strategy?: Strategy;
  /** Default: `defaultScreens()`. */
  readonly screens?: readonly Screen[];
  /** Default: none; proposals then say that no cases were replayed. */
  readonly gate?: Gate;
  /** Default: `defaultAuthority`. */
  readonly authority?: AuthorityPolicy;
  /**
   * Reflects by itself when feedback has come in: `localRunner(…)`. It begins at once with what waits already. Default:
   * nothing reflects until `reflect()` is called.
   */
  readonly autoReflect?: Runner;
  /**
   * The options with which `autoReflect` opens instructions whose lessons wait and that this process has made no handle
   * for; null to leave them to others. The record is null for those that were never made. Default: to leave them.
   */
  readonly reopen?: (address: Address, record: InstructionsRecord | null) => InstructionsOptions | null;
  /** Called on every text before it is stored. */
  readonly redact?: Redact;
  /** How long a read is served from memory, in milliseconds. Default 1000. */
  readonly maxAge?: number;
  /**
   * How long the store is waited for where there is something else to read (a text read before, a snapshot, a
   * fallback), in milliseconds. Default 1000.
   */
  readonly patience?: number;
  /** Keeps the texts last read outside of the store, for a start while it is away. Default none. */
  readonly snapshot?: Snapshot;
  /** The longest message or comment, in UTF-16 code units. Default 8 Mi. */
  readonly maxTextLength?: number;
  /** Default `Date.now`. */
  readonly clock?: Clock;
}

export interface InstructionsOptions {
  /** From general to specific; default `[]`. */
  readonly namespace?: Namespace;
  /** The text to begin with. A changed seed is offered as a merge, never put over what was learned. */
  readonly seed?: string;
  /**
   * What `current()` gives, marked as stale, when the store is away and the text was never read: the text that ships
   * with the application. Default none: it throws then.
   */
  readonly fallback?: string;
  /** Default `none`. */
  readonly templateFormat?: TemplateFormat;
  /** Makes it the own layer of the principal with this id: no seed, only learned rules, made at the first lesson. */
  readonly overlayOf?: string;
  readonly policy?: Policy;
}

/** A memory: many instructions in one store. */
export interface Memory {
  /**
   * A handle; nothing is read or made yet. @throws `invalid_name`, `invalid_text`, `invalid_template`,
   * `invalid_policy`
   */
  instructions(name: string, options?: InstructionsOptions): Instructions;
  /** Several layers as one text and one ref, from general to specific. */
  compose(layers: readonly Instructions[]): Composed;
  /**
   * Several instructions of this memory that make up one conversation: what is said of it becomes a lesson of those to
   * blame. What waits for that is kept under the names of the members, joined by "+", or under `name`.
   * @throws `invalid_policy` for no members, one twice, or one of another memory
   */
  team(members: readonly Instructions[], options?: TeamOptions): InstructionsTeam;
  /** All instructions in a namespace and below. @throws `store_unsupported` */
  list(namespace?: Namespace, page?: PageRequest): Promise<Page<InstructionsRecord>>;
  /**
   * Erases what a person or a session left behind, or all of a namespace, for good: runs, feedback, evidence, the text
   * of versions, proposals, cases, answers of models. Hash chains still verify. Reads of this process are fresh at
   * once, of others after `maxAge`.
   * @throws `invalid_principal`, `invalid_name`, `invalid_policy`, `forbidden` unless by an operator,
   * `store_unsupported`
   */
  erase(what: EraseWhat, input: EraseInput): Promise<Erased>;
  /** The proposal with this id, wherever it belongs; null for none. @throws `store_unsupported` */
  findProposal(id: string): Promise<Proposal | null>;
  readonly store: Store;
  /**
   * Tells of all that is written through this memory, or another one of this process on the same store. Gives a
   * function that ends it. Of other processes `store.watch` tells, where the store can.
   */
  watch(listener: ChangeListener): () => void;
  /**
   * Lets `autoReflect` end the reflections under way and begin no more; feedback is still kept. Without it nothing
   * happens.
   */
  drain(): Promise<void>;
  /** Calls off what `autoReflect` has under way, whose lessons stay pending, and closes the store. */
  close(): Promise<void>;
}

export interface TeamOptions {
  /** What the team's own lessons are kept under; default: the names of the members, joined by "+". */
  readonly name?: string;
  /** For the attribution: `budget`, `maxLessons`, `maxAttempts`, `authority`. */
  readonly policy?: Pick<Policy, "budget" | "maxLessons" | "maxAttempts" | "authority">;
}

/** A team, with a look at what waits to be attributed. */
export interface InstructionsTeam extends Team {
  /** The team's own lessons, with what became of each and why; also its runs, calls and costs. It holds no text. */
  readonly inbox: Instructions;
}

/**
 * One named instructions. Every method makes sure that they exist: from the seed, or it throws
 * `instructions_not_found`.
 */
export interface Instructions {
  readonly address: Address;
  readonly overlay: boolean;
  readonly templateFormat: TemplateFormat;
  /** The text in force and its ref. Served from memory for `maxAge`. */
  current(options?: read.ReadOptions): Promise<Current>;
  /** The same as it was last read, without waiting. @throws `not_ready` before the first `current()`, `store_closed` */
  peek(label?: string): Current;
  /** Keeps a run. */
  record(input: recording.RunInput): Promise<Run>;
  /** Keeps feedback; it waits as a pending lesson for `reflect`. */
  feedback(input: recording.FeedbackInput): Promise<Feedback>;
  /** Makes edits of pending lessons. */
  reflect(options?: ReflectOptions): Promise<ReflectResult>;
  /** Offers to merge learned rules that overlap, with all that speaks for them. It waits for a person. */
  compact(options?: CompactOptions): Promise<CompactResult>;
  /** A person's own change. */
  propose(input: ProposeInput): Promise<Proposal>;
  accept(proposalId: string, input: decide.AcceptInput): Promise<Proposal>;
  reject(proposalId: string, input: decide.DecideInput): Promise<Proposal>;
  /** Takes an acceptance or rejection back; gives the proposal that waits now. @throws `conflict` if it is too late */
  undo(proposalId: string, input: decide.DecideInput): Promise<Proposal>;
  rollback(to: number, input: going.RollbackInput): Promise<Version>;
  /** Takes back what comes from a session or a person, but keeps what others taught too. It erases nothing. */
  forget(what: ForgetWhat, input: ForgetInput): Promise<Forgotten>;
  /** Forgets it and erases it here, for good. @throws `forbidden` unless by an operator */
  erase(what: ForgetWhat, input: EraseInput): Promise<ErasedHere>;
  label(name: string, version: number, input: going.RollbackInput): Promise<void>;
  /**
   * Offers a changed seed as a merge, also one that was offered before; null if it waits already or is the present one.
   */
  offerSeed(seed: string, input: decide.DecideInput): Promise<Proposal | null>;
  /** @throws `version_not_found`, `version_erased` */
  version(number: number): Promise<Version>;
  history(page?: PageRequest): Promise<Page<history.HistoryEntry>>;
  diff(from: number, to: number): Promise<history.VersionDiff>;
  blame(version?: number): Promise<history.BlameEntry[]>;
  /** What is known of each learned rule: since when, who said it last, in how many runs, who objects. */
  rules(): Promise<RulesReport>;
  /**
   * How content people are with the runs, by period and by version, and the record and tokens of each line. Out of the
   * last 1000 pieces of feedback, unless told otherwise. @throws `invalid_policy`
   */
  learning(options?: LearningOptions): Promise<LearningReport>;
  /** Each version with the lines it added, reworded and retired, newest first. */
  ruleChanges(page?: PageRequest): Promise<Page<RuleChange>>;
  /** Checks the hash chain; an empty list is good. */
  verify(): Promise<ChainFault[]>;
  runs(page?: PageRequest): Promise<Page<Run>>;
  /** @throws `run_not_found` */
  run(id: string): Promise<Run>;
  lessons(options?: PageRequest & { readonly states?: readonly LessonState[] }): Promise<Page<Lesson>>;
  /** The feedback a lesson came from; null if it was deleted. */
  feedbackOf(lesson: Lesson): Promise<Feedback | null>;
  retryLesson(id: string, input: decide.DecideInput): Promise<Lesson>;
  dismissLesson(id: string, input: decide.DecideInput): Promise<Lesson>;
  proposals(options?: PageRequest & { readonly states?: readonly ProposalState[] }): Promise<Page<Proposal>>;
  /** Past lessons kept as tests, which the gate replays. */
  cases(options?: PageRequest & { readonly states?: readonly CaseState[] }): Promise<Page<Case>>;
  /** Keeps a run, or messages, as a case. */
  addCase(input: cases.CaseInput): Promise<Case>;
  /** Takes a case out, so that it is replayed no more. */
  retireCase(id: string, input: decide.DecideInput): Promise<Case>;
  /** Lets the gate look at an open proposal again, and keeps what it says with it. */
  gateProposal(id: string, options?: gating.GateProposalOptions): Promise<Proposal>;
  /** Replays the kept cases on two versions; keeps nothing. */
  replayCases(options?: gating.ReplayOptions): Promise<GateResult>;
  reflections(page?: PageRequest): Promise<Page<ReflectionRecord>>;
  /** Every call of a model that was made for these instructions, newest first. */
  calls(page?: PageRequest): Promise<Page<ModelCall>>;
  /** What those calls cost, in sum, by kind, by reflection and for each accepted rule. */
  costs(): Promise<CostReport>;
}

/**
 * Makes a memory of what is passed in; nothing is looked up by name.
 * @throws `invalid_policy` for a number out of range
 */
export function createMemory(options: MemoryOptions): Memory {
  checkLimits(options);
  checkKnown("createMemory", options, MEMORY_OPTIONS);
  const clock = options.clock ?? Date.now;
  let runner: ActiveRunner | null = null;
  let closed = false;
  const caches = new ReadCaches(options.store);
  const { store, listeners } = observed(options.store);
  const context: MemoryContext = {
    store,
    strategy: options.strategy ?? null,
    screens: options.screens ?? defaultScreens(),
    gate: options.gate ?? null,
    authority: options.authority ?? defaultAuthority,
    redact: options.redact ?? null,
    clock,
    newId: createIds(clock),
    notice: (lesson) => runner?.notice(lesson),
    maxAge: options.maxAge ?? 1000,
    patience: options.patience ?? 1000,
    snapshot: options.snapshot ?? null,
    follow: () => caches.follow(),
    isClosed: () => closed,
    maxTextLength: options.maxTextLength ?? MAX_TEXT_LENGTH,
  };
  const scopes = new WeakMap<Instructions, Scope>();
  const handles = new Handles(KEPT_READS);
  const open = (scope: Scope): Instructions => {
    const opened = openInstructions(scope);
    scopes.set(opened, scope);
    return opened;
  };
  runner =
    options.autoReflect?.start(
      handles.host(context, (address, record) => {
        const own = options.reopen?.(address, record);
        return own ? makeScope(context, caches, address.name, { ...own, namespace: address.namespace }) : null;
      }),
    ) ?? null;
  return {
    store: options.store,
    watch(listener) {
      // A listener of its own for every call, so that ending one ends no other.
      const own: ChangeListener = (changed) => listener(changed);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    instructions(name, own = {}) {
      const scope = makeScope(context, caches, name, own);
      handles.remember(scope);
      return open(scope);
    },
    compose,
    team(instructions, own = {}) {
      checkKnown("team()", own, { name: true, policy: true });
      const members = membersOf(instructions.map((one) => scopes.get(one) ?? stranger()));
      const { namespace, name } = addressOfTeam(members, own.name);
      const scope = makeScope(context, caches, name, { namespace, ...(own.policy ? { policy: own.policy } : {}) });
      const inbox: Scope = { ...scope, layer: { overlay: true, owner: null } };
      handles.rememberTeam(inbox, members);
      return { ...makeTeam(inbox, members), inbox: open(inbox) };
    },
    list: (namespace = [], page = {}) => context.store.list(checkNamespace(namespace), page),
    erase: (what, input) =>
      eraseAll(
        context.store,
        (address, record) => {
          const { templateFormat = "none", overlay = true, owner = null } = record ?? {};
          const scope = makeScope(context, caches, address.name, {
            namespace: address.namespace,
            templateFormat,
            ...(owner === null ? {} : { overlayOf: owner }),
          });
          return { ...scope, layer: { overlay, owner } };
        },
        what,
        input,
      ),
    findProposal: (id) => context.store.findProposal(id),
    drain: async () => runner?.drain(),
    async close() {
      closed = true;
      await runner?.close();
      caches.close();
      await context.store.close();
    },
  };
}

const MEMORY_OPTIONS: OptionsOf<MemoryOptions> = {
  store: true,
  strategy: true,
  screens: true,
  gate: true,
  authority: true,
  autoReflect: true,
  reopen: true,
  redact: true,
  maxAge: true,
  patience: true,
  snapshot: true,
  maxTextLength: true,
  clock: true,
};
const INSTRUCTIONS_OPTIONS: OptionsOf<InstructionsOptions> = {
  namespace: true,
  seed: true,
  fallback: true,
  templateFormat: true,
  overlayOf: true,
  policy: true,
};

function stranger(): never {
  throw new KnowhowError("invalid_policy", "A team takes instructions of its own memory: memory.instructions(…).");
}

function makeScope(context: MemoryContext, caches: ReadCaches, name: string, options: InstructionsOptions): Scope {
  checkKnown("instructions()", options, INSTRUCTIONS_OPTIONS);
  const templateFormat = options.templateFormat ?? "none";
  if (!TEMPLATE_FORMATS.includes(templateFormat)) {
    throw new KnowhowError(
      "invalid_policy",
      `templateFormat must be one of ${TEMPLATE_FORMATS.join(", ")}, not ${JSON.stringify(templateFormat)}.`,
    );
  }
  const owner = options.overlayOf ?? null;
  if (owner !== null && options.seed !== undefined) {
    throw new KnowhowError(
      "invalid_policy",
      "An overlay has no seed: it holds only what its owner teaches. Leave seed or overlayOf out.",
    );
  }
  const seed = options.seed === undefined ? null : checkText(options.seed, "The seed");
  if (seed !== null && seed.trim() === "")
    throw new KnowhowError("invalid_text", "The seed is blank. Give the text the agent begins with.");
  if (seed !== null) checkTemplate(seed, templateFormat);
  const fallback = options.fallback === undefined ? null : checkText(options.fallback, "The fallback");
  if (fallback !== null) checkTemplate(fallback, templateFormat);
  const policy = checkPolicy(options.policy ?? {});
  const address = checkAddress(options.namespace ?? [], name);
  const own = { address, seed, fallback, templateFormat, layer: { overlay: owner !== null, owner } };
  return { ...context, ...own, policy, cache: caches.share(own) };
}

function openInstructions(scope: Scope): Instructions {
  const { store, address } = scope;
  const ready = <T>(then: () => Promise<T>): Promise<T> => ensure(scope).then(then);
  return {
    address,
    overlay: scope.layer.overlay,
    templateFormat: scope.templateFormat,
    current: (options) => read.current(scope, options),
    peek: (label) => read.peek(scope, label),
    record: (input) => recording.record(scope, input),
    feedback: (input) => recording.feedback(scope, input),
    reflect: (options) => reflect(scope, options),
    compact: (options) => compact(scope, options),
    propose: (input) => propose(scope, input),
    accept: (id, input) => decide.accept(scope, id, input),
    reject: (id, input) => decide.reject(scope, id, input),
    undo: (id, input) => undo(scope, id, input),
    rollback: (to, input) => going.rollback(scope, to, input),
    forget: (what, input) => forget(scope, what, input),
    erase: (what, input) => ready(() => erase(scope, what, input)),
    label: (name, version, input) => going.label(scope, name, version, input),
    offerSeed: (seed, input) => offerSeed(scope, seed, input),
    version: (number) => ready(() => readVersion(scope, number)),
    history: (page) => history.history(scope, page),
    diff: (from, to) => history.diff(scope, from, to),
    blame: (version) => history.blame(scope, version),
    rules: () => rules(scope),
    learning: (options) => learning(scope, options),
    ruleChanges: (page) => ruleChanges(scope, page),
    verify: () => history.verify(scope),
    runs: (page) => ready(() => store.runs(address, page)),
    async run(id) {
      const run = await ready(() => store.run(address, id));
      if (run) return run;
      throw new KnowhowError("run_not_found", `"${addressKey(address)}" has no run "${id}". runs() lists them.`);
    },
    lessons: ({ states, ...page } = {}) => ready(() => store.lessons(address, states ?? null, page)),
    feedbackOf: (lesson) => store.feedback(lesson.address, lesson.feedbackId),
    retryLesson: (id, input) => lessons.retryLesson(scope, id, input),
    dismissLesson: (id, input) => lessons.dismissLesson(scope, id, input),
    proposals: ({ states, ...page } = {}) =>
      ready(async () => {
        await expireProposals(scope);
        return store.proposals(address, states ?? null, page);
      }),
    cases: ({ states, ...page } = {}) => ready(() => store.cases(address, states ?? null, page)),
    addCase: (input) => cases.addCase(scope, input),
    retireCase: (id, input) => cases.retireCase(scope, id, input),
    gateProposal: (id, options) => gating.gateProposal(scope, id, options),
    replayCases: (options) => gating.replayCases(scope, options),
    reflections: (page) => ready(() => store.reflections(address, page)),
    calls: (page) => ready(() => store.calls(address, page)),
    costs: () => costs(scope),
  };
}
