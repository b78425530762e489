// Directives gathered into one style, with the writer's own habits where nobody has said anything: somewhat too
// enthusiastic, so that a reader has something to object to.
import { tweetLimit } from "../text/count.js";
import type { Spelling } from "../text/spelling.js";
import type { Role } from "./abstract/roles.js";
import type { Directive, Mark, Opening } from "./directives/directive.js";

export interface Style {
  /** Weighted characters. */
  readonly limit: number;
  readonly hashtags: number;
  /** Whether nobody has asked for the hashtags, so that they may give way to the text. */
  readonly hashtagsAreHabit: boolean;
  readonly emoji: number;
  readonly emojiIsHabit: boolean;
  readonly opening: Opening | undefined;
  readonly closingQuestion: boolean;
  readonly link: boolean;
  readonly linkAtStart: boolean;
  readonly authors: boolean;
  readonly title: boolean;
  readonly year: boolean;
  readonly person: "we" | "they" | undefined;
  /** Marks to do without. */
  readonly without: ReadonlySet<Mark>;
  readonly abbreviations: boolean;
  readonly layout: "bullets" | "lines" | "paragraph" | undefined;
  readonly spelling: Spelling | undefined;
  readonly numerals: "digits" | "words" | undefined;
  readonly sober: boolean;
  readonly quiet: boolean;
  readonly oneSentence: boolean;
  readonly manySentences: boolean;
  readonly cover: readonly Role[];
  readonly include: readonly string[];
  readonly ban: readonly string[];
  /** Whether the shouted greeting in front is still allowed. */
  readonly greeting: boolean;
}

const habitualHashtags = 2;
const habitualEmoji = 1;

export function styleOf(directives: readonly Directive[]): Style {
  const all = <K extends Directive["kind"]>(kind: K): Extract<Directive, { kind: K }>[] =>
    directives.filter((directive): directive is Extract<Directive, { kind: K }> => directive.kind === kind);
  const one = <K extends Directive["kind"]>(kind: K): Extract<Directive, { kind: K }> | undefined => all(kind).at(-1);

  const characters = all("length").filter((directive) => directive.unit === "characters");
  const tags = one("hashtags");
  const emoji = one("emoji");
  const sentences = one("sentences");
  const opening = all("opening").find((directive) => directive.wanted)?.with;
  const without = new Set(
    all("mark")
      .filter((directive) => directive.max === 0)
      .map((directive) => directive.mark),
  );
  const sober = one("hype") !== undefined;
  return {
    limit: Math.min(tweetLimit, ...characters.map((directive) => directive.max ?? tweetLimit)),
    hashtags: clamp(one("field-hashtag") === undefined ? habitualHashtags : Math.max(1, habitualHashtags), tags),
    hashtagsAreHabit: tags === undefined,
    emoji: clamp(opening === "emoji" ? Math.max(1, habitualEmoji) : habitualEmoji, emoji),
    emojiIsHabit: emoji === undefined && opening !== "emoji",
    opening,
    closingQuestion: one("ending")?.wanted === true,
    link: one("link")?.wanted === true || one("link-place") !== undefined,
    linkAtStart: one("link-place")?.at === "start",
    authors: one("authors")?.wanted === true,
    title: one("title")?.wanted === true,
    year: one("year")?.wanted === true,
    person: one("person")?.as,
    without,
    abbreviations: one("abbreviations") !== undefined,
    layout: one("layout")?.as,
    spelling: one("spelling")?.as,
    numerals: one("numerals")?.as,
    sober,
    quiet: one("shouting") !== undefined,
    oneSentence: sentences?.max === 1,
    manySentences: (sentences?.min ?? 0) > 2,
    cover: all("cover").map((directive) => directive.role),
    include: all("phrase")
      .filter((directive) => directive.wanted)
      .map((directive) => directive.text),
    ban: all("phrase")
      .filter((directive) => !directive.wanted)
      .map((directive) => directive.text),
    greeting:
      !sober &&
      (opening === undefined || opening === "emoji") &&
      sentences?.max === undefined &&
      one("person")?.as !== "we",
  };
}

function clamp(habit: number, range: { readonly min: number; readonly max?: number } | undefined): number {
  if (range === undefined) return habit;
  return Math.min(Math.max(habit, range.min), range.max ?? Number.POSITIVE_INFINITY);
}
