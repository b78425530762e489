/**
 * Passages that the words before them announce: "here's the article:", "Summarise this:", "She wrote:". English words; in
 * other languages a long text below a line that ends in a colon counts. What announces somebody's own wishes does not.
 */
import { endOfLine, endOfParagraph, isListItem, nextLine, type Range, skipSpace } from "./lines.js";

/** Behind a colon within a line, an announced passage is at least this long. */
const INLINE_LENGTH = 200;
/** Below a line that only ends in a colon, a text this long counts as pasted. */
const UNNAMED_LENGTH = 500;
/** Longer sentences announce nothing; they are the text. */
const SENTENCE_LENGTH = 200;
/** Colons tried in one line. */
const MAX_COLONS = 6;

const NOUN =
  "(?:articles?|abstracts?|papers?|e-?mails?|mails?|letters?|messages?|documents?|docs?|files?|pages?|web ?pages?|web ?sites?|posts?|" +
  "blogs?|tweets?|threads?|reviews?|reports?|tickets?|complaints?|stor(?:y|ies)|texts?|drafts?|outputs?|responses?|answers?|repl(?:y|ies)|" +
  "contents?|excerpts?|extracts?|passages?|quot(?:e|ation)s?|chats?|conversations?|transcripts?|sources?|readme|code|snippets?|" +
  "(?:stack ?)?traces?|logs?|errors?|dump|data|json|xml|html|csv|table|press releases?|announcements?|newsletters?|contracts?|" +
  "polic(?:y|ies)|clauses?|speech|lyrics|poems?|songs?|essays?|chapters?|sections?|descriptions?|postings?|resume|cv|bio|recipes?|news|" +
  "headlines?|titles?|sentences?|paragraphs?|captions?|versions?|cop(?:y|ies)|minutes|memos?|manuals?|documentation|faq|terms|" +
  "questions?|comments?|input|body|material|(?:customer|user|reader|client|reviewer) feedback)";
const HANDLE =
  "(?:summari[sz]e|translate|proof-?read|paraphrase|rewrite|rephrase|reword|shorten|condense|review|analy[sz]e|explain|classify|extract|" +
  "reply to|respond to|answer|read|tweet|tl;?dr|(?:write|draft|compose|make|create|do|post)\\b.{0,60}?\\b(?:about|on|from|for|of|out of))";
const THE = "(?:this|these|that|the|my|our|his|her|their|its|a|an|one|attached|following|below)";

