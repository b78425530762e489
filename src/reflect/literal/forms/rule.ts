/** What the tables of remarks are made of: a pattern, and how to read what it found. */
import type { Context, Draft } from "../draft.js";

export type Rule = readonly [RegExp, (found: RegExpExecArray, context: Context) => Draft | null];

export const remark = { remark: true } as const;
