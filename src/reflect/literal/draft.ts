/** What a recogniser makes of a clause: a directive before it is worded. */

export type Form =
  | "imperative"
  | "negation"
  | "request"
  | "modal"
  | "preference"
  | "limit"
  | "complaint"
  | "verbless"
  | "replacement"
  | "necessity"
  | "opinion"
  | "label"
  | "permission";

export interface Draft {
  readonly form: Form;
  /** "Do not …" */
  readonly avoid: boolean;
  /** A verb in its base form with all that belongs to it. */
  readonly action: string;
  /** "Always", "Never" or "Only", when it was said so. */
  readonly adverb: "always" | "never" | "only" | null;
  /** What it depends on, with its comma: "When the paper has code". */
  readonly condition: string | null;
  /** Asked as "can you …", "you could …": lasting only if something else says so. */
  readonly weak: boolean;
  /** A remark about what was wrong, which a remedy said next makes superfluous. */
  readonly remark: boolean;
}

/** What the clauses around one give to its reading. */
export interface Context {
  /** Something says that it is meant for ever: "from now on", "always", "each". */
  readonly standing: boolean;
  /** "please" was said. */
  readonly polite: boolean;
  readonly question: boolean;
  /** A condition stood before it, of which "it" may speak. */
  readonly conditional: boolean;
  /** The clause before forbids something, so that what is done instead may follow. */
  readonly afterBan: boolean;
  /** "always" or "only" stood before it, so that its first word is a verb. */
  readonly verbFirst: boolean;
  /** A part of a list, or beside a part that is built alike. */
  readonly paired: boolean;
  /** The clause before courtesy was taken off. */
  readonly source: string;
  /** The noun phrase a pronoun may stand for, from the clauses before. */
  readonly antecedent: Antecedent | null;
}

export interface Antecedent {
  /** The noun phrase: "the link", "the word …". */
  readonly noun: string | null;
  /** The nearest that is one thing, which "it" may stand for. */
  readonly single: string | null;
  readonly plural: boolean;
  /** The clause just before names it. */
  readonly near: boolean;
  /** It was spoken of as something that happens again and again. */
  readonly again: boolean;
  /** What "you" did, as an action: "include the effect size". */
  readonly action: string | null;
}

const base = { adverb: null, condition: null, weak: false, remark: false } as const;

export function wanted(action: string, form: Form, more: Partial<Draft> = {}): Draft {
  return { ...base, avoid: false, action: action.trim(), form, ...more };
}

export function unwanted(action: string, form: Form, more: Partial<Draft> = {}): Draft {
  return { ...base, avoid: true, action: action.trim(), form, ...more };
}
