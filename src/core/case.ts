/** A case: a past lesson kept as a test. What the agent was asked, and how its answer is checked. */
import type { Address } from "./address.js";
import type { RunRef } from "./feedback.js";
import type { Message } from "./message.js";
import type { Principal } from "./principal.js";

/** What a length is measured in. `x-weighted`: as X counts, where a link is 23 and an emoji or a CJK character 2. */
export const LENGTH_UNITS = ["graphemes", "words", "sentences", "x-weighted"] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];

/**
 * What can be counted by name. `questions` and `exclamations` are their marks; `lines` and `paragraphs` those with
 * words.
 */
export const COUNTED = [
  "hashtags",
  "mentions",
  "links",
  "emoji",
  "bullets",
  "headings",
  "lines",
  "paragraphs",
  "questions",
  "exclamations",
] as const;
export type Counted = (typeof COUNTED)[number];

/** A regular expression in the syntax of RE2, which has no back references and no look-around. */
export interface Pattern {
  readonly pattern: string;
  /** `i`: without regard to case; `m`: `^` and `$` also at line ends; `s`: `.` also matches line ends. */
  readonly flags?: string;
}

/** From `min` to `max`, both included; at least one is given. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** How an answer is checked. Every kind but `judge` needs no model and always says the same of the same answer. */
export type Check =
  | {
      readonly kind: "contains" | "notContains";
      readonly text: string;
      /** Only where it stands as a word of its own. Default false. */
      readonly wholeWords?: boolean;
      /** Default false. */
      readonly caseSensitive?: boolean;
    }
  /** The pattern is found. */
  | ({ readonly kind: "regex" } & Pattern)
  | ({ readonly kind: "length"; readonly unit: LengthUnit } & Bounds)
  | ({ readonly kind: "count"; readonly of: Counted | Pattern } & Bounds)
  /**
   * The answer, without a code fence around it, is JSON that fits the schema (draft 2020-12). `true` takes any JSON.
   */
  | { readonly kind: "jsonSchema"; readonly schema: Readonly<Record<string, unknown>> | boolean }
  /** A model reads the answer and says whether it fits the rubric. */
  | { readonly kind: "judge"; readonly rubric: string }
  /** All of these. */
  | { readonly kind: "all"; readonly checks: readonly Check[] };

/** What a check says of an answer, and why, in a sentence. */
export interface CheckResult {
  readonly outcome: "pass" | "fail" | "inconclusive";
  readonly reason: string;
}

/** `retired`: the rule was removed or replaced, or a person took the case out; it is no longer replayed. */
export const CASE_STATES = ["active", "retired"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface Case {
  readonly id: string;
  readonly address: Address;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly state: CaseState;
  /** Why it is retired, in a sentence; null while it is active. */
  readonly reason: string | null;
  /** The version that retired it; null while it is active, and when a person did. */
  readonly retiredIn: number | null;
  /** The rule it protects: the block's id, and its words when the case was made. Null: it protects no single rule. */
  readonly rule: { readonly block: string; readonly text: string } | null;
  /** The lesson it was made from. */
  readonly lessonId: string | null;
  readonly feedbackId: string | null;
  /** The run its messages are from. */
  readonly run: RunRef | null;
  /** Who taught the lesson, or made the case by hand. */
  readonly by: Principal;
  /** The newest version when it was made. */
  readonly version: number;
  /** What the agent was asked: the messages before the answer, without system messages. */
  readonly messages: readonly Message[];
  /** The run's metadata, for the runner. */
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
  readonly check: Check;
}
