/**
 * How a new rule stands to one that is there: says the same again, takes its place, or stands beside it. When unsure,
 * beside.
 */
import { singular } from "./english.js";
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
  if (!sameOutputs(before, after)) return "add";
  if (before.limit && after.limit) return relateLimits(before.limit, after.limit);
  if (before.brief && after.limit?.of === "it") return "replace";
  const choice = relateChoices(before, after);
  if (choice) return choice;
  if (isOtherMatter(before, after)) return "add";
  if (turnsDown(after.against, before.words) && !after.avoid && !before.avoid)
    return sameWords(before.words, after.words) ? "duplicate" : "replace";
  if (before.avoid && !after.avoid && turnsDown(before.words, after.against)) return "duplicate";
  if (turnsDown(before.against, after.words) && !before.avoid && after.avoid && after.words.size <= before.against.size)
    return "duplicate";
  const slot = relateSlots(before, after);
  if (slot) return slot;
  if (bansWhole(after, before) || bansThing(before, after) || opposed(before, after)) return "replace";
  if (changesValue(before, after)) return "replace";
  if (!alike(before, after, NEARLY)) return "add";
  // "the link" moves from one end to the other; "a question" can stand at both
  if (before.slot !== after.slot && before.slot && after.slot)
    return INDEFINITE.test(before.sentence) && INDEFINITE.test(after.sentence) ? "add" : "replace";
  if (before.avoid !== after.avoid) return "replace";
  if ((before.slot === null) !== (after.slot === null)) return "add";
  return sameNumbers(before.numbers, after.numbers) ? "duplicate" : "replace";
}

/** Shares of words in common: enough where another number or order tells of a change, and enough to be the same. */
const MOSTLY = 0.6;
const NEARLY = 0.75;

/** What is opened or closed with is any one of its kind. */
const INDEFINITE = /\b(?:with|on|by|put|use|include|add|have) (?:an?|some|one)\b/;

/** One asks for what the other forbids. */
export const opposes = (before: Signature, after: Signature): boolean =>
  before.avoid !== after.avoid && relate(before, after) === "replace";

/** About the same words, and if both have a condition, not by their conditions alone. */
function alike(before: Signature, after: Signature, least: number): boolean {
  if (overlap(before.words, after.words) < least || !sameCondition(before, after)) return false;
  return before.condition === null || after.condition === null || overlap(before.core, after.core) >= least;
}

/** Whether two rules of one comment say the same; nobody means to change within a breath what was just said. */
export const isRepeated = (before: Signature, after: Signature): boolean =>
  relate(before, after) === "duplicate" && alike(before, after, NEARLY);

/** Says of a rule that was given as a change ("4 spaces after all") whether this may be what it changes. */
export function mayBeRevised(before: Signature, after: Signature): boolean {
  if (before.avoid || after.avoid || !sameOutputs(before, after) || isOtherMatter(before, after)) return false;
  if (before.limit && after.limit && before.limit.of !== after.limit.of) return false;
  if (before.slot !== null && before.slot === after.slot) return true;
  // "the first person" and "the first author" share nothing
  const shared = [...before.words].filter((word) => after.words.has(word) && !PART_OF_NAME.test(word)).length;
  return shared > 0 && shared >= Math.min(before.words.size, after.words.size) * 0.5 && differs(before, after);
}

/** Not the same words in other clothes: each says something that the other does not, or the values differ. */
function differs(before: Signature, after: Signature): boolean {
  const own = (first: Signature, second: Signature) => [...first.words].some((word) => !second.words.has(word));
  return !sameNumbers(before.numbers, after.numbers) || (own(before, after) && own(after, before));
}

/** "it" and "posts" are one; headlines and tweets are not. */
function sameOutputs(before: Signature, after: Signature): boolean {
  const special = ({ outputs }: Signature) => [...outputs].filter((output) => !WHOLE_OUTPUTS.has(output));
  const [one, two] = [special(before), special(after)];
  if (one.length === 0 && two.length === 0) return true;
  // "title case for headlines" and "write headlines in title case": named in one place or the other
  const names = (outputs: string[], { words }: Signature) => outputs.every((output) => words.has(output));
  if (one.length === 0) return names(two, before);
  if (two.length === 0) return names(one, after);
  return one.length === two.length && one.every((output) => two.includes(output));
}

