// What X counts: the weighted length of a tweet, its links, hashtags and emoji.
import emojiRegex from "emoji-regex";
import twitter from "twitter-text";

/** X's limit for one tweet, in weighted characters. */
export const tweetLimit = 280;

/** Weighted length as X counts it: a link is 23, an emoji or a CJK character 2, most letters 1. */
export function tweetLength(text: string): number {
  return twitter.parseTweet(text).weightedLength;
}

/** Web links with their scheme, as they stand in the text. */
export function linksIn(text: string): string[] {
  return text.match(/https?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]]/g) ?? [];
}

/** Hashtags without the `#`. */
export function hashtagsIn(text: string): string[] {
  return twitter.extractHashtags(text);
}

/** Emoji, each sequence one; plain symbols such as ©, ™ and digits do not count. */
export function emojiIn(text: string): string[] {
  return (text.match(emojiRegex()) ?? []).filter((emoji) => !/^[\d#*©®™‼⁉↔-↪]\uFE0F?$/u.test(emoji));
}
