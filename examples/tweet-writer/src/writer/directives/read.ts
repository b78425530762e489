// The directive reader: from the current instructions text to the directives in force, later rules overriding earlier.
import { rulesOf, type Rule } from "./clauses.js";
import { supersedes, type Directive } from "./directive.js";
import * as manner from "./recognise-manner.js";
import * as parts from "./recognise-parts.js";

const recognisers: readonly parts.Recogniser[] = [
  parts.length,
  parts.sentences,
  parts.hashtags,
  parts.emoji,
  parts.link,
  parts.marks,
  parts.opening,
  parts.ending,
  manner.authors,
  manner.title,
  manner.year,
  manner.person,
  manner.plainWords,
  manner.abbreviations,
  manner.layout,
  manner.spelling,
  manner.numerals,
  manner.shouting,
  manner.hype,
  manner.figure,
  manner.cover,
  manner.phrase,
];

export interface Reading {
  /** The directives in force, in the order in which they were given. */
  readonly directives: readonly Directive[];
  /** List items in which no directive was recognised, as they stand in the instructions. */
  readonly notUnderstood: readonly string[];
}

/** Reads instructions (Markdown). Prose that asks for nothing is passed over; rules not understood are named. */
export function readDirectives(instructions: string): Reading {
  let directives: Directive[] = [];
  const notUnderstood: string[] = [];
  for (const rule of rulesOf(instructions)) {
    const found = directivesIn(rule);
    if (found.length === 0 && rule.item) notUnderstood.push(rule.source);
    for (const directive of found) {
      directives = [...directives.filter((earlier) => !supersedes(directive, earlier)), directive];
    }
  }
  return { directives, notUnderstood };
}

function directivesIn(rule: Rule): Directive[] {
  const found = rule.clauses.flatMap((clause) => recognisers.flatMap((recognise) => [...recognise(clause)]));
  return SUBSTITUTION.test(rule.source) ? found.filter((one) => one.kind !== "phrase" || !one.wanted) : found;
}

/** 'Write "do not" instead of "don't"': the first where else the second would stand, not in every tweet. */
const SUBSTITUTION =
  /["“'‘][^"”'’]+["”'’],? (?:(?:and )?not|never|instead of|rather than) (?:(?:the|a) (?:word|phrase) )?["“'‘]/i;