function relateLimits(before: Limit, after: Limit): Relation {
  if (before.of !== after.of && !(WHOLE_OUTPUTS.has(before.of) && WHOLE_OUTPUTS.has(after.of))) return "add";
  // a post may have a limit in words and another in characters
  const fine = /^(?:characters|letters)$/;
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
    // "Numbers under ten in words" and "numbers from ten in digits" go together
    if (other !== value && before.numbers.length > 0 && after.numbers.length > 0) continue;
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

/** "Include a number" says that there be one, "Write numbers in words" how it looks. */
function isOtherMatter(before: Signature, after: Signature): boolean {
  return before.choices.has("numerals") !== after.choices.has("numerals");
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

/**
 * "Do not use links" after "End with a link to the paper": what is placed, added or counted is not to be there at all.
 */
function bansWhole(after: Signature, before: Signature): boolean {
  if (!after.avoid || before.avoid || after.slot || after.condition || after.outputs.size > 0) return false;
  if (after.words.size === 0 || after.choices.size > 0 || after.numbers.length > 0 || !before.slot) return false;
  const [head] = withoutSaying(before.words);
  const meant = withoutSaying(after.words);
  return head !== undefined && meant.has(head) && [...meant].every((word) => before.words.has(word));
}

/** What only tells which of them are named, or how; "lead" is read as "open". */
const PART_OF_NAME = /^(?:first|last|open|senior|full|surname|initial|et|al)$/;

/** The thing that is asked for: what stands behind a verb of having or saying, up to how or where. */
const ASKED_FOR = new RegExp(
  "^(?:always |please )?(?:use|write|give|name|mention|cite|credit|put|add|include|quote|show|have|offer|provide|say|state) " +
    "(?:(?:at least|at most|exactly|only|no (?:more|fewer|less) than|an?|the|some|our|your|its|their|one|two|three|\\d+|(?:sur|first |last )?names? of|initials of) )*" +
    "(.+?)(?=,? (?:in|on|to|from|of|at|for|with|per|after|before|that|which|who|each|every|by|about|somewhere|instead)\\b|,|$)",
);

/**
 * "Do not use links" and "Add the link to the paper", either way round: to ask for one is to ask for the thing. So are
 * "Do not name the authors" and "Use the first author and et al.".
 */
function bansThing(before: Signature, after: Signature): boolean {
  if (before.avoid === after.avoid || before.condition || after.condition) return false;
  const [ban, wish] = before.avoid ? [before, after] : [after, before];
  if (ban.slot || ban.limit || wish.limit || ban.choices.size > 0) return false;
  // how something is written is no wish for it, but who is named by surname is named
  if ([...wish.choices.keys()].some((set) => set !== "calling")) return false;
  const asked = ASKED_FOR.exec(wish.sentence)?.[1];
  if (asked === undefined || hasPlace(ban) || hasPlace(wish)) return false;
  const thing = new Set([...withoutSaying(ban.words)].filter((word) => !EVERYWHERE.test(word)));
  const wanted = [...withoutSaying(signatureOf(`use ${asked}`).words)].filter((word) => !PART_OF_NAME.test(word));
  return thing.size > 0 && wanted.length === thing.size && wanted.every((word) => thing.has(word));
}

/** "on holiday posts", "in the title": for one place, so that another rule may hold elsewhere. */
function hasPlace({ sentence }: Signature): boolean {
  const place =
    /\b(?:in|on|for|at(?! (?:most|least)\b)) ((?:(?:the|our|your|my|each|every|all|any|an?|this) )*)([^,]+)$/.exec(
      sentence,
    )?.[2];
  return (
    place !== undefined && !place.split(" ").every((word) => EVERYWHERE.test(word) || WHOLE_OUTPUTS.has(singular(word)))
  );
}

const EVERYWHERE = /^(?:account|channel|page|feed|site|website|blog|profile|timeline)s?$/;

/** The one asks for what the other forbids, whichever verbs of saying they use. */
function opposed(before: Signature, after: Signature): boolean {
  if (before.avoid === after.avoid || before.slot || after.slot || !sameCondition(before, after)) return false;
  if (before.limit || after.limit) return false;
  return overlap(withoutSaying(before.words), withoutSaying(after.words)) >= 0.75;
}

/** What is turned down now is what was asked for before. */
function turnsDown(against: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  return against.size > 0 && [...against].every((word) => words.has(word));
}

function relateSlots(before: Signature, after: Signature): Relation | null {
  if (!before.slot || before.slot !== after.slot || !sameCondition(before, after)) return null;
  const [one, two] = [subjectOf(before), subjectOf(after)];
  const same = overlap(one, two) >= 0.5;
  if (same && before.avoid !== after.avoid) return "replace";
  if (same && sameNumbers(before.numbers, after.numbers)) {
    if (sameWords(one, two) || covers(one, two)) return "duplicate";
    // said again and more closely: "End with a question to the reader"
    return covers(two, one) || (before.exclusive && after.exclusive) ? "replace" : null;
  }
  if (same) return null;
  if (before.avoid || after.avoid) return "add";
  return before.exclusive && after.exclusive ? "replace" : "add";
}

/** What a rule is about, without the output that it is for. */
function subjectOf({ words }: Signature): ReadonlySet<string> {
  const others = [...words].filter((word) => !WHOLE_OUTPUTS.has(word));
  return others.length > 0 ? new Set(others) : words;
}

function sameCondition(before: Signature, after: Signature): boolean {
  return (before.condition === null) === (after.condition === null) || sameWords(before.words, after.words);
}

/** Much the same words with another number, day or order: "four spaces" and "two spaces", "before" and "after". */
function changesValue(before: Signature, after: Signature): boolean {
  if (before.avoid !== after.avoid || !alike(before, after, MOSTLY)) return false;
  if (before.order && after.order && before.order !== after.order) return true;
  return before.numbers.length > 0 && after.numbers.length > 0 && !sameNumbers(before.numbers, after.numbers);
}

/** The share of words in common; "name" counts only where there is more to tell rules apart by. */
function overlap(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  return share(withoutNaming(first), withoutNaming(second)) === 1 ? 1 : share(first, second);
}

function share(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0 || second.size === 0) return 0;
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.max(first.size, second.size);
}

function sameWords(first: ReadonlySet<string>, second: ReadonlySet<string>): boolean {
  return overlap(first, second) >= NEARLY;
}

/** "Name the authors" and "Mention the authors" are about the authors. */
function withoutNaming(words: ReadonlySet<string>): ReadonlySet<string> {
  return words.size > 1 && words.has("name") ? new Set([...words].filter((word) => word !== "name")) : words;
}

const SAYING = new Set(["name", "cite", "offer", "tell"]);

/** Without the verbs for having something said, unless nothing else is left. */
function withoutSaying(words: ReadonlySet<string>): ReadonlySet<string> {
  const rest = [...words].filter((word) => !SAYING.has(word));
  return rest.length > 0 ? new Set(rest) : words;
}

function covers(whole: ReadonlySet<string>, part: ReadonlySet<string>): boolean {
  return part.size > 0 && [...part].every((word) => whole.has(word));
}

function sameNumbers(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((number, index) => number === second[index]);
}
