// Edits that need no understanding, as a person makes them by hand in a draft: hashtags out, link in, shorter.
import emojiRegex from "emoji-regex";
import { emojiIn, tweetLength } from "../text/count.js";
import { sentencesOf } from "../text/sentences.js";
import { linkOf, type Paper } from "../papers/paper.js";
import type { Directive } from "../writer/directives/directive.js";
import { satisfies } from "../writer/directives/satisfies.js";

/** The tweet edited so that the directive holds; `undefined` when it takes more than a mechanical edit. */
export function edited(tweet: string, directive: Directive, paper: Paper): string | undefined {
  const text = edit(tweet, directive, paper);
  return text !== undefined && text !== tweet && satisfies(directive, text, paper) ? text : undefined;
}

function edit(tweet: string, directive: Directive, paper: Paper): string | undefined {
  switch (directive.kind) {
    case "hashtags":
      return directive.max === undefined ? undefined : withoutHashtags(tweet, directive.max);
    case "emoji":
      return directive.max === 0
        ? tidied(tweet.replace(emojiRegex(), (emoji) => (emojiIn(emoji).length > 0 ? "" : emoji)))
        : undefined;
    case "mark":
      return directive.mark === "exclamation mark" && directive.max === 0 ? tweet.replace(/!+/g, ".") : undefined;
    case "link": {
      const link = linkOf(paper);
      return directive.wanted && link !== undefined ? `${tweet} ${link}` : undefined;
    }
    case "length":
      return directive.max !== undefined && directive.unit === "characters"
        ? shortened(tweet, directive.max)
        : undefined;
    default:
      return undefined;
  }
}

function withoutHashtags(tweet: string, keep: number): string {
  let seen = 0;
  return tidied(tweet.replace(/(?<![\p{L}\p{N}&/])#[\p{L}\p{N}_]+/gu, (tag) => (++seen <= keep ? tag : "")));
}

/** Drops sentences, the first one last, until the tweet is short enough; a link at the end stays. */
function shortened(tweet: string, max: number): string | undefined {
  const [link = ""] = /https?:\/\/\S+$/.exec(tweet) ?? [];
  const tags = /((?:\s#[\p{L}\p{N}_]+)+)\s*$/u.exec(tweet.slice(0, tweet.length - link.length).trimEnd())?.[1] ?? "";
  const prose = tweet
    .slice(0, tweet.length - link.length)
    .trimEnd()
    .slice(0, -tags.length || undefined);
  for (let sentences = sentencesOf(prose); sentences.length > 0; sentences = withoutWeakest(sentences)) {
    const text = tidied(`${sentences.join(" ")}${tags} ${link}`);
    if (tweetLength(text) <= max) return text;
    if (sentences.length === 1) break;
  }
  return undefined;
}

/** A greeting goes first, then the last sentence. */
function withoutWeakest(sentences: readonly string[]): string[] {
  const [first = ""] = sentences;
  return first.endsWith("!") ? sentences.slice(1) : sentences.slice(0, -1);
}

function tidied(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, " ")
    .replace(/[ \t]+\n/g, "\n")
    .trim();
}
