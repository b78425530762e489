/**
 * How a new rule stands to one that is there: says the same again, takes its place, or stands beside it. When unsure,
 * beside.
 */
import { WHOLE_OUTPUTS } from "./lexicon/subjects.js";
import { type Limit, type Signature, signatureOf } from "./signature.js";

export type Relation = "duplicate" | "replace" | "add";

/** Relates a new rule to an existing one. Both are plain sentences. */
export function relateRules(existing: string, added: string): Relation {
  return relate(signatureOf(existing), signatureOf(added));
}

/** The same, for signatures taken before. */
export function relate(before: Signature, after: Signature): Relation {
  if (before.sentence === after.sentence) return "duplicate";
  if (!sameOutputs(before.outputs, after.outputs)) return "add";
  if (before.limit && after.limit) return relateLimits(before.limit, after.limit);
  if (before.brief && after.limit?.of === "it") return "replace";
  const choice = relateChoices(before, after);
  if (choice) return choice;
  if (turnsDown(after.against, before.words) && !after.avoid && !before.avoid)
    return sameWords(before.words, after.words) ? "duplicate" : "replace";
  if (turnsDown(before.against, after.words) && !before.avoid && after.avoid && after.words.size <= before.against.size)
    return "duplicate";
  const slot = relateSlots(before, after);
  if (slot) return slot;
  if (!sameWords(before.words, after.words) || !sameCondition(before, after)) return "add";
  if (before.slot !== after.slot && before.slot && after.slot) return "replace";
  if (before.avoid !== after.avoid) return "replace";
  if ((before.slot === null) !== (after.slot === null)) return "add";
  return sameNumbers(before.numbers, after.numbers) ? "duplicate" : "replace";
}

/** "it" and "posts" are one; headlines and tweets are not. */
function sameOutputs(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  const special = (outputs: ReadonlySet<string>) => [...outputs].filter((output) => !WHOLE_OUTPUTS.has(output));
  const [one, two] = [special(first), special(second)];
  if (one.length === 0 && two.length === 0) return true;
  return one.length === two.length && one.every((output) => two.includes(output));
}

function relateLimits(before: Limit, after: Limit): Relation {
  if (before.of !== after.of && !(WHOLE_OUTPUTS.has(before.of) && WHOLE_OUTPUTS.has(after.of))) return "add";
  const fine = /^(?:characters|letters|words)$/;
  if (before.unit !== after.unit && !(fine.test(before.unit) && fine.test(after.unit))) return "add";
  if (before.unit === after.unit && before.number === after.number && before.bound === after.bound) return "duplicate";
  const opposed = (before.bound === "least") !== (after.bound === "least");
  if (!opposed || before.unit !== after.unit) return opposed ? "add" : "replace";
  const [least, most] = before.bound === "least" ? [before.number, after.number] : [after.number, before.number];
  return least > most ? "replace" : "add";
}

function relateChoices(before: Signature, after: Signature): Relation | null {
  for (const [set, value] of after.choices) {
    const other = before.choices.get(set);
    if (other === undefined || !sameTopic(before, after)) continue;
    if (other === value)
      return before.avoid === after.avoid
        ? sameNumbers(before.numbers, after.numbers)
          ? "duplicate"
          : null
        : "replace";
    if (!before.avoid && !after.avoid) return "replace";
  }
  return null;
}

/** Choices speak of the same thing unless each names another one: "dates in ISO", "times in ISO". */
function sameTopic(before: Signature, after: Signature): boolean {
  const topics = (signature: Signature) => [...signature.words].filter((word) => TOPICS.has(word));
  const [first, second] = [topics(before), topics(after)];
  const particular = (words: string[]) =>
    first.length > 1 || second.length > 1 ? words.filter((word) => word !== "name") : words;
  const [one, two] = [particular(first), particular(second)];
  return one.length === 0 || two.length === 0 || one.some((word) => two.includes(word));
}

const TOPICS = new Set(
  "date time price distance weight temperature heading title function class variable number quotation name file constant column".split(
    " ",
  ),
);

/** What is turned down now is what was asked for before. */
function turnsDown(against: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  return against.size > 0 && [...against].every((word) => words.has(word));
}

function relateSlots(before: Signature, after: Signature): Relation | null {
  if (!before.slot || before.slot !== after.slot || !sameCondition(before, after)) return null;
  const same = overlap(before.words, after.words) >= 0.5;
  if (same)
    return before.avoid === after.avoid ? (sameWords(before.words, after.words) ? "duplicate" : null) : "replace";
  if (before.avoid || after.avoid) return "add";
  return before.exclusive && after.exclusive ? "replace" : "add";
}

function sameCondition(before: Signature, after: Signature): boolean {
  return (before.condition === null) === (after.condition === null) || sameWords(before.words, after.words);
}

function overlap(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0 || second.size === 0) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.max(first.size, second.size);
}

function sameWords(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return overlap(first, second) >= 0.75 || overlap(withoutNaming(first), withoutNaming(second)) === 1;
}

/** "Name the authors" and "Mention the authors" are about the authors. */
function withoutNaming(words: ReadonlySet<string>): ReadonlySet<string> {
  return words.size > 1 && words.has("name") ? new Set([...words].filter((word) => word !== "name")) : words;
}

function sameNumbers(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((number, index) => number === second[index]);
}
