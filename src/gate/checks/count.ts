/** Counting what a check counts: by name, or by a pattern. */
import type { Counted, Pattern } from "../../core/case.js";
import { graphemesOf } from "./emoji.js";
import { countMatches } from "./pattern.js";
import { hashtagsIn, linksIn, mentionsIn, withoutLinks } from "./tokens.js";

const BULLET = /^[ \t]*[-*+•‣◦▪●○–—·][ \t]+\S/;
const HEADING = /^ {0,3}#{1,6}[ \t]+\S/;
const WORDS = /[\p{L}\p{N}]/u;

const COUNTERS: Readonly<Record<Counted, (text: string) => number>> = {
  hashtags: (text) => hashtagsIn(text).length,
  mentions: (text) => mentionsIn(text).length,
  links: (text) => linksIn(text).length,
  emoji: (text) => [...graphemesOf(text)].filter((grapheme) => grapheme.emoji).length,
  bullets: (text) => linesOf(text).filter((line) => BULLET.test(line)).length,
  headings: (text) => linesOf(text).filter((line) => HEADING.test(line)).length,
  lines: (text) => linesOf(text).filter((line) => WORDS.test(line)).length,
  paragraphs: (text) => linesOf(text).reduce(countParagraphs, { found: 0, open: false }).found,
  questions: (text) => withoutLinks(text).match(/[?？؟]/gu)?.length ?? 0,
  exclamations: (text) => withoutLinks(text).match(/[!！]/gu)?.length ?? 0,
};

/** How many there are. @throws `invalid_check` for a pattern that RE2 does not take */
export function countIn(text: string, of: Counted | Pattern): number {
  return typeof of === "string" ? COUNTERS[of](text) : countMatches(of, text);
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** A paragraph is a run of lines that are not blank; one without a letter or digit, a rule for example, is none. */
function countParagraphs(sofar: { found: number; open: boolean }, line: string): { found: number; open: boolean } {
  if (line.trim() === "") return { ...sofar, open: false };
  if (sofar.open || !WORDS.test(line)) return sofar;
  return { found: sofar.found + 1, open: true };
}
