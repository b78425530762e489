/** The labelled texts: their shapes, and when a rule is what a label asks for. */
import { readFileSync } from "node:fs";

/** A lasting directive that somebody found in a text. */
export interface DirectiveLabel {
  readonly gist: string;
  /** A rule must hold every one of these, in any case; `|` parts alternatives. */
  readonly match: readonly string[];
  readonly polarity: "avoid" | "do" | "any";
}

export interface TextSample {
  readonly id: string;
  readonly kind: "text";
  readonly text: string;
  readonly outcome: "directives" | "praise" | "question" | "one-off" | "other" | "unclear" | "foreign";
  readonly directives: readonly DirectiveLabel[];
}

export interface PairSample {
  readonly id: string;
  readonly kind: "pair";
  /** The rule that is there. */
  readonly rule: string;
  readonly text: string;
  readonly relation: "replace" | "duplicate" | "add";
  readonly gist: string;
}

export interface RevisedSample {
  readonly id: string;
  readonly kind: "revised";
  readonly draft: string;
  readonly revised: string;
  readonly changes: readonly string[];
}

export type Sample = TextSample | PairSample | RevisedSample;

/** Reads samples, one JSON object a line. */
export function readSamples(file: string | URL): Sample[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Sample);
}

const NEGATION =
  /\b(?:not|never|no|avoid|without|stop|don't|nothing|none|refrain|omit|skip|drop|cut|remove|ban|exclude|instead of|leave .*\b(?:out|off)|keep .*\bout of)\b/i;
const BEGINS_NEGATED =
  /^(?:(?:if|when|whenever|for|in|on|unless|once)\b[^,]*, )?(?:do not|don't|never|avoid|stop|no)\b/i;

/** True if the rule says what the label asks for, in the direction it asks for. */
export function fits(rule: string, label: DirectiveLabel): boolean {
  const lower = rule.toLowerCase().replaceAll("’", "'");
  const holds = label.match.every((stems) => stems.split("|").some((stem) => lower.includes(stem.toLowerCase())));
  if (!holds || label.polarity === "any") return holds;
  return label.polarity === "avoid" ? NEGATION.test(rule) : !BEGINS_NEGATED.test(rule);
}

/** The largest one-to-one assignment of rules to labels, as pairs of indices. */
export function assign(rules: readonly string[], labels: readonly DirectiveLabel[]): [rule: number, label: number][] {
  const ruleOf = new Map<number, number>();
  const place = (rule: number, seen: Set<number>): boolean => {
    for (const [label, wanted] of labels.entries()) {
      if (seen.has(label) || !fits(rules[rule] ?? "", wanted)) continue;
      seen.add(label);
      const holder = ruleOf.get(label);
      if (holder !== undefined && !place(holder, seen)) continue;
      ruleOf.set(label, rule);
      return true;
    }
    return false;
  };
  rules.forEach((_rule, index) => place(index, new Set()));
  return [...ruleOf].map(([label, rule]) => [rule, label]);
}
