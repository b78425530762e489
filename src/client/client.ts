/** `createClient`: a memory that is elsewhere, with the shape of the library, over `fetch` alone. */
import { type Address, addressKey, checkAddress, checkNamespace, type Namespace } from "../core/address.js";
import type { Case, CaseState } from "../core/case.js";
import type { Backlog } from "../core/claim.js";
import { KnowhowError } from "../core/errors.js";
import type { ModelCall } from "../core/model-call.js";
import type { ReflectionRecord } from "../core/reflection.js";
import type { Feedback, Lesson, LessonState } from "../core/feedback.js";
import type { Page, PageRequest } from "../core/ports/page.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { Role } from "../core/principal.js";
import type { GateResult, Proposal, ProposalState } from "../core/proposal.js";
import type { RuleChange } from "../core/rule-changes.js";
import type { Run } from "../core/run.js";
import type { TemplateFormat } from "../core/template.js";
import type { ChainFault, Version } from "../core/version.js";
import type {
  AcceptInput,
  BlameEntry,
  CaseInput,
  CompactResult,
  CostReport,
  Current,
  DecideInput,
  Erased,
  ErasedHere,
  EraseInput,
  EraseWhat,
  FeedbackInput,
  Forgotten,
  ForgetInput,
  HistoryEntry,
  LearningOptions,
  LearningReport,
  ProposeInput,
  ReadOptions,
  ReflectResult,
  ReplayOptions,
  RollbackInput,
  RulesReport,
  RunInput,
  VersionDiff,
} from "../memory.js";
import { type RemoteChanged, watchChanges, type WatchOptions } from "./watching.js";
import { Reading, type ReadingOptions } from "./reading.js";
import { type Sending, Transport, type TransportOptions } from "./transport.js";

/** Who does it is told by the key, and what was seen by `ifMatch`. */
type Remotely<T> = Omit<T, "by" | "principal" | "ifHead">;

/** Failures come as their code and message. */
export type RemoteReflectResult = Omit<ReflectResult, "error" | "passes"> & {
  readonly error: { readonly code: string; readonly message: string } | null;
};

export type RemoteCompactResult = Omit<CompactResult, "error"> & Pick<RemoteReflectResult, "error">;

export interface RemoteOptions {
  readonly namespace?: Namespace;
  /** What `current()` gives, marked as stale, while the server is away and nothing was read. Default none. */
  readonly fallback?: string;
  /** Of the fallback; others say themselves which they have. Default `none`. */
  readonly templateFormat?: TemplateFormat;
  /** Opens the own layer of this user, also where nothing was taught yet. */
  readonly overlayOf?: string;
}

/** One named instructions of a server: the methods are those of `Instructions`, without `by`. */
export interface RemoteInstructions {
  readonly address: Address;
  current(options?: ReadOptions): Promise<Current>;
  peek(label?: string): Current;
  record(input: Remotely<RunInput>): Promise<Run>;
  feedback(input: Remotely<FeedbackInput> & { readonly as?: Role }): Promise<Feedback>;
  reflect(options?: { readonly dryRun?: boolean }): Promise<RemoteReflectResult>;
  propose(input: Remotely<ProposeInput>): Promise<Proposal>;
  accept(proposalId: string, input?: Remotely<AcceptInput>): Promise<Proposal>;
  reject(proposalId: string, input?: Remotely<DecideInput>): Promise<Proposal>;
  undo(proposalId: string, input?: Remotely<DecideInput>): Promise<Proposal>;
  rollback(to: number, input?: Remotely<RollbackInput>): Promise<Version>;
  label(name: string, version: number, input?: Remotely<RollbackInput>): Promise<void>;
  forget(what: { readonly run: string } | { readonly by: string }, input?: Remotely<ForgetInput>): Promise<Forgotten>;
  offerSeed(seed: string, input?: Remotely<DecideInput>): Promise<Proposal | null>;
  version(number: number): Promise<Version>;
  history(page?: PageRequest): Promise<Page<HistoryEntry>>;
  diff(from: number, to: number): Promise<VersionDiff>;
  blame(version?: number): Promise<readonly BlameEntry[]>;
  rules(): Promise<RulesReport>;
  learning(options?: LearningOptions): Promise<LearningReport>;
  ruleChanges(page?: PageRequest): Promise<Page<RuleChange>>;
  verify(): Promise<readonly ChainFault[]>;
  costs(): Promise<CostReport>;
  runs(page?: PageRequest): Promise<Page<Run>>;
  run(id: string): Promise<Run>;
  lessons(options?: PageRequest & { readonly states?: readonly LessonState[] }): Promise<Page<Lesson>>;
  proposals(options?: PageRequest & { readonly states?: readonly ProposalState[] }): Promise<Page<Proposal>>;
  cases(options?: PageRequest & { readonly states?: readonly CaseState[] }): Promise<Page<Case>>;
  compact(options?: { readonly dryRun?: boolean }): Promise<RemoteCompactResult>;
  retryLesson(id: string, input?: Remotely<DecideInput>): Promise<Lesson>;
  dismissLesson(id: string, input?: Remotely<DecideInput>): Promise<Lesson>;
  addCase(input: Remotely<CaseInput>): Promise<Case>;
  retireCase(id: string, input?: Remotely<DecideInput>): Promise<Case>;
  gateProposal(id: string): Promise<Proposal>;
  replayCases(versions?: Omit<ReplayOptions, "signal">): Promise<GateResult>;
  reflections(page?: PageRequest): Promise<Page<ReflectionRecord>>;
  calls(page?: PageRequest): Promise<Page<ModelCall>>;
  /** For good; needs a key with the role `admin`. */
  erase(what: { readonly run: string } | { readonly by: string }, input?: Remotely<EraseInput>): Promise<ErasedHere>;
}

