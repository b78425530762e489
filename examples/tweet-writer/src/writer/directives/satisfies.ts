// One machine check per directive, used by the writer, by its tests and by the simulated reader alike.
import { anyCase } from "../../text/pattern.js";
import { inDigits, spelledOut } from "../../text/numerals.js";
import { spelled } from "../../text/spelling.js";
import { isFamiliar, wordsOf } from "../../text/words.js";
import type { Paper } from "../../papers/paper.js";
import { digest, roleWithin } from "../abstract/statements.js";
import { namesAnAuthor } from "../attribution.js";
import { fieldTags } from "../fields.js";
import { bullet, partsOf, wordCount, type TweetParts } from "../tweet.js";
import type { Directive, Mark } from "./directive.js";

/** Whether the tweet does what the directive asks. Says nothing about whether it reads well. */
export function satisfies(directive: Directive, tweet: string, paper: Paper): boolean {
  return holds(directive, partsOf(tweet), paper);
}

/** Those of the directives that the tweet does not obey, in their order. */
export function failures(directives: readonly Directive[], tweet: string, paper: Paper): Directive[] {
  const parts = partsOf(tweet);
  return directives.filter((directive) => !holds(directive, parts, paper));
}

function holds(directive: Directive, parts: TweetParts, paper: Paper): boolean {
  const { prose, text } = parts;
  const first = parts.sentences[0] ?? "";
  switch (directive.kind) {
    case "length":
      return within(
        directive.unit === "characters" ? parts.length : wordCount(parts),
        directive.min ?? 0,
        directive.max,
      );
    case "hashtags":
      return within(parts.hashtags.length, directive.min, directive.max);
    case "emoji":
      return within(parts.emoji.length, directive.min, directive.max);
    case "sentences":
      return within(parts.sentences.length, directive.min, directive.max);
    case "field-hashtag": {
      const wanted = fieldTags(paper).map((tag) => tag.toLowerCase());
      return parts.hashtags.some((tag) => wanted.includes(tag.toLowerCase()));
    }
    case "hashtag-place":
      return parts.hashtags.every((tag) => !prose.toLowerCase().includes(`#${tag.toLowerCase()}`));
    case "opening":
      return opensWith(directive.with, first, parts, paper) === directive.wanted;
    case "ending":
      return /\?["”’)]?$/.test(prose) === directive.wanted;
    case "link":
      return parts.links.length > 0 === directive.wanted;
    case "link-place":
      return directive.at === "end" ? /https?:\/\/\S+$/.test(text.trim()) : /^https?:\/\//.test(text.trim());
    case "authors":
      return namesAnAuthor(prose, paper) === directive.wanted;
    case "title":
      return mentionsTitle(prose, paper) === directive.wanted;
    case "year":
      return (paper.year !== undefined && prose.includes(String(paper.year))) === directive.wanted;
    case "person":
      return directive.as === "we"
        ? /\b(?:we|our|us)\b/i.test(unquoted(prose))
        : !/\b(?:we|our|ours|us|i|my)\b/.test(lowerStart(unquoted(prose)));
    case "mark":
      return countOf(directive.mark, prose) <= directive.max;
    case "plain-words":
      return hardShare(withoutNames(prose, paper)) <= plainEnough;
    case "abbreviations":
      return abbreviationsOf(withoutNames(prose, paper)).length === 0;
    case "layout":
      return laidOut(directive.as, parts);
    case "spelling":
      return spelled(unquoted(prose), directive.as) === unquoted(prose);
    case "sentence-length":
      return parts.sentences.every((sentence) => wordsOf(sentence).length <= directive.max);
    case "numerals": {
      const own = withoutNames(unquoted(prose), paper);
      return (directive.as === "digits" ? inDigits(own) : spelledOut(own)) === own;
    }
    case "shouting":
      return shoutedIn(prose, paper).length === 0;
    case "hype":
      return !hypeWords.test(prose);
    case "figure":
      return /\d/.test(withoutYear(prose, paper)) === directive.wanted;
    case "cover":
      return parts.sentences.some((sentence) => roleWithin(paper, sentence) === directive.role);
    case "phrase":
      return containsPhrase(text, directive.text) === directive.wanted;
  }
}

function within(count: number, min: number, max: number | undefined): boolean {
  return count >= min && count <= (max ?? Number.POSITIVE_INFINITY);
}

function opensWith(what: string, first: string, parts: TweetParts, paper: Paper): boolean {
  switch (what) {
    case "result":
    case "problem":
    case "method":
      return roleWithin(paper, first) === what;
    case "question":
      return /\?["”’)]?$/.test(first);
    case "number":
      return anyCase`^["“(]?[~≈<>±+–-]?[\d$€£]|
        ^["“]?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|zero|
        a (?:hundred|thousand|million))\b`.test(parts.prose);
    case "title":
      return mentionsTitle(first.slice(0, paper.title.length + 12), paper);
    case "authors":
      return namesAnAuthor(parts.prose.split(/\s+/).slice(0, 7).join(" "), paper);
    case "emoji":
      return parts.emoji[0] !== undefined && parts.text.trimStart().startsWith(parts.emoji[0]);
    default:
      return false;
  }
}

/** The whole title, or its part before the colon when that is more than a bare name. */
export function mentionsTitle(text: string, paper: Paper): boolean {
  const { title: whole } = digest(paper);
  const title = flat(whole);
  const [head = ""] = whole.split(/:\s/);
  const heard = flat(text);
  return heard.includes(title) || (wordsOf(head).length >= 4 && heard.includes(flat(head)));
}

function flat(text: string): string {
  return wordsOf(text).join(" ").toLowerCase();
}

function laidOut(as: "bullets" | "lines" | "paragraph", parts: TweetParts): boolean {
  const bullets = parts.lines.filter((line) => bullet.test(line)).length;
  if (as === "bullets") return bullets >= 2;
  return as === "lines" ? parts.lines.length >= 2 && bullets === 0 : parts.lines.length <= 1;
}

const marks: Readonly<Record<Mark, RegExp>> = {
  "exclamation mark": /!/g,
  "question mark": /\?/g,
  semicolon: /;/g,
  dash: /[—–](?!\d)|\s-\s/g,
  bracket: /[([]/g,
  ellipsis: /…|\.{3}/g,
  colon: /:(?!\d)/g,
  "quotation mark": /["“”]/g,
};

function countOf(mark: Mark, prose: string): number {
  return prose.match(marks[mark])?.length ?? 0;
}

/** Share of hard words above which prose is not plain. */
const plainEnough = 0.36;

/** Share (0 to 1) of lower-case words that are not familiar; names are not words. */
function hardShare(prose: string): number {
  const words = wordsOf(prose).filter((word) => /^\p{Ll}/u.test(word) || /^\p{Lu}\p{Ll}+$/u.test(word));
  return words.length === 0 ? 0 : words.filter((word) => !isFamiliar(word)).length / words.length;
}

const everydayAbbreviations = new Set("AI DNA RNA USA UK US EU COVID TV PC GPS OK NASA".split(" "));

/** Abbreviations a reader may not know: words of two or more capitals, digits aside. */
function abbreviationsOf(prose: string): string[] {
  return (prose.match(/(?<![#\p{L}])\p{Lu}[\p{Lu}\d]*\p{Lu}[\p{Lu}\d]*s?(?!\p{Ll})/gu) ?? []).filter(
    (word) => !everydayAbbreviations.has(word.replace(/s$/, "")),
  );
}

/** Words in capitals that the paper itself does not write so. */
function shoutedIn(prose: string, paper: Paper): string[] {
  const own = `${paper.title} ${paper.abstract} ${paper.authors.join(" ")}`;
  return (prose.match(/(?<![#\p{L}\d-])\p{Lu}{3,}(?![\p{L}\d-])/gu) ?? []).filter((word) => !own.includes(word));
}

const hypeWords = anyCase`
    \b(?:amazing|exciting|excited|incredibl[ey]|ground-?breaking|revolutionary|revolutioni[sz]\w+|
    game-?chang(?:ing|er)|must-read|stunning|mind-?blowing|breakthrough|huge|unbelievable|insane|wow|
    what a paper|don['’]t miss|awesome|big news|unprecedented|tremendous(?:ly)?|dramatic(?:ally)?|remarkabl[ey]|
    phenomenal|spectacular|thrilled|holy grail|cutting-edge|grand hope|miracle)\b`;

function containsPhrase(text: string, phrase: string): boolean {
  const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu").test(text);
}

function unquoted(prose: string): string {
  return prose.replace(/“[^”]*”/g, "“”");
}

/** Lower-case sentence starts, so that "We" counts and "US" does not. */
function lowerStart(prose: string): string {
  return prose.replace(/(?<![\p{L}])(?:We|Our|Ours|Us|My)(?![\p{L}])|(?<![\p{L}.])I(?![\p{L}.-])/gu, (word) =>
    word.toLowerCase(),
  );
}

function withoutNames(prose: string, paper: Paper): string {
  return paper.authors.reduce((left, author) => left.replaceAll(author, ""), unquoted(prose));
}

function withoutYear(prose: string, paper: Paper): string {
  return paper.year === undefined ? prose : prose.replaceAll(String(paper.year), "");
}
