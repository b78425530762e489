/** Lists after a colon: "house style: single quotes, two-space indent", "For memos: no jargon, short paragraphs". */
import { asks } from "./asking.js";
import { joined, type Token } from "./tokens.js";

/** Short items that stand for themselves; "don't use commas, colons, or dashes" is one instruction and no list. */
export function isListing(tokens: readonly Token[]): boolean {
  const items = joined(tokens).split(/, (?:and )?/);
  if (items.length < 2 || items.some((item) => item.split(" ").length > 6 || /\uE000|:/.test(item))) return false;
  if (!asks(tokens, 0)) return items.every((item) => item.split(" ").length <= 5);
  const bound = /^(?:no|[\p{L}-]+(?: [\p{L}-]+)? (?:under|below|max|at most|up to)|under|below|at most) /iu;
  return bound.test(items[0] ?? "") && items.slice(1).every((item) => item.includes(" ") && !/^or /i.test(item));
}

/** What a list is for: "for all memos". */
const TOPIC =
  /^(?:(?:ok|okay|so|and|also|right|please|well|now),? )*((?:(?:for|in|on|with) (?!(?:the )?future|now|next|short|general|me|us|once)|(?:when|if|whenever|once|before|after) |(?:anything|everything) (?=about|on|to do with|for))(?:[\p{L}'-]+ ?){1,9})$/iu;

/** The condition that the words before a colon make for all that follows; null if they make none. */
export const topicOf = (before: string): string | null => TOPIC.exec(before)?.[1] ?? null;
