/** The port of stores. Everything that must happen together happens in one `commit`; the rest is reads and appends. */
import type { Address, Namespace } from "../address.js";
import type { Case, CaseState } from "../case.js";
import type { Backlog, Claim, ClaimFailure } from "../claim.js";
import type { EvidenceRecord } from "../evidence.js";
import type { Feedback, Lesson, LessonState } from "../feedback.js";
import type { ModelCall } from "../model-call.js";
import type { KeyStore } from "./keys.js";
import type { Page, PageRequest } from "./page.js";
import type { Decision, GateResult, Proposal, ProposalState } from "../proposal.js";
import type { ReflectionRecord } from "../reflection.js";
import type { Run } from "../run.js";
import type { TemplateFormat } from "../template.js";
import type { Version } from "../version.js";

export type { Page, PageRequest } from "./page.js";

/** What a driver promises. The conformance suite runs the cases that fit them. */
export interface StoreGuarantees {
  /** Acknowledged writes survive kill -9. */
  readonly durable: boolean;
  /** `commit` is all or nothing. */
  readonly transactions: boolean;
  /** Of two commits that expect the same head, one succeeds, also from two processes. */
  readonly compareAndSet: boolean;
  /** Several processes may use the same store at once. */
  readonly shared: boolean;
  /** `list` and `findProposal` work across instructions. */
  readonly listing: boolean;
}

/** The head of one instructions: what changes, while versions stay. */
export interface InstructionsRecord {
  readonly address: Address;
  readonly createdAt: string;
  readonly templateFormat: TemplateFormat;
  /** A user's layer: holds only learned rules, has no seed. */
  readonly overlay: boolean;
  /** The id of the principal whose own layer it is; null for a shared one. */
  readonly owner: string | null;
  /** The newest version's number. */
  readonly head: number;
  readonly labels: Readonly<Record<string, number>>;
  /** The seed that was last taken in, the base of the next merge; null for an overlay. */
  readonly seed: string | null;
  /** Hashes of seeds that were already offered, whatever was decided. */
  readonly offeredSeeds: readonly string[];
}

/** The text of the version that a label is at. */
export interface LabelledText {
  readonly number: number;
  readonly text: string;
}

export interface LessonChange {
  readonly id: string;
  /** The commit conflicts unless the lesson is in one of these states. */
  readonly from: readonly LessonState[];
  readonly to: Pick<Lesson, "state" | "reason" | "attempts" | "proposalId" | "version" | "updatedAt">;
}

export interface ProposalChange {
  readonly id: string;
  readonly from: readonly ProposalState[];
  /** `gate` is put in place of what the gate said before, if it is given. */
  readonly to: { readonly state: ProposalState; readonly decision: Decision | null; readonly gate?: GateResult };
}

export interface CaseChange {
  readonly id: string;
  /** The commit conflicts unless the case is in one of these states. */
  readonly from: readonly CaseState[];
  readonly to: Pick<Case, "state" | "reason" | "retiredIn" | "updatedAt">;
}

export interface LabelChange {
  readonly label: string;
  /** The commit conflicts unless there is such a version, at the latest by this commit. */
  readonly to: number;
  /** The commit conflicts unless the label is here; null: unless it does not exist. Left out: wherever it is. */
  readonly from?: number | null;
}

/** One atomic step on one instructions. Everything in it happens, or nothing and the outcome says why. */
export interface Change {
  readonly address: Address;
  /**
   * Makes the instructions; conflicts (`exists`) if they exist. `version` 1 then comes along, or none for an overlay.
   */
  readonly create?: InstructionsRecord;
  /** Conflicts (`head`) unless the head is this. Required with `version` unless `create` is given. */
  readonly expectHead?: number;
  /**
   * Becomes the head. Conflicts (`reflection`) if another version has its reflection id, wherever the head is, and
   * (`head`) if its number, parent or parent hash does not follow the head.
   */
  readonly version?: Version;
  readonly labels?: readonly LabelChange[];
  readonly newProposals?: readonly Proposal[];
  readonly proposals?: readonly ProposalChange[];
  readonly lessons?: readonly LessonChange[];
  readonly newCases?: readonly Case[];
  readonly cases?: readonly CaseChange[];
  readonly evidence?: readonly EvidenceRecord[];
  /** Inserted, or put in place of the one with the same id. */
  readonly reflection?: ReflectionRecord;
  /** The seed now taken in. */
  readonly seed?: string;
  /** Added to `offeredSeeds`. */
  readonly offeredSeed?: string;
}

export type CommitOutcome =
  | { readonly status: "committed"; readonly record: InstructionsRecord }
  | {
      readonly status: "conflict";
      /** What did not hold. `missing`: the instructions do not exist and nothing creates them. */
      readonly conflict: "exists" | "missing" | "head" | "label" | "lesson" | "proposal" | "case" | "reflection";
      readonly record: InstructionsRecord | null;
    };