export interface Client {
  /** A handle; nothing is asked yet. @throws `invalid_name` */
  instructions(name: string, options?: RemoteOptions): RemoteInstructions;
  /** Makes instructions from a seed unless they are there. */
  make(name: string, options: RemoteOptions & { readonly seed: string }): Promise<InstructionsRecord>;
  list(namespace?: Namespace, page?: PageRequest): Promise<Page<InstructionsRecord>>;
  /** Proposals of all instructions that wait. */
  inbox(namespace?: Namespace, page?: PageRequest): Promise<Page<Proposal>>;
  /** The instructions with lessons that wait, as `store.backlog`. */
  jobs(namespace?: Namespace, page?: PageRequest): Promise<Page<Backlog>>;
  /** The proposal with this id, wherever it belongs; null for none. */
  findProposal(id: string): Promise<Proposal | null>;
  /** For good, wherever the key reaches; needs the role `admin`. */
  erase(what: EraseWhat, input?: Remotely<EraseInput>): Promise<Erased>;
  /** Tells of changes as they happen, also through an outage. Gives a function that ends it. */
  watch(listener: (changed: RemoteChanged) => void, options?: WatchOptions): () => void;
}

export type ClientOptions = TransportOptions & ReadingOptions;

/** A client of the server at `url`. Loads no `node:` module. @throws `invalid_policy` */
export function createClient(options: ClientOptions): Client {
  const transport = new Transport(options);
  const ask = async <T>(path: string, sending?: Sending): Promise<T> => (await transport.send(path, sending)).body as T;
  return {
    instructions: (name, own = {}) => open(transport, checkAddress(own.namespace ?? [], name), own, options),
    make: (name, { seed, templateFormat, namespace = [] }) => {
      const { path, query } = placeOf(checkAddress(namespace, name));
      const body = { seed, ...(templateFormat === undefined ? {} : { templateFormat }) };
      return ask(path, { method: "PUT", query, body });
    },
    list: (namespace = [], page = {}) =>
      ask("/v1/instructions", { query: { ...withinOf(checkNamespace(namespace)), ...pageOf(page) } }),
    inbox: (namespace = [], page = {}) =>
      ask("/v1/proposals", { query: { ...withinOf(checkNamespace(namespace)), ...pageOf(page) } }),
    jobs: (namespace = [], page = {}) =>
      ask("/v1/jobs", { query: { ...withinOf(checkNamespace(namespace)), ...pageOf(page) } }),
    findProposal: (id) =>
      ask<{ readonly proposal: Proposal }>(`/v1/proposals/${encodeURIComponent(id)}`).then(
        ({ proposal }) => proposal,
        (error: unknown) => {
          if (KnowhowError.is(error, "proposal_not_found")) return null;
          throw error;
        },
      ),
    erase: (what, input = {}) =>
      ask("/v1/erase", {
        body: {
          ...(what.namespace === undefined ? {} : { namespace: what.namespace }),
          ...("by" in what || "run" in what ? originOf(what) : {}),
          ...input,
        },
      }),
    watch: (listener, { namespace = [], onError } = {}) =>
      watchChanges(transport, withinOf(checkNamespace(namespace)), listener, onError),
  };
}

