/** One clause on its way through the reader. */
import type { Clause } from "./clauses.js";
import type { Draft } from "./draft.js";

/** What a clause is: a lasting directive, or why it is none. `unread` may hold anything. */
export type ReadingKind = "directive" | "praise" | "question" | "one-off" | "reason" | "quoted" | "foreign" | "unread";

export interface Step {
  readonly clause: Clause;
  kind: ReadingKind;
  draft: Draft | null;
  rule: string | null;
}
