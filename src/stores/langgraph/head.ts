/**
 * The item that one `put` brings into force: record, text, labels, the states of lessons and proposals that still
 * change, and whatever else the last commit wrote. The next commit first moves what is settled into items of its own.
 */
import { KnowhowError } from "../../core/errors.js";
import type { Case } from "../../core/case.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Lesson, LessonState } from "../../core/feedback.js";
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { Proposal, ProposalState } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import type { Version } from "../../core/version.js";
import type { Items } from "./base-store.js";

const FORMAT = 1;

export interface Head {
  /** The form of the items of this address. */
  readonly format: number;
  readonly record: InstructionsRecord | null;
  /** The newest version; earlier ones have items of their own. */
  readonly version: Version | null;
  /** The reflections that versions came of. */
  readonly reflectionIds: readonly string[];
  /** Those that wait, and those that the last commit settled. What stands here is newer than what is archived. */
  readonly lessons: readonly Lesson[];
  readonly proposals: readonly Proposal[];
  /** Those of the last commit. */
  readonly reflections: readonly ReflectionRecord[];
  readonly evidence: readonly EvidenceRecord[];
  /** Those that the last commit made or changed. What stands here is newer than what is archived. */
  readonly cases: readonly Case[];
  /** How many items of earlier evidence there are. */
  readonly batches: number;
}

const EMPTY: Head = {
  format: FORMAT,
  record: null,
  version: null,
  reflectionIds: [],
  lessons: [],
  proposals: [],
  reflections: [],
  evidence: [],
  cases: [],
  batches: 0,
};

/** @throws `store_newer` */
export async function readHead(items: Items): Promise<Head> {
  const head = { ...EMPTY, ...(await items.get<Partial<Head>>("head")) };
  if (head.format === FORMAT) return head;
  throw new KnowhowError(
    "store_newer",
    `These items have the format ${head.format}; this Knowhow knows ${FORMAT}. Upgrade it.`,
  );
}

export const putHead = (items: Items, head: Head): Promise<void> => items.put("head", head);

/**
 * Lessons that came since the last commit. They have an item of their own, so that an append never rewrites the text.
 */
export async function readInbox(items: Items): Promise<readonly Lesson[]> {
  return (await items.get<{ lessons: Lesson[] }>("inbox"))?.lessons ?? [];
}

export const putInbox = (items: Items, lessons: readonly Lesson[]): Promise<void> => items.put("inbox", { lessons });

/** Lessons in these states still change, and are kept at hand. */
export const WAITING_LESSONS: readonly LessonState[] = ["pending", "reserved", "parked"];
export const WAITING_PROPOSALS: readonly ProposalState[] = ["open"];

export const versionKey = (number: number): string => `version ${number}`;
export const evidenceKey = (batch: number): string => `evidence ${batch}`;
