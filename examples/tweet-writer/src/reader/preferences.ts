// What the simulated reader may want, and how it says so: each preference is a directive with a machine check, and
// several ways in which people really put it — polite, curt, in haste. Never the wording of the rule itself.
import type { Directive } from "../writer/directives/directive.js";

export interface Preference {
  readonly id: string;
  readonly directive: Directive;
  readonly critiques: readonly [string, string, string, string, ...string[]];
  /** Whether the offline writer's habits go against it, so that a first draft is sure to fail. */
  readonly againstHabit: boolean;
  /** Preferences of one group do not go together; a reader has at most one of them. */
  readonly group: string;
}

function longest(max: number): Preference {
  return {
    id: `length-${max}`,
    directive: { kind: "length", unit: "characters", max: max - 1 },
    group: "size",
    againstHabit: true,
    critiques: [
      `Too long for my taste, please keep tweets under ${max} characters.`,
      `I'd like every tweet to stay below ${max} characters, people scroll fast.`,
      `never go over ${max - 1} characters pls`,
      `way too long!! keep it under ${max} characters`,
      `Could you always stay under ${max} characters?`,
    ],
  };
}

export const preferences: readonly Preference[] = [
  longest(200),
  longest(240),
  {
    id: "no-hashtags",
    group: "hashtags",
    againstHabit: true,
    directive: { kind: "hashtags", min: 0, max: 0 },
    critiques: [
      "Please stop using hashtags, they make it look like spam.",
      "no hashtags pls",
      "I'd rather not see hashtags in our tweets.",
      "Could you leave out the hashtags from now on?",
      "Hashtags again? Never use hashtags.",
    ],
  },
  {
    id: "one-hashtag",
    group: "hashtags",
    againstHabit: true,
    directive: { kind: "hashtags", min: 0, max: 1 },
    critiques: [
      "Please never use more than one hashtag.",
      "max one hashtag per tweet ok",
      "I find two hashtags too many, use at most one hashtag.",
      "Could you always limit yourself to one hashtag?",
    ],
  },
  {
    id: "no-emoji",
    group: "emoji",
    againstHabit: true,
    directive: { kind: "emoji", min: 0, max: 0 },
    critiques: [
      "I'd rather you didn't use emoji.",
      "Please leave out the emoji from now on, this is a research account.",
      "no emojis!!",
      "Drop the emoji in all tweets.",
      "Could we always do without emoji?",
    ],
  },
  {
    id: "no-exclamation",
    group: "exclamation",
    againstHabit: true,
    directive: { kind: "mark", mark: "exclamation mark", max: 0 },
    critiques: [
      "Please never use exclamation marks, they read like an advert.",
      "Could you avoid exclamation marks in future?",
      "drop exclamation marks for good",
      "I'd prefer tweets without exclamation marks.",
    ],
  },
  {
    id: "no-hype",
    group: "tone",
    againstHabit: true,
    directive: { kind: "hype" },
    critiques: [
      "Please don't hype the papers, let the work speak.",
      "less hype in general pls",
      "I'd like a sober tone in all tweets.",
      "Always keep the tone neutral, I don't need to be sold anything.",
      "Stop the hype.",
    ],
  },
  {
    id: "lead-with-result",
    group: "opening",
    againstHabit: true,
    directive: { kind: "opening", with: "result", wanted: true },
    critiques: [
      "I'd rather you led with the result.",
      "Please put the main finding first.",
      "always start w/ the result",
      "Tweets should open with the result, the rest can wait.",
      "Could you begin with the main result each time?",
    ],
  },
  {
    id: "open-with-question",
    group: "opening",
    againstHabit: true,
    directive: { kind: "opening", with: "question", wanted: true },
    critiques: [
      "Could you always open with a question?",
      "Start with a question, it draws people in.",
      "open w/ a question pls, every time",
      "I'd like tweets to begin with a question.",
    ],
  },
  {
    id: "end-with-question",
    group: "ending",
    againstHabit: true,
    directive: { kind: "ending", with: "question", wanted: true },
    critiques: [
      "Please end tweets with a question so that people reply.",
      "always finish with a question",
      "I'd like every tweet to close with a question for the reader.",
      "Could you end with a question from now on?",
    ],
  },
  {
    id: "link",
    group: "link",
    againstHabit: true,
    directive: { kind: "link", wanted: true },
    critiques: [
      "Please always include the link to the paper.",
      "add the link every time",
      "Each tweet should have a link to the paper.",
      "I can't find the paper. Always include a link.",
      "never forget the link pls",
    ],
  },
  {
    id: "link-last",
    group: "link",
    againstHabit: true,
    directive: { kind: "link-place", at: "end" },
    critiques: [
      "Please put the link at the end of every tweet.",
      "link to the paper always goes at the end",
      "I'd like a link to the paper at the very end of tweets.",
      "Always put a link at the end.",
    ],
  },
  {
    id: "authors",
    group: "authors",
    againstHabit: true,
    directive: { kind: "authors", wanted: true },
    critiques: [
      "Please name the authors, they did the work.",
      "always mention the authors",
      "I'd like you to credit the authors in every tweet.",
      "Don't forget to name the authors.",
      "Could you always say who the authors are?",
    ],
  },
  {
    id: "title",
    group: "title",
    againstHabit: true,
    directive: { kind: "title", wanted: true },
    critiques: [
      "Please mention the title of the paper.",
      "always quote the paper's title",
      "Every tweet should include the title, so that I can look it up.",
      "I'd like you to give the title each time.",
    ],
  },
  {
    id: "year",
    group: "year",
    againstHabit: true,
    directive: { kind: "year", wanted: true },
    critiques: [
      "Please give the year of the paper.",
      "always mention the year",
      "Tweets should say the year, some of these are old.",
      "Could you include the year from now on?",
    ],
  },
  {
    id: "one-sentence",
    group: "form",
    againstHabit: true,
    directive: { kind: "sentences", min: 1, max: 1 },
    critiques: [
      "Please write just one sentence per tweet.",
      "one sentence only, always",
      "I'd like every tweet to be a single sentence.",
      "Never write more than one sentence.",
    ],
  },
  {
    id: "bullets",
    group: "form",
    againstHabit: true,
    directive: { kind: "layout", as: "bullets" },
    critiques: [
      "Please use bullet points, they are easier to scan.",
      "always use bullets",
      "I'd like bullet points in every tweet.",
      "Could you write tweets as bullet points?",
    ],
  },
  {
    id: "own-lines",
    group: "form",
    againstHabit: true,
    directive: { kind: "layout", as: "lines" },
    critiques: [
      "Please put each sentence on its own line.",
      "always put sentences on separate lines",
      "I'd like every sentence on a new line.",
      "Could you use line breaks between sentences from now on?",
    ],
  },
  {
    id: "first-person",
    group: "person",
    againstHabit: true,
    directive: { kind: "person", as: "we" },
    critiques: [
      "Please write in the first person plural, these are our papers.",
      "always write in first person plural",
      "I'd like you to write in the first person.",
      "Tweets should be in the first person plural.",
    ],
  },
  {
    id: "third-person",
    group: "person",
    againstHabit: false,
    directive: { kind: "person", as: "they" },
    critiques: [
      "Please write in the third person, these are not our papers.",
      "third person always pls",
      "I'd prefer tweets in the third person.",
      "Never write in the first person.",
    ],
  },
  {
    id: "british",
    group: "spelling",
    againstHabit: false,
    directive: { kind: "spelling", as: "british" },
    critiques: [
      "Please use British spelling.",
      "british spelling always pls",
      "We are in Leeds, so always use British English.",
      "I'd like British spelling in our tweets.",
    ],
  },
  {
    id: "numbers-in-words",
    group: "numerals",
    againstHabit: false,
    directive: { kind: "numerals", as: "words" },
    critiques: [
      "Please spell out small numbers.",
      "always write small numbers in words",
      "I'd like you to spell out numbers below ten.",
      "Could you write small numbers as words from now on?",
    ],
  },
  {
    id: "short-sentences",
    group: "sentence length",
    againstHabit: false,
    directive: { kind: "sentence-length", max: 25 },
    critiques: [
      "Please keep sentences to 25 words at most.",
      "no sentence over 25 words pls",
      "I'd like every sentence to stay within 25 words.",
      "Never write sentences of more than 25 words.",
    ],
  },
  {
    id: "no-capitals",
    group: "capitals",
    againstHabit: false,
    directive: { kind: "shouting" },
    critiques: [
      "Please don't write words in all caps.",
      "no all caps, ever",
      "Stop shouting in capitals.",
      "I'd rather you never used all caps.",
    ],
  },
  {
    id: "figure",
    group: "figure",
    againstHabit: false,
    directive: { kind: "figure", wanted: true },
    critiques: [
      "Please always include a number from the paper.",
      "always quote a figure",
      "Each tweet should give at least one figure.",
      "I'd like you to mention a number in every tweet.",
    ],
  },
];