/** An append: `duplicate` when the idempotency key, or the id, was seen; then the item is the first one. */
export interface Appended<T> {
  readonly item: T;
  readonly duplicate: boolean;
}

/**
 * A store. All reads give copies, never live objects. Runs, feedback, lessons, proposals, cases, calls and
 * reflections are ordered by id, which sorts by time. Methods throw `store_*` errors, never raw driver errors.
 */
export interface Store {
  /** For people: `sqlite:knowhow.db`. Never holds secrets. */
  readonly name: string;
  readonly guarantees: StoreGuarantees;

  record(address: Address): Promise<InstructionsRecord | null>;
  /** Head and labelled version in one read; null if the instructions or the label do not exist. */
  read(address: Address, label: string): Promise<{ record: InstructionsRecord; version: Version } | null>;
  /**
   * Number and text alone of what `read` gives, for a store that can read these faster: it is what agents run on. A
   * store without it is asked by `read`.
   */
  readText?(address: Address, label: string): Promise<LabelledText | null>;
  /** All instructions in a namespace and below, by address. @throws `store_unsupported` without `listing` */
  list(namespace: Namespace, page?: PageRequest): Promise<Page<InstructionsRecord>>;

  version(address: Address, number: number): Promise<Version | null>;
  /** Newest first. */
  versions(address: Address, page?: PageRequest): Promise<Page<Version>>;

  /** The run is stored, also when the instructions do not exist yet. @throws `idempotency_conflict` */
  appendRun(run: Run): Promise<Appended<Run>>;
  run(address: Address, id: string): Promise<Run | null>;
  /** Newest first. */
  runs(address: Address, page?: PageRequest): Promise<Page<Run>>;

  /**
   * Feedback and its lesson together. They are stored also when the instructions do not exist yet (overlays).
   * @throws `idempotency_conflict`
   */
  appendFeedback(feedback: Feedback, lesson: Lesson): Promise<Appended<Feedback>>;
  feedback(address: Address, id: string): Promise<Feedback | null>;
  /** Newest first. */
  recentFeedback(address: Address, page?: PageRequest): Promise<Page<Feedback>>;

  lesson(address: Address, id: string): Promise<Lesson | null>;
  /** Oldest first. */
  lessons(address: Address, states: readonly LessonState[] | null, page?: PageRequest): Promise<Page<Lesson>>;

  proposal(address: Address, id: string): Promise<Proposal | null>;
  /** Newest first. */
  proposals(address: Address, states: readonly ProposalState[] | null, page?: PageRequest): Promise<Page<Proposal>>;
  /** By id alone. @throws `store_unsupported` without `listing` */
  findProposal(id: string): Promise<Proposal | null>;

  /** Oldest first. */
  cases(address: Address, states: readonly CaseState[] | null, page?: PageRequest): Promise<Page<Case>>;
  /** All evidence of these blocks, oldest first. */
  evidence(address: Address, blockIds: readonly string[]): Promise<readonly EvidenceRecord[]>;

  /** Newest first. */
  reflections(address: Address, page?: PageRequest): Promise<Page<ReflectionRecord>>;
  /**
   * Keeps a model's answer as it arrives, so that a reflection that is run again does not pay for it twice. The first
   * answer to a request stays.
   */
  putAnswer(address: Address, reflectionId: string, request: string, answer: string): Promise<void>;
  answer(address: Address, reflectionId: string, request: string): Promise<string | null>;
  /** By reflection and request. */
  answers(address: Address, page?: PageRequest): Promise<Page<StoredAnswer>>;

  /**
   * The instructions in a namespace and below that have pending or parked lessons, by address; also those that do not
   * exist yet. @throws `store_unsupported` without `listing`
   */
  backlog(namespace: Namespace, page?: PageRequest): Promise<Page<Backlog>>;
  /**
   * Takes or keeps the right to reflect on these instructions until `until`; they need not exist. Null, and nothing is
   * changed, while somebody else has it. What failed before stays in the claim.
   */
  claim(address: Address, request: ClaimRequest): Promise<Claim | null>;
  /** Gives the right back, if `holder` has it: with a failure the claim stays and says when to try again. */
  release(address: Address, holder: string, failure: ClaimFailure | null): Promise<void>;

  /** Keeps what a call of a model used; one with an id that is there changes nothing. */
  appendCall(call: ModelCall): Promise<void>;
  /** Newest first. */
  calls(address: Address, page?: PageRequest): Promise<Page<ModelCall>>;

  commit(change: Change): Promise<CommitOutcome>;
  /**
   * Tells of commits by other processes that a reader would see, soon after them: the address, or null if it may be
   * anywhere. Own commits may be told too. Never throws; after an outage it goes on by itself and tells null. Gives a
   * function that ends it. A store that cannot do this has no such method.
   */
  watch?(listener: (changed: Address | null) => void): () => void;

  /** The keys of the server, kept beside the instructions. A store that cannot keep them has none. */
  readonly keys?: KeyStore;

