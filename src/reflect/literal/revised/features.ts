/** What of an output's form can be seen without understanding it. */

export interface Features {
  /** Code points of its words, links and hashtags left out. */
  readonly length: number;
  readonly hashtags: readonly string[];
  readonly emoji: readonly string[];
  readonly links: readonly string[];
  readonly exclamations: number;
  /** Lines that begin with a bullet or a number. */
  readonly bullets: number;
  /** A number is among its first words. */
  readonly numberFirst: boolean;
  readonly questions: number;
  readonly endsWithQuestion: boolean;
}

const LINK =
  /(?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|edu|gov|uk|de|eu|ly|app|dev)\b(?:\/\S*)?/giu;
const HASHTAG = /(?<![\p{L}\p{N}&/])#[\p{L}\p{N}_]+/gu;
const EMOJI = new RegExp(
  "(?:\\p{Regional_Indicator}{2}|\\p{Emoji_Presentation}|" +
    "\\p{Extended_Pictographic}\\uFE0F)(?:[\\u200D\\uFE0F\\p{EMod}\\p{Extended_Pictographic}])*",
  "gu",
);
const BULLET = /^[ \t]*(?:[-*•‣▪–·]|\d{1,2}[.)])[ \t]+\S/gmu;
const LEADING = 3;

/** Reads the features of an output. */
export function featuresOf(text: string): Features {
  const links = text.match(LINK) ?? [];
  const prose = text.replace(LINK, " ");
  const hashtags = prose.match(HASHTAG) ?? [];
  const emoji = prose.match(EMOJI) ?? [];
  const words = prose.replace(HASHTAG, " ").replace(EMOJI, " ").replace(/\s+/gu, " ").trim();
  const first = words
    .replace(/^[\s\-*•"'“‘(]+/u, "")
    .split(" ")
    .slice(0, LEADING);
  return {
    length: [...words].length,
    hashtags,
    emoji,
    links,
    exclamations: (words.match(/!/g) ?? []).length,
    bullets: (text.match(BULLET) ?? []).length,
    numberFirst:
      first.some((word) => /^[$€£~+-]?\d/.test(word) || NUMBER_WORD.test(word)) &&
      !/^\d{1,2}[.)]$/.test(first[0] ?? ""),
    questions: (words.match(/\?/g) ?? []).length,
    endsWithQuestion: /\?["'”’)]*$/u.test(words),
  };
}

const NUMBER_WORD = new RegExp(
  "^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|" +
    "seventy|eighty|ninety|hundred|half|nearly|over|almost|around|about)$",
  "i",
);
