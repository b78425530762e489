// A finished tweet taken apart again, so that checks and edits can speak of its prose, links, hashtags and sentences.
import { emojiIn, hashtagsIn, linksIn, tweetLength } from "../text/count.js";
import { sentencesOf } from "../text/sentences.js";
import { wordsOf } from "../text/words.js";
import emojiRegex from "emoji-regex";

export interface TweetParts {
  readonly text: string;
  readonly length: number;
  readonly links: readonly string[];
  readonly hashtags: readonly string[];
  readonly emoji: readonly string[];
  /** What is left to read: without links, emoji and trailing hashtags; bullets and line breaks kept. */
  readonly prose: string;
  /** Sentences of the prose, bullet lines and headings included. */
  readonly sentences: readonly string[];
  /** Lines that are not blank. */
  readonly lines: readonly string[];
}

export const bullet = /^\s*[•▪◦·*–-]\s+/;

/** The same text is looked at again and again while a writer chooses among many. */
const known = new Map<string, TweetParts>();
const MOST_KNOWN = 20_000;

export function partsOf(text: string): TweetParts {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const parts = takenApart(text);
  known.set(text, parts);
  return parts;
}

function takenApart(text: string): TweetParts {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const prose = lines
    .map(proseOf)
    .filter((line) => line !== "")
    .join("\n");
  return {
    text,
    length: tweetLength(text),
    links: linksIn(text),
    hashtags: hashtagsIn(text),
    emoji: emojiIn(text),
    prose,
    sentences: prose.split("\n").flatMap((line) => sentencesOf(line.replace(bullet, ""))),
    lines,
  };
}

function proseOf(line: string): string {
  return line
    .replace(/https?:\/\/\S+/g, "")
    .replace(emojiRegex(), (match) => (emojiIn(match).length > 0 ? "" : match))
    .replace(/(?:\s+#[\p{L}\p{N}_]+)+\s*$|^(?:#[\p{L}\p{N}_]+\s*)+$/u, "")
    .replace(/[ \t]{2,}/g, " ")
    .replace(/\s+([.!?,])/g, "$1")
    .trim();
}

/** Words a reader sees: those of the prose, and each hashtag as one. */
export function wordCount(parts: TweetParts): number {
  return (
    wordsOf(parts.prose.replace(/#/g, "")).length +
    parts.hashtags.filter((tag) => !parts.prose.includes(`#${tag}`)).length
  );
}
