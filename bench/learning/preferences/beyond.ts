// Preferences that the offline writer knows nothing of. A model's output is checked for them; of the offline writer's,
// only whether the instructions speak of them.
import compromise from "compromise";
import type { Paper } from "../../../examples/tweet-writer/src/papers/paper.js";
import wording from "../bank/beyond.json" with { type: "json" };
import type { Preference } from "./preference.js";

type Entry = readonly [matter: string, trace: RegExp, rule: string, met: Preference["met"]];

const withoutLinks = (text: string): string => text.replace(/https?:\/\/\S+/g, "").trim();
const lacks =
  (what: RegExp) =>
  (output: string): boolean =>
    !what.test(withoutLinks(output));
const has =
  (what: RegExp) =>
  (output: string): boolean =>
    what.test(output);

const entries: Readonly<Record<keyof typeof wording, Entry>> = {
  "lower-case": ["case", /lower ?-?case|capital/i, "Write everything in lower case.", lacks(/\p{Lu}/u)],
  "sign-off": ["sign-off", /\bKH\b/i, "End with the initials KH.", (output) => /\bKH\W*$/.test(withoutLinks(output))],
  handle: ["handle", /labnews/i, "Mention @labnews.", has(/@labnews\b/i)],
  tldr: ["front", /tl;?dr/i, "Begin with TL;DR.", has(/^TL;DR/i)],
  "full-stop": ["last mark", /full stop|period/i, "End with a full stop.", has(/\.["”’)]?$/)],
  "no-contractions": [
    "contractions",
    /contraction|do not.*don.t/i,
    "Do not use contractions.",
    lacks(/\p{L}n['’]t\b|\b(?:it|that|what|there|here|we|they|you|i|he|she|let)['’](?:s|re|ve|ll|d|m)\b/iu),
  ],
  "percent-sign": ["percent", /%|percent/i, "Write % and not the word percent.", lacks(/\bper ?cent\b/i)],
  ascii: ["characters", /ascii|special character|straight quotes|fancy/i, "Use ASCII only.", has(/^[\t\n\r -~]*$/)],
  you: ["reader", /\byou\b|reader/i, "Address the reader as you.", has(/\byou(?:r|rs)?\b/i)],
  "past-tense": ["tense", /tense/i, "Write in the past tense.", (output) => tenseOf(output) !== "present"],
  "present-tense": ["tense", /tense/i, "Write in the present tense.", (output) => tenseOf(output) !== "past"],
  quote: ["quotation", /quot|verbatim/i, "Include a quotation from the abstract.", quotes],
  "field-label": ["front", /bracket|label|prefix/i, "Begin with the field in square brackets.", has(/^\[[^\]\n]+\]/)],
  "et-al": ["authors", /et al|first author/i, "Name the first author with et al.", has(/\bet al\b/i)],
  "reading-time": [
    "reading time",
    /reading time|minutes?|\bmin\b|takes to read/i,
    "Give the reading time in minutes.",
    has(/\d+[ -]?min/i),
  ],
  "blank-line": [
    "blank line",
    /(?:blank|empty) line/i,
    "Set a blank line below the first sentence.",
    has(/[.?!…]["”’)]?\s*\n[ \t]*\n/),
  ],
  "no-the": [
    "first word",
    /["“]?\bthe\b["”]?.*first|\b(?:begin|start)\b.*\bthe\b/i,
    "Do not begin with the word The.",
    (output) => !/^the\b/i.test(output),
  ],
  "no-commas": ["commas", /comma/i, "Leave out commas.", lacks(/,/)],
  arrow: ["arrow", /→|arrow/i, "Use an arrow →.", has(/→/)],
  limits: ["limitation", /limit|caveat/i, "Name a limitation of the study.", has(/limitation|caveat/i)],
  invite: [
    "invitation",
    /repl|comment|invit|share/i,
    "Invite the reader to reply.",
    has(/\b(?:repl(?:y|ies)|comments?|tell us|let us know|your (?:view|thoughts?|take)|what do you think)\b/i),
  ],
  "code-word": ["code word", /mercury/i, "Mention the Mercury desk.", has(/mercury desk/i)],
  "hyphen-free": ["hyphens", /hyphen|compound/i, "Do not use hyphens.", lacks(/\p{L}-\p{L}/u)],
};

export const beyond: readonly Preference[] = Object.entries(entries).map(([key, [matter, trace, rule, met]]) => ({
  key,
  matter,
  trace,
  rule,
  met,
  number: null,
  writable: false,
  wording: wording[key as keyof typeof wording],
}));

/** Which tense most verbs stand in; undefined for a draw, or no verb. */
function tenseOf(output: string): "past" | "present" | undefined {
  const text = compromise(withoutLinks(output));
  const balance = text.match("#PastTense").length - text.match("#PresentTense").length;
  return balance === 0 ? undefined : balance > 0 ? "past" : "present";
}

function quotes(output: string, { abstract }: Paper): boolean {
  return [...output.matchAll(/["“]([^"”]{8,})["”]/g)].some(([, words = ""]) => abstract.includes(words));
}
