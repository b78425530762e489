/**
 * Reads that an earlier wish holds no more: "the link is no longer needed", "forget the digits rule", "hashtags are
 * fine again". It asks for nothing; whatever asked for that is to go.
 */
import type { Signature } from "./signature.js";
import { signatureOf } from "./signature.js";

export interface Release {
  /** What it is about, in the words of the comment. */
  readonly topic: Signature;
  /** Which rules it can mean: those that forbid or limit it, those that ask for it, or either. */
  readonly of: "bans" | "demands" | "any";
  /** It can mean nothing else: where there is no such rule, it teaches nothing. */
  readonly certain: boolean;
}

const RULE = "(?:rules?|limits?|ban|restrictions?|requirements?|quota|thing)";
const MOST = "(?:limits?|caps?|maximum|ceiling)";
const BAN = "(?:ban|prohibition|embargo|taboo)";
const NEEDED = "(?:needed|required|necessary|a must|mandatory|obligatory|wanted)";
const FINE = "(?:fine|ok|okay|all right|alright|allowed|welcome|permitted|possible)";
const NEED_NOT = "(?:no longer (?:has|have|needs?|had) to|(?:do|does) not (?:have|need) to|need not)";

const START = "(?:you can |you may |please )?";
const OFF = "(?:forget|ignore|scrap|drop|lift|cancel)(?: about)? (?:the |our |my )?";
const OVER = "(?:can go|is (?:gone|over|off|history)|no longer (?:applies|holds|counts))";
const WHO = "(?:you|we|i|it|they|that|tweets?|posts?|emails?|repl(?:y|ies)|answers?)";

type Pattern = readonly [RegExp, Release["of"], certain: boolean];

/** The group is the topic. */
const PATTERNS: readonly Pattern[] = [
  [new RegExp(`^${START}${OFF}${MOST} (?:on|of|for|to) (.+)$`), "bans", true],
  [new RegExp(`^${START}${OFF}(.+?) (?:limits?|maximum|ceiling)$`), "bans", true],
  [new RegExp(`^(?:the |our )?(.+?) ${MOST} ${OVER}$`), "bans", true],
  [new RegExp(`^${START}${OFF}(?:${BAN} (?:on|of|against)|rules? against) (.+)$`), "bans", true],
  [new RegExp(`^(?:the |our )?(?:${BAN} (?:on|of|against)|rules? against) (.+?) ${OVER}$`), "bans", true],
  [
    new RegExp(
      `^${START}(?:stop|skip|drop|leave out) (.+?),? (?:it is|its|they are|that is) (?:no longer|not) ${NEEDED}(?: any ?more| any longer)?$`,
    ),
    "demands",
    true,
  ],
  [
    /^(?:please )?(?:use|add|include|mention|write|put|say|name|give) (.+?) if (?:you|we) (?:like|want(?: to)?|wish|must|fancy)$/,
    "bans",
    true,
  ],
  [new RegExp(`^${WHO} (?:may|can) (?:be|have) (.+?) again$`), "bans", true],
  [new RegExp(`^${START}${OFF}${RULE} (?:about|on|against|for|of|to) (.+)$`), "any", true],
  [new RegExp(`^${START}${OFF}(.+?) ${RULE}$`), "any", true],
  [new RegExp(`^${START}forget (?:what (?:i|we) (?:said|wrote|asked|told you) about |about )(.+)$`), "any", true],
  [new RegExp(`^${START}do not worry about (?:the number of )?(.+?)(?: any ?more| any longer)?$`), "any", true],
  [new RegExp(`^(?:the |our )?${RULE} (?:about|on|against|for|of) (.+?) ${OVER}$`), "any", true],
  [new RegExp(`^(?:the |our )?(.+?) ${RULE} ${OVER}$`), "any", true],
  [new RegExp(`^${START}forget (?!to\\b|it\\b|that\\b)(?:the )?(.+)$`), "any", true],
  [new RegExp(`^(.+?) (?:is|are) (?:no longer|not) ${NEEDED}(?: any ?more| any longer)?$`), "demands", false],
  [new RegExp(`^no (?:more )?(.+?) ${NEEDED}(?: any ?more| any longer)?$`), "demands", false],
  [/^(?:there is )?no (?:more |longer (?:a |any )?)?need (?:for|to) (.+?)(?: any ?more| any longer)?$/, "any", false],
  [new RegExp(`^${WHO} ${NEED_NOT} (.+?)(?: any ?more| any longer)?$`), "any", false],
  [/^(?:you|we|i) do not need (?!to\b)(.+?)(?: any ?more| any longer)$/, "demands", false],
  [new RegExp(`^((?:the |our |your )?.+? ${NEED_NOT} .+?)(?: any ?more| any longer)?$`), "demands", false],
  [/^(?:the |our )?(.+?) (?:can go|can be (?:left out|dropped))(?: again| from now on)?$/, "demands", false],
  [/^you (?:can|may) (?:stop|leave out|drop|skip) (.+?)(?: again| now| from now on)?$/, "demands", false],
  [new RegExp(`^(.+?) (?:is|are) ${FINE}(?: with me)? (?:again|now|after all)$`), "bans", false],
  [/^(?:you (?:can|may)|feel free to) (?:go back to )?(.+?) (?:again|from now on)(?: if .+)?$/, "bans", false],
  [/^(?:you (?:can|may) go back to|feel free to) (.+)$/, "bans", false],
  [/^use as (?:many|much) (.+?) as you (?:like|want|please|need)$/, "bans", false],
];

