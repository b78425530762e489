/** A comment as tokens: words cleaned of haste, quoted passages masked, and for each its place in the original. */

/** Marks a masked quotation in clean text: OPEN, its number, CLOSE. Both are private-use characters. */
export const QUOTE_OPEN = "\uE000";
export const QUOTE_CLOSE = "\uE001";
/** Matches one masked quotation. */
export const QUOTE = `${QUOTE_OPEN}\\d+${QUOTE_CLOSE}`;

export interface Token {
  /** UTF-16 offsets into the comment. */
  readonly start: number;
  readonly end: number;
  /** The cleaned words; a masked quotation for a quoted passage. */
  readonly text: string;
  /** White space stands before it. */
  readonly spaced: boolean;
  readonly kind: "word" | "number" | "quote" | "link" | "emoji" | "mark";
}

/** The quoted passages of a comment, by number, as they were written, quotation marks included. */
export type Quotes = readonly string[];

const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["link", /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}[^\s<>".,;:!?)\]]/uy],
  [
    "word",
    /(?:e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|et al|etc|vs|approx|incl|Dr|Mr|Mrs|Ms|Prof|St|max(?=\. ?\d)|min(?=\. ?\d)|No(?=\. ?\d))\.(?!\.)/iuy,
  ],
  ["word", /(?:e\.g|i\.e|tl;dr)\b/iuy],
  ["word", /[@#][\p{L}\p{N}_][\p{L}\p{N}_-]*/uy],
  ["word", /w\/o?(?=\s)/iuy],
  ["number", /[$€£¥]?\d[\d,.:/]*(?:\d|(?<=\d))(?:%|[kmb]\b)?(?:-[\p{L}]+)*/uy],
  ["word", /[\p{L}\p{M}\p{N}_]+(?:['’.&/-][\p{L}\p{M}\p{N}_]+)*['’]?/uy],
  [
    "emoji",
    /(?:[\p{Regional_Indicator}]{2}|\p{Extended_Pictographic}[\uFE0F\u200D\p{EMod}\p{Extended_Pictographic}]*)/uy,
  ],
];

/** Cuts a comment into tokens. Linear in its length. */
export function tokenize(comment: string): { tokens: Token[]; quotes: string[] } {
  const tokens: Token[] = [];
  const quotes: string[] = [];
  const closings = findQuotes(comment);
  let position = 0;
  let spaced = true;
  const push = (kind: Token["kind"], end: number, text: string): void => {
    tokens.push({ kind, start: position, end, text, spaced });
    position = end;
    spaced = false;
  };
  while (position < comment.length) {
    const character = comment[position] ?? "";
    if (/[\s\uE000-\uF8FF]/.test(character)) {
      if (character === "\n") push("mark", position + 1, "\n");
      else position += 1;
      spaced = true;
      continue;
    }
    const close = closings.get(position);
    if (close !== undefined) {
      quotes.push(comment.slice(position, close));
      push("quote", close, `${QUOTE_OPEN}${quotes.length - 1}${QUOTE_CLOSE}`);
      continue;
    }
    const [kind, end] = match(comment, position);
    push(kind, end, kind === "mark" ? plainMark(comment.slice(position, end)) : comment.slice(position, end));
  }
  return { tokens, quotes };
}

function match(comment: string, position: number): readonly [Token["kind"], number] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const found = pattern.exec(comment);
    if (found && found[0].length > 0) return [kind, position + found[0].length];
  }
  const code = comment.codePointAt(position) ?? 0;
  return ["mark", position + (code > 0xffff ? 2 : 1)];
}

function plainMark(mark: string): string {
  if (/[–—]/.test(mark)) return "-";
  if (mark === "…") return "...";
  if (/[’‘]/.test(mark)) return "'";
  return mark;
}

const CLOSERS: Readonly<Record<string, RegExp>> = {
  '"': /["”]/,
  "“": /[”"]/,
  "'": /['’]/,
  "‘": /[’']/,
  "«": /»/,
  "`": /`/,
};
const LONGEST_QUOTE = 300;

/** Where quoted passages begin and end. An apostrophe inside a word neither opens nor closes one. */
function findQuotes(comment: string): Map<number, number> {
  const found = new Map<number, number>();
  let position = 0;
  while (position < comment.length) {
    const closer = CLOSERS[comment[position] ?? ""];
    const opens =
      closer && /^[\s([{/:,;-]?$/.test(comment[position - 1] ?? "") && /\S/.test(comment[position + 1] ?? "");
    const end = opens ? closing(comment, position, closer) : -1;
    if (end > 0) found.set(position, end);
    position = end > 0 ? end : position + 1;
  }
  return found;
}

function closing(comment: string, open: number, closer: RegExp): number {
  const limit = Math.min(comment.length, open + LONGEST_QUOTE);
  const single = /['’]/.test(closer.source) && !closer.source.includes('"');
  for (let at = open + 1; at < limit; at++) {
    const character = comment[at] ?? "";
    if (character === "\n") return -1;
    if (!closer.test(character)) continue;
    if (/[\p{L}\p{N}]/u.test(comment[at + 1] ?? "")) continue;
    if (single && /\s/.test(comment[at - 1] ?? "")) continue;
    return at + 1;
  }
  return -1;
}

/** The tokens as one clean line. */
export function joined(tokens: readonly Token[]): string {
  return tokens.map((token, index) => (index > 0 && token.spaced ? ` ${token.text}` : token.text)).join("");
}
