/** How far a clause reaches: for ever, for the output at hand, or nothing at all. */
import { within } from "./fragments.js";

/** Overrides everything that points at one output. */
const FOR_EVER = within(
  "always|never ever|from now on|from here on(?: in| out)?|from this point(?: on)?|going forwards?|" +
    "moving forwards?|in (?:the )?future|for (?:the )?future|for later|by default|" +
    "as a (?:general )?rule|" +
    "rule of thumb|as standard|permanently|for good|forever|for ever|at all times|next time|" +
    "every (?:single )?time|each time|any ?time|without exception|ever again|whenever|in general|" +
    "in all (?:of )?(?:your|our|the|future)|" +
    "for all (?:posts|tweets|replies|emails|messages|future|summaries)|(?:every|each) (?:mon|tues|" +
    "wednes|thurs|fri|satur|sun)day|on (?:mon|tues|wednes|thurs|fri|satur|sun)days|all the time|" +
    "everything (?:you|we) \\p{L}+|no matter what|consistently|going on|henceforth|across the board|house style|style guide|" +
    "policy is to|until further notice|as usual|on principle|as of (?:today|now)|starting (?:today|" +
    "now|tomorrow|this week|from)|effective immediately|from today",
);

const GENERAL = within(
  "never|every|each|any|all|the next (?:ones|\\p{L}+[^s\\P{L}]s)|generally|usually|normally|throughout|everywhere|regardless|ever|" +
    "anything|anyone|anymore|any more|no more|no longer|at all|these|our (?:posts|tweets|emails|replies|readers|" +
    "customers)|overall|tends? to|keep(?:s)? (?:[a-z]+ing)|constantly|again and again|typically|" +
    "too often|so often|unless|(?:before|after|when|while) [a-z]+ing|if (?:there is|there's|" +
    "there are|a|an)|(?:before|after|when) you|when (?:a|an|there is|there's|there are|someone|" +
    "somebody|people|customers|users)",
);

const OUTPUTS =
  "one|post|tweet|draft|version|email|e-mail|message|reply|answer|summary|newsletter|issue|article|" +
  "thread|headline|title|report|response|caption|page|copy|piece|paper|study|letter|paragraph|" +
  "sentence|line|section|bullet|bit|part|link|image|photo|picture|file|document|doc|table|chart|" +
  "graph|slide|list|intro|ending|opening|ad|blog|edition|text|story|quote|campaign|customer|client|" +
  "ticket|order|case|recipe|itinerary|invoice";
const DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const ORDINAL =
  "(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|next|previous|middle|other|bottom|top|" +
  "earlier|later|latter|former|same)";
const NUMBER_WORD = "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten)";

/** Points at one output, one moment or one place in it. */
const ONE_OFF = within(
  `(?:for|in|on|to) this (?:chapter|scene|trip)|(?:\\d+|one|two|three|four|five|a few|a couple) more (?:[\\p{L}-]+ )?(?:options?|ideas?|suggestions?|versions?|variants?|alternatives?) for (?:the|this|my|our)|for this [\\p{L} ]{1,30}? only|(?:just|only) for this|this (?:[a-z]+ )?(?:${OUTPUTS}|time|once|week|week's|month|month's|morning|morning's|afternoon|` +
    `evening|year|instance|particular|${DAY})(?:'s)?|just this once|(?:only |` +
    "just )?(?:for )?this once|one-off|just (?:for )?(?:now|today|once|here)|for now|today(?:'s)?|" +
    "tonight(?:'s)?|" +
    `tomorrow(?:'s)?|yesterday(?:'s)?|by (?:${DAY}|noon|midday|tonight|lunch|lunchtime|the end of|` +
    "eod|close of|then|\\d{1,2}(?:am|pm|:\\d\\d)?$|(?:one|two|three|four|five|six|seven|eight|nine|" +
    "ten|eleven|twelve)(?: o'clock)?$)|before (?:\\d{1,2}|noon|lunch)$|at \\d{1,2} ?(?:am|pm|" +
    `o'clock)|(?:before|after|until|till|on|next|last|this) (?:${DAY}|lunch|noon|the meeting|` +
    "the call|the deadline|the weekend|the launch|tomorrow)(?:'s)?|" +
    "right now|right away|straight away|immediately|asap|a\\.s\\.a\\.p|yet|last (?:night|week|month|" +
    "year)(?:'s)?|next (?:week|month|quarter)|up here|in here|over here|here|" +
    `the ${ORDINAL} (?:${OUTPUTS}|half|point|item|step|row|column|version|attempt|try|option|example|` +
    "reference|claim|stat)|(?:paragraph|line|section|bullet|slide|page|point|item|step|row|option|" +
    `version|figure|table|part) ${NUMBER_WORD}|` +
    `that (?:${OUTPUTS}|last)|the (?:one|version|bit|part|line|sentence|paragraph) (?:about|from|on|for|` +
    "with|where|you|I|we)|my (?:last|previous|earlier) [a-z]+|at the moment|for (?:me|us|him|her) today|the attached|attached|" +
    "in one go|before (?:we|i) (?:send|post|publish|print) (?:it|this)|again with|instead of (?:yesterday|today|tomorrow)",
);