const GREETING = /^(?:(?:ok(?:ay)?|so|and|now|hi|hello|hey|thanks|please|great|then|also|next)\b[,.!]?\s+)*/i;
/** What follows is what the writer wants, not what they paste. */
const OWN = [
  /^(?:when(?:ever)?|if|for|in|while|once|after|before|every|each|always|never|don['’]t|do not|from now on|make sure|remember|note|you)\b/i,
  /\b(?:rules?|preferences?|guidelines?|requirements?|instructions?|corrections?|changes?|criteria|wish(?:es)?|thoughts?|things?|points?|ideas?|suggestions?|problems?|issues?|goals?|style|tone|format|structure|template)\b/i,
  /(?<!customer |user |reader |client |reviewer )\bfeedback\b/i,
  /\b(?:i|we)(?:['’](?:d|ve|m|re|ll))?\s+(?:\w+\s+)?(?:want|like|need|prefer|expect|mean|think|noticed|found|said|wrote|asked|told|suggest)\b/i,
  /\b(?:should|must|what to|how to|(?:do|follow) (?:this|these|the following|it))\b/i,
  /\b(?:as follows|like (?:this|so|that)|(?:this|the following) (?:way|order|form)|for|to|with|by|that|and|so|because|e\.?g\.?|i\.?e\.?)$/i,
];
const SPEECH = /\b(?:wrote|writes|said|says|replied|complained|commented|posted|tweeted|e-?mailed|reads|states|stated)(?: \w+){0,3}$/i;
const HERE = /\b(?:here (?:it is|they are|you go|goes)|below|pasted(?: here)?|attached)$/i;
const SHOWN = new RegExp(
  `^(?:here(?:['’]?s| is| are)?|this is|these are|that['’]s|below (?:is|are)|attached|pasted|copied|see|read|consider|given|take|use|look at|` +
    `have a look at|check(?: out)?|from|source|context)\\b.*\\b${NOUN}\\b`,
  "i",
);
const HANDLED = new RegExp(`\\b${HANDLE}\\s+(?:\\w+\\s+){0,2}?${THE}\\s+(?:[\\w'’-]+\\s+){0,4}?${NOUN}\\b`, "i");
const HANDLED_THIS = new RegExp(`\\b${HANDLE}(?:\\s+[\\w'’-]+){0,5}?\\s+(?:this|these|the following|it|that|below)$`, "i");
const LABEL = new RegExp(`^(?:${THE} |full |original |whole |entire |[\\w-]+['’]s? ){0,4}${NOUN}(?: (?:text|body|below|from|by|of|follows)\\b.*)?$`, "i");
/** Labels that also announce what stands on their own line: "Abstract: We show …". */
const LABEL_INLINE = /^(?:(?:the|full|original) )?(?:abstract|article|full text|transcript|excerpt|passage|body|text)$/i;
/** One line or paragraph; what comes after the next blank line is the writer's again. */
const ONE_PARAGRAPH = /\b(?:sentence|title|headline|caption|subject(?: line)?|paragraph)s?$/i;

type Announced = "passage" | "paragraph" | "unless-list" | "unnamed" | "nothing";

/**
 * The passage announced on the line from `at` to its end; null for none. `delimitedAt` says where a passage between marks
 * that begins at a place ends (-1 for none): one that fills its lines is the whole of what was announced.
 */
export function announcedIn(text: string, at: number, delimitedAt: (start: number) => number): Range | null {
  const end = endOfLine(text, at);
  for (const colon of colonsIn(text, at, end)) {
    const announced = readAnnouncement(text.slice(Math.max(at, colon - SENTENCE_LENGTH - 1), colon));
    const start = skipSpace(text, colon + 1);
    if (announced === "nothing" || start >= text.length) continue;
    if (start < end ? fitsInline(text, colon, start, announced) : fitsBelow(text, start, announced)) {
      return { start, end: endOfPassage(text, start, announced, delimitedAt) };
    }
  }
  return null;
}

function colonsIn(text: string, at: number, end: number): number[] {
  const colons: number[] = [];
  const colon = /[:\uFF1A][*_]{0,2}(?=\s|$)/g;
  const line = text.slice(at, end);
  for (let hit = colon.exec(line); hit && colons.length < MAX_COLONS; hit = colon.exec(line)) colons.push(at + colon.lastIndex - 1);
  return colons;
}

function fitsInline(text: string, colon: number, start: number, announced: Announced): boolean {
  if (text.length - start < INLINE_LENGTH) return false;
  if (announced === "passage" || announced === "paragraph") return true;
  return announced === "unless-list" && LABEL_INLINE.test(lastSentence(text.slice(Math.max(0, colon - SENTENCE_LENGTH), colon)));
}

function fitsBelow(text: string, start: number, announced: Announced): boolean {
  if (announced === "passage" || announced === "paragraph") return true;
  if (isListItem(text, start)) return false;
  return announced === "unless-list" || text.length - start >= UNNAMED_LENGTH;
}

function endOfPassage(text: string, start: number, announced: Announced, delimitedAt: (start: number) => number): number {
  const delimited = delimitedAt(start);
  if (delimited >= 0 && text.slice(delimited, endOfLine(text, delimited)).trim() === "") return delimited;
  return announced === "paragraph" ? nextLine(text, endOfParagraph(text, start)) : text.length;
}

function readAnnouncement(before: string): Announced {
  const sentence = lastSentence(before);
  if (sentence === "" || sentence.length > SENTENCE_LENGTH || OWN.some((own) => own.test(sentence))) return "nothing";
  if (SPEECH.test(sentence) || HERE.test(sentence)) return "passage";
  if (SHOWN.test(sentence) || HANDLED.test(sentence)) return ONE_PARAGRAPH.test(sentence) ? "paragraph" : "passage";
  if (HANDLED_THIS.test(sentence)) return "unless-list";
  if (LABEL.test(sentence)) return ONE_PARAGRAPH.test(sentence) ? "unnamed" : "unless-list";
  return "unnamed";
}

/** The last sentence before the colon, without greeting and emphasis. */
function lastSentence(before: string): string {
  const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
  const sentence = line.split(/[.!?\u2026]\s+/).at(-1) ?? "";
  return sentence.replace(/^[\s*_#>-]+|[\s*_]+$/g, "").replace(GREETING, "").trim();
}
