// Recognisers for what a tweet is made of: length, sentences, hashtags, emoji, links, marks, and where they stand.
import { pattern } from "../../text/pattern.js";
import type { Clause } from "./clauses.js";
import type { Directive, Mark, Opening } from "./directive.js";

export type Recogniser = (clause: Clause) => readonly Directive[];

const shortEnough = 180;
const shortSentence = 20;
/** "Include a short quotation" says nothing of the length of the tweet. */
const ofSomethingElse = pattern`
    \b(?:an?|one|the|each|every|any|some) (?:short(?:er)?|brief(?:er)?|concise|terse|crisp(?:er)?|compact|snappy|punchy)
    \s(?!(?:tweets?|posts?|texts?|messages?|ones?|style|and|,)\b)[a-z]`;

export const length: Recogniser = ({ text, numbers, bound, negative }) => {
  if (
    pattern`
      \b(?:sentences?|abbreviations?|acronyms?|paragraphs?|words? (?:in|per) (?:a|each|every) sentence|first|
      title|hash ?-?tags?|emojis?|bullets?|lines?)\b`.test(text)
  )
    return [];
  const [first, second] = numbers;
  const characters = /\b(?:characters?|chars?|letters?|symbols?|signs)\b/.test(text);
  const words = /\bwords?\b/.test(text) && !/\b(?:in|as|plain|simple) words?\b/.test(text);
  const sized = pattern`
      \b(?:tweets?|it|length|long|short|keep|stay|limit|under|below|within|max(?:imum)?|up to|at most|exceed|
      over|cap|tops)\b`.test(text);
  if (first !== undefined && first >= 8 && (characters || words || (sized && first >= 50 && bound !== undefined))) {
    const unit = words && !characters ? "words" : "characters";
    if (second !== undefined && second > first) return [{ kind: "length", unit, min: first, max: second }];
    if (bound === "min") return [{ kind: "length", unit, min: first }];
    return [{ kind: "length", unit, max: exclusive(text) ? first - 1 : first }];
  }
  if (/\b(?:too long|long-winded|wordy|rambl\w+|lengthy|tl;?dr)\b/.test(text))
    return [{ kind: "length", unit: "characters", max: shortEnough }];
  if (
    pattern`
      \b(?:short(?:er)?|brief(?:er)?|concise|terse|tight(?:er)?|crisp(?:er)?|succinct|compact|to the point|
      snapp(?:y|ier)|punch(?:y|ier)|trim|shorten|brevity)\b`.test(text) &&
    !/\b(?:too|not|less|no) (?:short|brief|terse)|short (?:words|names?)|in short\b/.test(text) &&
    !ofSomethingElse.test(text) &&
    !negative
  ) {
    return [{ kind: "length", unit: "characters", max: shortEnough }];
  }
  return [];
};

/** "Under 200" means 199 at most; "no more than 200" means 200. */
function exclusive(text: string): boolean {
  return /\b(?:under|below|fewer than|less than|shorter than)\b/.test(text);
}

export const sentences: Recogniser = ({ text, numbers, bound }) => {
  if (
    !/\bsentences?\b/.test(text) ||
    /\b(?:first|last|opening|final|closing|sentence case|own line|separate|each sentence on|every sentence on|(?:per|a|to a|each) line)\b/.test(
      text,
    )
  ) {
    return /\b(?:one|single)-(?:sentence|liner)\b|\bone-liners?\b/.test(text)
      ? [{ kind: "sentences", min: 1, max: 1 }]
      : [];
  }
  const amount = numbers[0];
  if (/\bwords?\b/.test(text) && amount !== undefined && amount > 4) {
    return [{ kind: "sentence-length", max: exclusive(text) ? amount - 1 : amount }];
  }
  if (
    /\b(?:short(?:er)?|brief|crisp|simple|long|run-?on|endless|winding)\b/.test(text) &&
    (amount === undefined || amount > 6)
  ) {
    return [{ kind: "sentence-length", max: shortSentence }];
  }
  if (amount === undefined || amount > 8) return [];
  if (bound === "max" || /\bor two\b/.test(text))
    return [{ kind: "sentences", min: 1, max: Math.max(...numbers.slice(0, 2)) - (exclusive(text) ? 1 : 0) }];
  return bound === "min" ? [{ kind: "sentences", min: amount }] : [{ kind: "sentences", min: amount, max: amount }];
};

