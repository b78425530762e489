/** The format of an export: lines of JSON, each of a kind, in the order in which they can be taken in. */
import type { Address, Namespace } from "../core/address.js";
import type { InstructionsRecord, RowCounts, RowKind } from "../core/ports/store.js";

/** The form of the lines that this code writes, and the newest that it reads. */
export const FORMAT = 1;

/** The first line. */
export interface HeaderLine {
  readonly kind: "knowhow-export";
  readonly format: number;
  /** What wrote it, for people; null if it does not say. */
  readonly writtenBy: string | null;
  /** When it was begun. ISO 8601, UTC. */
  readonly at: string;
  readonly namespace: Namespace;
  /** Whether stored answers of models are in it. */
  readonly answers: boolean;
}

/** Begins what is kept under one address; all rows up to the next such line are of it. */
export interface InstructionsLine {
  readonly kind: "instructions";
  readonly address: Address;
  /** Null where something is kept for instructions that were not made yet. */
  readonly record: Omit<InstructionsRecord, "address"> | null;
  /** The hash of the newest version; null without one. */
  readonly hash: string | null;
}

/** The last line: without it, an export was cut off. */
export interface EndLine {
  readonly kind: "end";
  /** How many lines there are before this one. */
  readonly lines: number;
  /** How many there are of each kind. */
  readonly counts: RowCounts;
}

/**
 * The kinds of rows, in the order of the file. Versions come first, since whether two histories are the same must be
 * known before anything is written; feedback before what was made of it and before runs, since an export reads while
 * others write: so what is spoken of is there.
 */
export const ROW_ORDER = [
  "version",
  "feedback",
  "proposal",
  "case",
  "evidence",
  "reflection",
  "run",
  "call",
  "answer",
] as const satisfies readonly RowKind[];
