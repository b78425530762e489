/** Links, hashtags and mentions, as social media take them. */

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]]/giu;
const HASHTAG = /(?<![\p{L}\p{N}_&])[#＃](?=[\p{N}\p{M}_]*\p{L})[\p{L}\p{N}\p{M}_]+/gu;
const MENTION = /(?<![A-Za-z0-9_!#$%&*@＠])[@＠][A-Za-z0-9_]+/gu;

/** Addresses that begin with `http://`, `https://` or `www.`. */
export const linksIn = (text: string): string[] => text.match(LINK) ?? [];

/** `#word` with at least one letter, outside of links. */
export const hashtagsIn = (text: string): string[] => withoutLinks(text).match(HASHTAG) ?? [];

/** `@name`, outside of links and mail addresses. */
export const mentionsIn = (text: string): string[] => withoutLinks(text).match(MENTION) ?? [];

/** The text without its links, cut where they stood. */
export const betweenLinks = (text: string): string[] => text.split(LINK);

/** The text with a space for every link, so that the marks inside of them are not counted. */
export const withoutLinks = (text: string): string => betweenLinks(text).join(" ");