export const hashtags: Recogniser = ({ text, numbers, negative, bound, place }) => {
  if (
    !/hash ?-?tag|\btags\b|(?<![\w«])#(?!\w)|\bfield tag\b/.test(text) ||
    /\btag(?:s|ging)? (?:people|someone|the authors?|accounts?)\b/.test(text)
  )
    return [];
  const range = rangeOf(text, numbers, bound, negative);
  if (range.max === 0) return [{ kind: "hashtags", min: 0, max: 0 }];
  const found: Directive[] = [];
  if (/\b(?:field|topic|area|subject|category|discipline|domain|theme)\b/.test(text))
    found.push({ kind: "field-hashtag" });
  if (place === "end") found.push({ kind: "hashtag-place", at: "end" });
  if (found.length === 0 || numbers.length > 0) found.push({ kind: "hashtags", ...range });
  return found;
};

export const emoji: Recogniser = ({ text, numbers, negative, bound, place }) => {
  if (!/\bemojis?\b|\bemoticons?\b|\bsmileys?\b|\brockets?\b|emoji-free/.test(text)) return [];
  const range = rangeOf(text, numbers, bound, negative || /\brockets?\b/.test(text));
  if (place === "start" && numbers.length === 0) return [{ kind: "opening", with: "emoji", wanted: range.max !== 0 }];
  return [{ kind: "emoji", ...range }];
};

function rangeOf(
  text: string,
  numbers: readonly number[],
  bound: Clause["bound"],
  negative: boolean,
): { min: number; max?: number } {
  const amount =
    numbers[0] ?? (/\b(?:a|an|the) (?:\w+ )?(?:hash|emoji|smiley|exclamation|link)/.test(text) ? 1 : undefined);
  if (amount === 0 || (numbers.length === 0 && negative && !/\btoo (?:many|much)\b/.test(text)))
    return { min: 0, max: 0 };
  if (/\b(?:fewer|less|too many|too much|sparing(?:ly)?|few|limit)\b/.test(text) && numbers.length === 0)
    return { min: 0, max: 1 };
  if (amount === undefined) return { min: 1 };
  if (bound === "max" || (negative && numbers.length > 0 && /\bmore than\b/.test(text))) {
    const most = Math.max(amount, numbers[1] ?? 0) - (exclusive(text) ? 1 : 0);
    return { min: /\bor two\b/.test(text) ? 1 : 0, max: most };
  }
  if (negative) return { min: 0, max: 0 };
  if (bound === "min") return { min: amount };
  return numbers.length === 0 ? { min: 1 } : { min: amount, max: amount };
}

export const link: Recogniser = ({ text, negative, place }) => {
  if (
    !pattern`
      \blinks?\b|\burls?\b|\bdoi\b|\bweb ?address\b|\barxiv (?:address|page)\b|\bwhere to (?:find|read) (?:it|
      the paper)\b|\blink to\b`.test(text) ||
    /\b(?:link in bio|between)\b/.test(text)
  )
    return [];
  if (/\bdo not (?:put|place|bury|hide) .*\b(?:middle|start|beginning|first)\b/.test(text))
    return [{ kind: "link-place", at: "end" }];
  if (negative) return [{ kind: "link", wanted: false }];
  const placed: Directive[] = place === undefined ? [] : [{ kind: "link-place", at: place }];
  return [{ kind: "link", wanted: true }, ...placed];
};