/** What a clause takes back; null if it takes nothing back. Any text is fine. */
export function releaseOf(clause: string): Release | null {
  const text = plain(clause);
  if (text.length > LONGEST) return null;
  for (const [pattern, of, certain] of PATTERNS) {
    const topic = pattern.exec(text)?.[1]?.replace(new RegExp(` ${NEED_NOT} `), " ");
    if (topic) return { topic: signatureOf(placed(topic)), of, certain: certain || BEFORE.test(text) };
  }
  return null;
}

/** Says that it held before. */
const BEFORE = /\b(?:no longer|any ?more|any longer)\b/;

/** "the opening question": "open with question", as the rule puts it. */
function placed(topic: string): string {
  const found = /^(?:the |an? )?(open|start|begin|lead|end|clos|finish)(?:n?ing) (?:with |on )?(.+)$/.exec(topic);
  if (!found) return topic;
  return `${/^(?:end|clos|finish)/.test(found[1] ?? "") ? "end" : "open"} with ${found[2]}`;
}

/** One short clause; a longer one says more than that. */
const LONGEST = 120;

function plain(clause: string): string {
  return clause
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\b(is|are|do|does|need|was|were)n'?t\b/g, "$1 not")
    .replace(/\b(there|it|that)'s\b/g, "$1 is")
    .replace(/\bthey're\b/g, "they are")
    .replace(/[\s.!?,;:]+$/, "")
    .replace(/^(?:(?:and|but|so|also|ok|okay|actually|thanks|hi|well)[,:]? )+/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether a rule is one that the release takes back. When unsure, it is not. */
export function takesBack({ topic, of }: Release, rule: Signature): boolean {
  const bans = rule.avoid || / without |\bfree of\b/.test(` ${rule.sentence} `);
  // "any tense": whichever was chosen is free again
  const free = /\bany (\p{L}+)$/u.exec(topic.sentence)?.[1];
  if (free !== undefined && rule.choices.has(free)) return true;
  const turned = rule.against.size > 0 || IN_FULL.test(rule.sentence);
  if (of === "bans" && !bans && !turned && rule.limit === null && !BOUND.test(rule.sentence)) return false;
  if (of === "demands" && bans) return false;
  if (topic.slot !== null && topic.slot !== rule.slot) return false;
  if (FORMS.some(([set, spoken]) => rule.choices.has(set) && !spoken.test(topic.sentence))) return false;
  // "more than one sentence": what is measured, only a limit forbade
  if (/\b(?:more|longer) than\b/.test(topic.sentence) && rule.limit === null) return false;
  if (rule.limit && limitIn(topic.sentence) !== null) return limitIn(topic.sentence) === limitIn(unitOf(rule.limit));
  // "Avoid bullets or dashes" says more than what "bullets are fine again" takes back.
  if (/ (?:and|or|nor) (?!"?et al\b)/.test(rule.sentence) && rule.words.size > topic.words.size) return false;
  for (const [set, value] of topic.choices) if (rule.choices.get(set) === value) return true;
  const meant = [...topic.words].filter((word) => !OF_RULES.has(word) && !PLACES.has(word));
  const things = meant.filter((word) => !SAYING.has(word));
  const words = things.length > 0 ? things : meant;
  const about = new Set([...rule.words, ...rule.against]);
  // "Quotations aren't needed" says nothing of citing: where only a verb of saying tells, it must be that verb
  if (things.length === 0 && !heads(topic.sentence).some((head) => rule.sentence.includes(head))) return false;
  if (words.length === 0 || about.size - words.length > MOST_ELSE) return false;
  return words.filter((word) => about.has(word)).length / words.length >= ENOUGH;
}

/**
 * "A number is no longer needed" is about there being one, "Spell out numbers" about how it looks: words that speak of
 * the form.
 */
const FORMS: readonly (readonly [set: string, spoken: RegExp])[] = [
  ["numerals", /\b(?:digits?|numerals?|words?|spell\w*|writ\w+)\b/],
  ["marks", /\b(?:straight|curly|smart|marks?)\b/],
  ["quotes", /\b(?:single|double|marks?)\b/],
];

/** The beginnings of the longer words, alike in a noun and its verb. */
const heads = (text: string): string[] => (text.match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 4));

/** A rule that sets a bound, though it forbids nothing: "Use at most one hashtag." */
const BOUND = /\b(?:at most|no more than|only|single|max(?:imum)?|up to|limit)\b/;

/** Forbids the short form without a word of "not": "Spell abbreviations out." */
const IN_FULL = /^(?:always )?(?:(?:spell|write)\b.* (?:out|in full)\b|expand )/;

/** Words of the topic that a rule must have, as a share. */
const ENOUGH = 0.75;
/** Words that a rule may have beside those of the topic. */
const MOST_ELSE = 4;

/** Words for rules as such, and verbs that any rule may have. */
const OF_RULES = new Set(
  "rule limit ban restriction requirement quota thing any again more word keep add use make go back".split(" "),
);

/** Where something stands is no part of what it is. */
const PLACES = new Set("front top bottom beginning start end".split(" "));

/** Different verbs for having something in the output. */
const SAYING = new Set(
  "name mention offer give say state tell cite tag put include add write talk start open end begin close ask".split(
    " ",
  ),
);

type Measure = "characters" | "words" | "sentence length" | "sentences";

function unitOf({ of, unit }: { readonly of: string; readonly unit: string }): string {
  return /sentence/.test(of) ? "sentence length" : unit;
}

/** Which length is spoken of. */
function limitIn(text: string): Measure | null {
  if (/length of (?:the )?sentences|sentence length|long(?:er)? sentences/.test(text)) return "sentence length";
  if (/character|\bchars\b|\blength\b/.test(text)) return "characters";
  if (/\bsentences?$|\bsingle sentence|\bone sentence/.test(text)) return "sentences";
  return /(?<!\b(?:in|as|of) )\bwords?\b(?! ["'])|^limit$/.test(text) ? "words" : null;
}