/** Even a word like "all" or "any" does not make these lasting. */
const SURELY_ONE_OFF = within(
  "(?:for|in|on|to) this (?:chapter|scene|trip|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|" +
    "for this [\\p{L} ]{1,30}? only|(?:just|only) for this|this one|just this once|this once|this time|for now|today's|for today|tonight's|tomorrow's|" +
    "yesterday's|this week's|this (?:post|tweet|draft|version|email|message|reply|summary|issue)|" +
    "right now|in one go|up here|by (?:mon|tues|wednes|thurs|fri|satur|sun)day",
);

export interface Scope {
  readonly standing: boolean;
  readonly oneOff: boolean;
}

/** Reads the scope off clean text, where quotations are masked. */
export function scopeOf(masked: string): Scope {
  const quoteless = masked.replace(/\uE000\d+\uE001/gu, "''");
  const likened = quoteless.replace(
    /,? (?:just )?(?:like|as)(?: in| with)? the rest of .*$|(?<=\b(?:you|we|i) (?:write|use|work on|make|send|produce|build)) here$|(?<=^(?:we|nobody|that's not how we) .*) (?:around |round )?here$/i,
    "",
  );
  const text = ON_OCCASION.test(likened) || NOT_AT_ONCE.test(likened) ? likened.replace(URGENT, "") : likened;
  const forEver = FOR_EVER.test(text);
  const oneOff =
    (ONE_OFF.test(text) && !TIMELESS.test(text)) ||
    (SPECIFIC.test(text) && !/\b(?:like|such as|e\.g|for example|format|as in)\b/i.test(text));
  if (forEver)
    return {
      standing: true,
      oneOff: oneOff && SURELY_ONE_OFF.test(text) && !/\b(?:from now on|going forward|in future|always)\b/i.test(text),
    };
  return {
    standing: GENERAL.test(text) && !(oneOff && SURELY_ONE_OFF.test(text)),
    oneOff: oneOff && (SURELY_ONE_OFF.test(text) || !GENERAL.test(text)),
  };
}

/** "If somebody is hurt, say so at once": how soon, on each occasion. */
const ON_OCCASION = /^(?:(?:and|but|also|please|so),? )*(?:if|when|whenever|once|every time|any time|as soon as)\b/i;
/** "Don't give the answer straight away": in which order, not when. */
const NOT_AT_ONCE = /\b(?:not|n't|n’t|never) .*\b(?:right away|straight away|immediately|at once)\b/i;
const URGENT = /\b(?:right now|right away|straight away|immediately|asap|at once)\b/gi;

/** One person, one hour, one file: what only today's work is about. */
const SPECIFIC = new RegExp(
  "(?<!\\p{L})(?:slides?|lines?|paragraphs?|pages?|sections?|steps?|items?|rows?|figures?|tables?|" +
    "bullets?|chapters?|questions?|tickets?|orders?|versions?|cells?|columns?) #?\\d|\\b(?:Mr|Mrs|Ms|" +
    "Miss)\\.? \\p{Lu}|(?<!(?:after|before|past|until|from|by) )\\b\\d{1,2}:\\d\\d(?! (?:format|clock))|\\bQ[1-4]\\b|\\bthe \\d{1,2}(?:st|nd|rd|th)\\b|" +
    "\\b\\p{Ll}+_(?!case)\\p{Ll}+\\b|\\b(?:is|was|are|were|be|says?|said|it's|that's|its) (?:[\\p{L}]+ )?\\d[\\d.,]*[^,]*,? (?:not|instead of|rather than) [^,]*\\d|" +
    "\\bthe (?:rest|remainder) of (?:this|the)\\b|\\bas (?:it is|they are|is)\\b",
  "u",
);

/** Looks like a moment but is none: "today" in a rule about dates, "the same line", "on the next line". */
const TIMELESS = within(
  "on the (?:next|same) line|the same (?:sentence|paragraph|line|post|word|tweet|message|reply)|" +
    "on the (?:top|bottom) line|the top line|the (?:bottom|top|other) (?:of|one)|on page (?:one|1)|" +
    "(?:before|after|until|within|by) the (?:first|second|third|last) (?:paragraph|sentence|line|page|section|slide)|" +
    "^(?:and |but |please )*(?:do not|never|no) .* (?:before|after|until|past) (?:\\d{1,2}|noon|lunch|midnight)(?: ?[ap]m)?",
);
