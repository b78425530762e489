/** Sentences of a comment: by punctuation, line and list number, also where haste left out the capitals. */
import { externalRanges } from "../../core/messages/external.js";
import { clean } from "./cleaning.js";
import { joined, tokenize, type Quotes, type Token } from "./tokens.js";

export interface Sentence {
  readonly tokens: readonly Token[];
  /** The sentence as one clean line, without its last punctuation. */
  readonly text: string;
  readonly question: boolean;
  /** Quoted, pasted or forwarded: evidence of what was said, never read. */
  readonly quoted: boolean;
}

/** Cuts a comment into sentences. */
export function sentencesOf(comment: string): { sentences: Sentence[]; quotes: Quotes } {
  const { tokens, quotes } = tokenize(comment);
  const sentences: Sentence[] = [];
  let current: Token[] = [];
  let quoted = false;
  const flush = (ending = ""): void => {
    const kept = clean(current);
    if (kept.length > 0) {
      sentences.push({ tokens: kept, text: joined(kept), question: ending.includes("?"), quoted });
    }
    current = [];
  };
  const isExternal = within(externalRanges(comment));
  const enumerated = /(?:^|\s)\(?1[.)]\s/.test(comment);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const external = token.kind !== "quote" && isExternal(token);
    if (external !== quoted) flush();
    quoted = external;
    if (external) {
      if (token.text !== "\n") current.push(token);
    } else if (token.text === "\n") {
      if (!continuesLine(current, tokens[at + 1])) flush();
      if (current.length === 0 && isBullet(tokens[at + 1], tokens[at + 2])) at += 1;
    } else if (at === 0 && isBullet(token, tokens[1])) {
      continue;
    } else if (isNumbering(tokens, at, current.length === 0 ? enumerated : enumerated && token.text !== "1")) {
      flush();
      at = endOfNumbering(tokens, at);
    } else if (token.kind === "mark" && /^[.!?。！？]|^\.\.\.$/.test(token.text) && endsSentence(tokens, at)) {
      let ending = token.text;
      while (/^[.!?。！？]$/.test(tokens[at + 1]?.text ?? "")) ending += tokens[++at]?.text ?? "";
      flush(ending);
    } else if (token.kind === "emoji" && SENTIMENT.test(token.text)) {
      current.push(token);
      if (!tokens[at + 1] || tokens[at + 1]?.kind !== "emoji") flush();
    } else current.push(token);
  }
  flush();
  return { sentences, quotes };
}

/** Emoji that say how somebody feels, and so end what they said. */
const SENTIMENT =
  /^[\u{1F44D}\u{1F44F}\u{1F64C}\u{1F64F}\u{1F600}-\u{1F64F}\u{1F923}-\u{1F92F}\u{1F970}-\u{1F976}\u2764\u{1F495}-\u{1F49F}\u{1F4AF}\u{1F44C}\u{1F389}\u{1F929}]/u;

const isBullet = (token: Token | undefined, next: Token | undefined): boolean =>
  token !== undefined && /^[-*•·+]$/.test(token.text) && (next?.spaced ?? false);

/** Says of tokens, given in order, whether they begin in one of the ranges, which are in order too. */
function within(ranges: readonly { readonly start: number; readonly end: number }[]): (token: Token) => boolean {
  let next = 0;
  return ({ start }) => {
    while ((ranges[next]?.end ?? Infinity) <= start) next += 1;
    return (ranges[next]?.start ?? Infinity) <= start;
  };
}

/** A line that was broken by width goes on in the next: it is long, open, and the next begins in lower case. */
function continuesLine(current: readonly Token[], next: Token | undefined): boolean {
  const length = (current.at(-1)?.end ?? 0) - (current[0]?.start ?? 0);
  return length > 60 && next?.kind === "word" && /^\p{Ll}/u.test(next.text);
}

function isNumbering(tokens: readonly Token[], at: number, enumerated: boolean): boolean {
  const [token, next, after] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token?.text === "(" && /^(?:\d{1,2}|[a-h])$/i.test(next?.text ?? "") && after?.text === ")") return true;
  if (!token?.spaced || !/^(?:\d{1,2}|[a-d])$/.test(token.text)) return false;
  if (next?.text === ")" && !next.spaced) return true;
  return enumerated && next?.text === "." && !next.spaced && after !== undefined && after.spaced;
}

const endOfNumbering = (tokens: readonly Token[], at: number): number => (tokens[at]?.text === "(" ? at + 2 : at + 1);

/** A full stop ends a sentence unless letters follow at once, as in a file name. */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    next === undefined ||
    next.spaced ||
    next.kind === "mark" ||
    next.kind === "emoji" ||
    !/^\.$/.test(tokens[at]?.text ?? "")
  );
}