const markNames: readonly (readonly [Mark, RegExp])[] = [
  ["exclamation mark", /\bexclamation(?: ?-?(?:marks?|points?))?s?\b|\bbangs\b|\bexclaim/],
  ["semicolon", /\bsemi-?colons?\b/],
  ["dash", /\b(?:em|en|long)?[ -]?dash(?:es)?\b/],
  ["bracket", /\bbrackets?\b|\bparenthes[ei]s\b|\bparentheticals?\b/],
  ["ellipsis", /\bellips[ei]s\b|\bdot dot dot\b/],
  ["quotation mark", /\bquotation marks?\b|\bquote marks?\b|\binverted commas\b/],
  ["question mark", /\bquestion marks?\b/],
  ["colon", /(?<!semi)(?<!semi-)\bcolons?\b/],
];

export const marks: Recogniser = ({ text, negative, numbers, bound }) => {
  const found = markNames.find(([, pattern]) => pattern.test(text));
  if (found === undefined) {
    const none =
      negative && /\bquestions?\b/.test(text) && !/\b(?:open|start|begin|end|close|lead|finish|title)\b/.test(text);
    return none ? [{ kind: "mark", mark: "question mark", max: 0 }] : [];
  }
  const amount = numbers[0];
  if (amount !== undefined && amount > 0 && (bound === "max" || !negative))
    return [{ kind: "mark", mark: found[0], max: amount }];
  const fewer = /\b(?:fewer|less|sparing(?:ly)?|too many)\b/.test(text);
  if (fewer) return [{ kind: "mark", mark: found[0], max: 1 }];
  return negative ? [{ kind: "mark", mark: found[0], max: 0 }] : [];
};

const openings: readonly (readonly [Opening, RegExp])[] = [
  ["question", /\bquestions?\b|\basking\b/],
  [
    "result",
    pattern`
      \b(?:results?|findings?|outcomes?|conclusions?|main point|take-?aways?|bottom line|punch ?line|upshot|
      discover(?:y|ies)|achievements?|what (?:was|they|we|the \w+) (?:found|achieved|showed|learned|did)|
      key (?:point|message|insight)|answer|main (?:claim|message)|headline|news|contribution)\b`,
  ],
  ["number", /\b(?:numbers?|figures?|statistics?|stats?|percentages?|digits?|metrics?|scores?)\b/],
  ["title", /\btitles?\b/],
  ["authors", /\bauthors?\b|\bwho (?:did|wrote)\b|\bnames? of the\b/],
  ["problem", /\b(?:problems?|motivation|gap|challenge|why)\b/],
  ["method", /\b(?:methods?|approach|technique|how it works|how)\b/],
  ["emoji", /\bemojis?\b/],
];

export const opening: Recogniser = ({ text, place, negative }) => {
  const verbs = pattern`
      \b(?:open|opens|opening|begin|beginning|start|starts|starting|lead|leads|leading|led|kick off|up ?front|
      front-?load|head)\b|\b(?:put|place|get|give|say|come|comes|go|goes|state|mention|want|result|number|
      figure|finding|point|question|title|first (?:sentence|line|word|thing)s?)\b.*\bfirst\b|
      \bfirst (?:sentence|line|word|thing)\b|\bat the (?:start|beginning|top)\b|\bfirst\b`;
  if (
    place !== "start" ||
    !verbs.test(text) ||
    /\bfirst[ -]person\b|\bfirst author\b|\blead author\b|\blinks?\b|\bfirst names?\b/.test(text)
  )
    return [];
  const after = /\b(?:open|begin|start|lead|kick off)\w*\b(.*)$/.exec(text)?.[1] ?? text;
  const found =
    openings.find(([, pattern]) => pattern.test(after)) ?? openings.find(([, pattern]) => pattern.test(text));
  return found === undefined ? [] : [{ kind: "opening", with: found[0], wanted: !negative }];
};

export const ending: Recogniser = ({ text, place, negative }) => {
  if (place !== "end" && !/\b(?:ask|pose)\b/.test(text)) return [];
  if (
    !/\bquestions?\b|\bask (?:the |your )?(?:readers?|followers?|audience|people)\b/.test(text) ||
    /\b(?:open|start|begin)\b/.test(text)
  )
    return [];
  return [{ kind: "ending", with: "question", wanted: !negative }];
};
