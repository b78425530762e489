/** Last doubts: what was read must be a rule on its own, or it is given up. */
import { isAmbiguousVerb, isDirectiveVerb, isPerson } from "./english.js";
import type { Clause } from "./clauses.js";
import type { Draft } from "./draft.js";
import { POSITIVE } from "./lexicon/idioms.js";

const LONGEST_RULE = 240;
/** Words that only one conversation can make sense of. */
const DANGLING = new RegExp(
  "\\b(?:I|I'm|I've|I'd|I'll|he|she|him|her|myself)\\b(?! (?:or|and) )|\\b(?:the former|the latter|" +
    "as above|see below|the attached)\\b",
  "",
);
const DEICTIC_OBJECT = new RegExp(
  "^(?:do not |never |always |only )?\\S+ (?:this|that|these|those)(?:$|,| (?:one|ones|time|way|" +
    "kind|sort|stuff|thing|things|again|please|part|bit)\\b)",
  "i",
);

/** "Do the thing differently": which, only the conversation says. */
const VAGUE_OBJECT =
  /^(?:do not |never |always |only )?\S+ the (?:thing|things|stuff|other (?:thing|one))(?:\.|$| (?:differently|again|better|right|properly|more|less|like|the|with|about|where|you|we|I)\b)/i;

/** "Do not assume I have an oven" is about the user, whoever reads it. */
const ABOUT_USER = /\b(?:assume|presume|suppose|think|believe|expect|suggest|recommend|pretend)(?: that)? I\b/;

/** "Back at the Herald the subs would cut …" tells of something. */
const NARRATIVE =
  /^(?!.*\b(?:if|that|what|who|how|which|so|as|unless|when|where|whether|like|you|we|they)\b.*\b(?:would|used to)\b).*\b(?:would|used to)\b/i;

/** A quotation of this length is somebody else's text, not a word that the rule is about. */
const LONG_QUOTE = /"[^"]{120,}"|“[^”]{120,}”|‘[^’]{120,}’/u;

/** True if the rule can stand on its own. */
export function isSound(draft: Draft, rule: string, clauses: readonly Clause[], index: number): boolean {
  if (rule.length > LONGEST_RULE || /[\n\r]/.test(rule)) return false;
  if (/ (?:an?|the|and|or|my|your|our|very|than|every|each)\.$/i.test(rule)) return false;
  if (LONG_QUOTE.test(rule) || / (?:the|an?|your|our) (?:only|just) (?:the|an?|your|our) /i.test(rule)) return false;
  const [first = ""] = rule.split(" ");
  if (NARRATIVE.test(rule) && !(isDirectiveVerb(first) && !isAmbiguousVerb(first))) return false;
  const words = rule.split(" ");
  if (words.length < 2 || /^(?:do not|never|always)\.$/i.test(rule)) return false;
  const bare = rule
    .replace(/\b(?:he or she|him or her|his or her|he\/she)\b/gi, "they")
    .replace(/"[^"]*"|'[^']*'(?!\p{L})|“[^”]*”|‘[^’]*’/gu, "''");
  if (
    DANGLING.test(bare) &&
    draft.condition === null &&
    !/ (?:unless|if|when|until) .*\bI\b/.test(bare) &&
    !ABOUT_USER.test(bare)
  )
    return false;
  if (DEICTIC_OBJECT.test(bare) || VAGUE_OBJECT.test(bare)) return false;
  if (/\b(?:he|she)\b/i.test(bare) && !bare.split(/[^\p{L}]+/u).some(isPerson)) return false;
  // "I tire after 30 words, so never use more": more than what?
  if (draft.avoid && /^\S+(?: any)? (?:more|less|fewer|longer|shorter|further)$/i.test(draft.action)) return false;
  if (draft.condition === null && /^(?:always |please )?say so\.$/i.test(bare)) return false;
  // "Plain words, use nothing else": else than what?
  if (/^(?:\S+ ){1,3}(?:nothing|anything|something) else\.$/i.test(bare)) return false;
  if (draft.avoid && /\b(?:twice|two|three|four|five|\d+) times\b/i.test(bare)) return false;
  if (
    /^(?:verbless|limit|label|replacement|necessity)$/.test(draft.form) &&
    /\b(?:we|they|I) (?!use|write|send|publish|post|put|make)\p{L}+/u.test(bare)
  )
    return false;
  if (/\b(?:than|below|under|above|like|to|with|of|for|about|as|at) (?:this|that)\.$/i.test(bare)) return false;
  if (
    draft.form === "modal" &&
    draft.condition === null &&
    / (?:it|them)\.$/i.test(bare) &&
    !/ (?:before|after|when|if|until|unless) /i.test(bare)
  )
    return false;
  if (draft.avoid && hasSecondVerb(bare.replace(/^(?:.*, )?(?:do not|never) /i, ""))) return false;
  if (losesNegation(draft, bare, clauses[index]?.text ?? "")) return false;
  if (/^(?:verbless|negation|limit|replacement)$/.test(draft.form)) return !isPraised(clauses, index, draft);
  return true;
}