function open(transport: Transport, address: Address, own: RemoteOptions, options: ReadingOptions): RemoteInstructions {
  const { path, query: place } = placeOf(address);
  const query = { ...place, ...(own.overlayOf === undefined ? {} : { overlayOf: own.overlayOf }) };
  const { fallback, templateFormat = "none" } = own;
  const instead = fallback === undefined ? null : { text: fallback, templateFormat };
  const reading = new Reading(transport, { path, query, key: addressKey(address) }, instead, options);
  const get = async <T>(below: string, more: Sending["query"] = {}): Promise<T> =>
    (await transport.send(path + below, { query: { ...query, ...more } })).body as T;
  const post = async <T>(below: string, body: unknown, sending: Sending = {}): Promise<T> =>
    (await transport.send(path + below, { query, body, ...sending })).body as T;
  /** What may change the text makes what was read old. */
  const change = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    reading.outdate();
    return done;
  };
  const decide = <T>(id: string, verb: string, input: unknown): Promise<T> =>
    change(
      transport
        .send(`/v1/proposals/${encodeURIComponent(id)}/${verb}`, { body: input ?? {}, slow: true })
        .then(({ body }) => body as T),
    );
  const listed = ({ states, ...page }: PageRequest & { readonly states?: readonly string[] } = {}) => ({
    ...pageOf(page),
    ...(states ? { states: states.join(",") } : {}),
  });
  return {
    address,
    current: (which) => reading.current(which),
    peek: (label) => reading.peek(label),
    record: ({ idempotencyKey, ...run }) => post("/runs", run, { idempotencyKey }),
    feedback: ({ idempotencyKey, ...said }) => post("/feedback", said, { idempotencyKey }),
    reflect: (input = {}) => change(post("/reflect", input, { slow: true })),
    propose: (input) => post("/proposals", input),
    accept: (id, input) => decide(id, "accept", input),
    reject: (id, input) => decide(id, "reject", input),
    undo: (id, input) => decide(id, "undo", input),
    rollback: (to, input = {}) => change(post("/rollback", { to, ...input })),
    async label(name, version, input = {}) {
      await change(post(`/labels/${encodeURIComponent(name)}`, { version, ...input }, { method: "PUT" }));
    },
    forget: (what, input = {}) => change(post("/forget", { ...originOf(what), ...input })),
    offerSeed: async (seed, input = {}) =>
      (await post<{ readonly proposal: Proposal | null }>("/seed", { seed, ...input })).proposal,
    version: (number) => get(`/versions/${number}`),
    history: (page) => get("/versions", pageOf(page)),
    diff: (from, to) => get("/diff", { from, to }),
    blame: async (version) => (await get<{ readonly items: readonly BlameEntry[] }>("/blame", { version })).items,
    rules: () => get("/rules"),
    learning: ({ last, period } = {}) => get("/learning", { last, period }),
    ruleChanges: (page) => get("/rule-changes", pageOf(page)),
    verify: async () => (await get<{ readonly faults: readonly ChainFault[] }>("/verify")).faults,
    costs: () => get("/costs"),
    runs: (page) => get("/runs", pageOf(page)),
    run: (id) => get(`/runs/${encodeURIComponent(id)}`),
    lessons: (input) => get("/lessons", listed(input)),
    proposals: (input) => get("/proposals", listed(input)),
    cases: (input) => get("/cases", listed(input)),
    compact: (input = {}) => post("/compact", input, { slow: true }),
    retryLesson: (id, input = {}) => post(`/lessons/${encodeURIComponent(id)}/retry`, input),
    dismissLesson: (id, input = {}) => post(`/lessons/${encodeURIComponent(id)}/dismiss`, input),
    addCase: (input) => post("/cases", input),
    retireCase: (id, input = {}) => post(`/cases/${encodeURIComponent(id)}/retire`, input),
    gateProposal: (id) =>
      transport
        .send(`/v1/proposals/${encodeURIComponent(id)}/gate`, { body: {}, slow: true })
        .then(({ body }) => body as Proposal),
    replayCases: (versions = {}) => post("/replay", versions, { slow: true }),
    reflections: (page) => get("/reflections", pageOf(page)),
    calls: (page) => get("/calls", pageOf(page)),
    erase: (what, input = {}) => change(post("/erase", { ...originOf(what), ...input })),
  };
}

/** A person is whom it is about, and not who asks. */
const originOf = (what: { readonly run: string } | { readonly by: string }) =>
  "by" in what ? { person: what.by } : { run: what.run };

const withinOf = (namespace: Namespace) => (namespace.length > 0 ? { namespace: namespace.join("/") } : {});

const placeOf = ({ namespace, name }: Address) => ({
  path: `/v1/instructions/${encodeURIComponent(name)}`,
  query: withinOf(namespace),
});

const pageOf = ({ cursor, limit }: PageRequest = {}) => ({
  ...(cursor === undefined || cursor === null ? {} : { cursor }),
  ...(limit === undefined ? {} : { limit }),
});