  /**
   * Every address in a namespace and below under which anything is kept, also without instructions; in order.
   * @throws `store_unsupported` without `listing`
   */
  addresses(namespace: Namespace, page?: PageRequest): Promise<Page<Address>>;
  /**
   * Takes content away for good, all in one step where the store has transactions. Ids that are not there are passed
   * over.
   */
  erase(erasure: Erasure): Promise<ErasureOutcome>;

  /**
   * Takes in rows as another store kept them, ids, times, salts and hashes included; all of them, or nothing, where the
   * store has transactions. What is there already stays, so that the same rows may be given again. An idempotency key
   * that another row has is left out.
   * @throws `chain_broken` for a version that does not follow, or whose content does not fit its hashes
   */
  takeIn(address: Address, rows: IncomingRows, options?: TakeInOptions): Promise<TakenIn>;
  /** Gives room that deleted rows took back, as far as the database does so. Left out where there is no such. */
  vacuum?(): Promise<Vacuumed>;
  close(): Promise<void>;
}

/** A model's answer, as it is kept for a reflection that is run again. */
export interface StoredAnswer {
  readonly reflectionId: string;
  readonly request: string;
  readonly answer: string;
}

/** Rows of one address that come from another store. */
export interface IncomingRows {
  /** Makes the instructions unless they exist, without versions and labels. */
  readonly record?: InstructionsRecord;
  /** In order. Those that are there must be the same; the others must follow the head, and the last becomes it. */
  readonly versions?: readonly Version[];
  readonly feedback?: readonly { readonly feedback: Feedback; readonly lesson: Lesson }[];
  readonly proposals?: readonly Proposal[];
  readonly cases?: readonly Case[];
  readonly evidence?: readonly EvidenceRecord[];
  readonly reflections?: readonly ReflectionRecord[];
  readonly runs?: readonly Run[];
  readonly calls?: readonly ModelCall[];
  readonly answers?: readonly StoredAnswer[];
  /** Set at the end, over what is there. `offeredSeeds` are added. */
  readonly state?: Partial<Pick<InstructionsRecord, "labels" | "seed" | "offeredSeeds">>;
}

export interface TakeInOptions {
  /**
   * Whether a lesson, proposal, case or reflection that is there is replaced by one that comes and has changed since.
   * Default true.
   */
  readonly replaceOlder?: boolean;
  /** Says what would be done, and does nothing. Versions beyond the head are not looked at then. Default false. */
  readonly dryRun?: boolean;
}

/** What rows are counted as. A lesson counts as the feedback it came with. */
export const ROW_KINDS = [
  "instructions",
  "version",
  "feedback",
  "proposal",
  "case",
  "evidence",
  "reflection",
  "run",
  "call",
  "answer",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];
export type RowCounts = Readonly<Partial<Record<RowKind, number>>>;

export type TakenIn =
  | { readonly status: "taken"; readonly added: RowCounts; readonly changed: RowCounts }
  /** The version with this number is there, and is another. Nothing was taken in. */
  | { readonly status: "conflict"; readonly number: number };

/** What a vacuum came to. */
export interface Vacuumed {
  /** Bytes that the database took on disk. */
  readonly before: number;
  readonly after: number;
  /** False where another process was reading, so that the file or log could not be cut to its size yet. */
  readonly complete: boolean;
}

/** What is to be erased under one address: all of it, or these rows. */
export type Erasure = { readonly address: Address } & (
  { readonly everything: true } | { readonly everything?: false; readonly rows: ErasedRows }
);

export interface ErasedRows {
  /** Loses its content and stays in the chain. Conflicts for the head, or while a label points to one. */
  readonly versions: readonly number[];
  readonly runs: readonly string[];
  /** Each goes with its lesson. */
  readonly feedback: readonly string[];
  readonly proposals: readonly string[];
  readonly cases: readonly string[];
  readonly evidence: readonly string[];
  /** All answers of models, and what the last failed try said; or the answers to these reflections. */
  readonly answers: boolean | readonly string[];
  /** Content that is put in place of what is there; states stay as they are then. */
  readonly redacted: {
    readonly proposals: readonly Proposal[];
    readonly lessons: readonly Pick<Lesson, "id" | "reason">[];
    readonly reflections: readonly ReflectionRecord[];
    readonly evidence: readonly EvidenceRecord[];
    /** Their messages and metadata. */
    readonly runs?: readonly Run[];
  };
}

export type ErasureOutcome =
  | {
      readonly status: "erased";
      /** False while remains may lie in the store's files, since another process was reading: erase or vacuum again. */
      readonly clean: boolean;
    }
  /** The head or a label is at a version that was to be erased. Nothing was. */
  | { readonly status: "conflict" };

/** Who asks for a claim. Times are ISO 8601, UTC, and by the clock of who asks. */
export interface ClaimRequest {
  readonly holder: string;
  /** Now. */
  readonly at: string;
  readonly until: string;
}

/** The page size when none is asked for, and the largest. */
export const DEFAULT_PAGE = 100;
export const MAX_PAGE = 1000;