/** "Do not use hashtags and keep it short": whether both are forbidden cannot be told. */
const FORBIDDEN_PAIR = /^\S+ .*\S and (\p{L}+) /u;

function hasSecondVerb(rule: string): boolean {
  const verb = FORBIDDEN_PAIR.exec(rule)?.[1] ?? "";
  return isDirectiveVerb(verb) && !isAmbiguousVerb(verb);
}

const NEGATOR = /\b(?:not|never|no|none|nothing|neither|nor|stop|avoid|without|cannot|ban|quit)\b/i;
/** Negations that ask for something after all, or that the wording turns round. */
const TURNED = new RegExp(
  "\\b(?:(?:do not|never) (?:ever )?(?:forget|hesitate|be afraid)|no (?:more|less|longer|fewer|" +
    "greater|higher) than|not (?:more|over|longer|less|enough|so|too|as|only|just|sure)|why not|" +
    "can(?:not| not)|nothing (?:over|above|longer|more)|no \\S+ (?:over|above|longer|more)|" +
    "must not (?:run|go|exceed|be (?:over|above|longer|more))|no matter|or not|not at all|" +
    "should not the|without (?:an?|the|any)|with no|do not have|no doubt)\\b",
  "i",
);

/** True if the source says "not" and the rule does not: better no rule than its opposite. */
function losesNegation(draft: Draft, rule: string, source: string): boolean {
  if (
    draft.avoid ||
    draft.remark ||
    /^(?:limit|necessity|complaint)$/.test(draft.form) ||
    NEGATOR.test(rule) ||
    /\b(?:under|at most|fewer|less|skip|omit|drop)\b/i.test(rule)
  )
    return false;
  return NEGATOR.test(source.replace(new RegExp(TURNED.source, "giu"), ""));
}

/** "Short, sharp, no fluff. Brilliant." says what was liked, not what to do. */
function isPraised(clauses: readonly Clause[], index: number, draft: Draft): boolean {
  const clause = clauses[index];
  if (
    !clause ||
    draft.form === "limit" ||
    /^(?:just |but |and )?(?:please|stop|do not|never|avoid|no more)/i.test(clause.text)
  )
    return false;
  const bans = clauses.filter((other) => other.sentence === clause.sentence && /^no /i.test(other.text)).length;
  const next = clauses.filter((other) => other.sentence === clause.sentence + 1);
  if (bans > 1 && next.length > 0 && next.every((other) => POSITIVE.test(other.text)) && clause.sentence === 0)
    return true;
  const cheer = clauses.find((other) => other.sentence === clause.sentence - 1);
  if (draft.form === "verbless" && cheer && /^\p{L}+$/u.test(cheer.text) && POSITIVE.test(cheer.text)) return true;
  const before = clauses[index - 1];
  const listed = before !== undefined && before.sentence === clause.sentence && /^(?:,|and|)$/.test(clause.link);
  if (!listed) return false;
  const turns = clauses.some(
    (other) => other.sentence === clause.sentence && /^(?:but|just|though|:)$/.test(other.link),
  );
  if (turns) return false;
  return clauses.some(
    (other) => Math.abs(other.sentence - clause.sentence) <= 1 && other !== clause && POSITIVE.test(other.text),
  );
}
