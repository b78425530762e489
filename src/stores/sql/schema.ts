/**
 * The tables, as Kysely types. Columns are written in camelCase here and are snake_case in the database.
 * What a person wrote sits in rows of its own (`…Contents`), so that it can be erased while the headers, and with them
 * the hash chain, stay. JSON is kept as text. The address comes first in every key; there are no sequences.
 */
import type { ItemRow, ItemWordRow } from "../base-store/schema.js";

export interface Tables {
  knowhowSchema: SchemaRow;
  instructions: InstructionsRow;
  labels: LabelRow;
  versions: VersionRow;
  versionContents: VersionContentRow;
  runs: RunRow;
  runContents: RunContentRow;
  feedback: FeedbackRow;
  feedbackContents: FeedbackContentRow;
  lessons: LessonRow;
  proposals: ProposalRow;
  proposalContents: ProposalContentRow;
  cases: CaseRow;
  caseContents: CaseContentRow;
  evidence: EvidenceRow;
  reflections: ReflectionRow;
  answers: AnswerRow;
  claims: ClaimRow;
  modelCalls: ModelCallRow;
  apiKeys: ApiKeyRow;
  // A BaseStore's, made by migrations of their own.
  knowhowItemsSchema: SchemaRow;
  knowhowItems: ItemRow;
  knowhowItemWords: ItemWordRow;
}

/** The tables as the database names them. */
export const TABLE_NAMES = Object.keys({
  knowhow_schema: true,
  instructions: true,
  labels: true,
  versions: true,
  version_contents: true,
  runs: true,
  run_contents: true,
  feedback: true,
  feedback_contents: true,
  lessons: true,
  proposals: true,
  proposal_contents: true,
  cases: true,
  case_contents: true,
  evidence: true,
  reflections: true,
  answers: true,
  claims: true,
  model_calls: true,
  api_keys: true,
  knowhow_items_schema: true,
  knowhow_items: true,
  knowhow_item_words: true,
} satisfies Record<SnakeCase<keyof Tables>, true>);

type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Name;

/** One row for every migration that was run. */
export interface SchemaRow {
  version: number;
  appliedAt: string;
}

export interface InstructionsRow {
  address: string;
  createdAt: string;
  templateFormat: string;
  /** 0 or 1. */
  overlay: number;
  owner: string | null;
  head: number;
  seed: string | null;
  offeredSeeds: string;
}

export interface LabelRow {
  address: string;
  label: string;
  version: number;
}

export interface VersionRow {
  address: string;
  number: number;
  parent: number | null;
  createdAt: string;
  proposalId: string | null;
  reflectionId: string | null;
  reverts: number | null;
  commitment: string;
  parentHash: string | null;
  hash: string;
}

export interface VersionContentRow {
  address: string;
  number: number;
  text: string;
  blocks: string;
  nextBlock: number;
  authorId: string;
  authorRole: string;
  reason: string;
  salt: string;
}

export interface RunRow {
  address: string;
  id: string;
  createdAt: string;
  ref: string;
  thread: string | null;
  principalId: string | null;
  principalRole: string | null;
  idempotencyKey: string | null;
  contentHash: string;
}

export interface RunContentRow {
  address: string;
  id: string;
  messages: string;
  metadata: string;
}

export interface FeedbackRow {
  address: string;
  id: string;
  createdAt: string;
  byId: string;
  byRole: string;
  /** The address and id of the run it speaks of. */
  runAddress: string | null;
  runId: string | null;
  message: string | null;
  score: number | null;
  idempotencyKey: string | null;
  contentHash: string;
}

export interface FeedbackContentRow {
  address: string;
  id: string;
  comment: string | null;
  revised: string | null;
  original: string | null;
}

export interface LessonRow {
  address: string;
  id: string;
  feedbackId: string;
  createdAt: string;
  updatedAt: string;
  state: string;
  reason: string | null;
  attempts: number;
  proposalId: string | null;
  version: number | null;
}

export interface ProposalRow {
  address: string;
  id: string;
  createdAt: string;
  state: string;
  base: number;
  byId: string;
  byRole: string;
  trust: string;
  lessonIds: string;
  strategy: string | null;
  reflectionId: string | null;
  gate: string;
  usage: string;
  decision: string | null;
}

export interface ProposalContentRow {
  address: string;
  id: string;
  edits: string;
  supports: string;
  text: string | null;
  rationale: string;
  screens: string;
  seed: string | null;
}

export interface CaseRow {
  address: string;
  id: string;
  createdAt: string;
  updatedAt: string;
  state: string;
  reason: string | null;
  retiredIn: number | null;
  /** The block of the rule it protects. */
  block: string | null;
  lessonId: string | null;
  feedbackId: string | null;
  /** The address and id of the run that its messages are from. */
  runAddress: string | null;
  runId: string | null;
  byId: string;
  byRole: string;
  version: number;
}

export interface CaseContentRow {
  address: string;
  id: string;
  /** The words of the rule. */
  rule: string | null;
  messages: string;
  metadata: string;
  /** The check. */
  definition: string;
}

export interface EvidenceRow {
  address: string;
  id: string;
  blockId: string;
  version: number;
  createdAt: string;
  proposalId: string | null;
  byId: string | null;
  byRole: string | null;
  /** What it quotes, so that it is found when that is erased. */
  feedbackId: string | null;
  runId: string | null;
  evidence: string;
}

export interface ReflectionRow {
  address: string;
  id: string;
  createdAt: string;
  finishedAt: string;
  status: string;
  strategy: string;
  model: string | null;
  base: number;
  lessonIds: string;
  proposalId: string | null;
  version: number | null;
  rationale: string;
  usage: string;
  error: string | null;
}

export interface AnswerRow {
  address: string;
  reflectionId: string;
  request: string;
  answer: string;
}

/** Who reflects on one instructions, or what the last try failed of. */
export interface ClaimRow {
  address: string;
  holder: string | null;
  since: string | null;
  until: string | null;
  failedAt: string | null;
  failures: number;
  code: string | null;
  message: string | null;
  nextTry: string | null;
}

export interface ModelCallRow {
  address: string;
  id: string;
  at: string;
  purpose: string;
  reflectionId: string | null;
  strategy: string | null;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** 0 or 1. */
  estimated: number;
  error: string | null;
}

export interface ApiKeyRow {
  id: string;
  principalId: string;
  principalRole: string;
  roles: string;
  namespaces: string;
  /** 0 or 1. */
  forUsers: number;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  hash: string;
}
