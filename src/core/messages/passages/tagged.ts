/** Passages in tags: `<document>…</document>` and any other XML-like element that is more than a word or two. */
import type { Delimited } from "./fenced.js";
import { hasSeveralSentences, startsLine } from "./lines.js";

const TAG = /<(\/?)([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,500})?>/g;
/** Names that say that something was put there; an element with such a name is external however short. */
const DOCUMENT = new RegExp(
  "^(?:documents?|doc|files?|context|article|abstract|paper|e?mail|message|web_?page|web_?site|page|url|sources?|quote|" +
    "blockquote|contents?|text|attachments?|search_?results?|results?|transcript|conversation|chat|excerpt|passage|" +
    "snippet|input|data|post|thread|ticket|review|html|body|pasted|untrusted|external|retrieved_?\\w*|tool_?\\w*)$",
  "i",
);
const SHORT = 80;

/** The elements of a text: from where each opening tag begins to where its closing tag ends. */
export type Elements = ReadonlyMap<number, Delimited>;

interface Open {
  readonly start: number;
  readonly inner: number;
}

/** Finds the elements of a text in one pass. */
export function elementsOf(text: string): Elements {
  const open = new Map<string, Open[]>();
  const lastClosed = new Map<string, Delimited>();
  const elements = new Map<number, Delimited>();
  for (const hit of text.matchAll(TAG)) {
    if (hit[0].endsWith("/>")) continue;
    const name = (hit[2] ?? "").toLowerCase();
    const end = hit.index + hit[0].length;
    const waiting = open.get(name) ?? [];
    open.set(name, waiting);
    if (hit[1] === "") {
      waiting.push({ start: hit.index, inner: end });
      continue;
    }
    const opener = waiting.pop();
    const element = opener ? closed(text, name, opener, hit.index, end) : breakout(lastClosed.get(name), end);
    if (!element) continue;
    elements.set(element.start, element);
    if (waiting.length === 0) lastClosed.set(name, element);
  }
  for (const [name, waiting] of open) {
    for (const { start } of waiting) {
      if (DOCUMENT.test(name) && startsLine(text, start))
        elements.set(start, { start, end: text.length, external: true });
    }
  }
  return elements;
}

function closed(text: string, name: string, { start, inner }: Open, close: number, end: number): Delimited {
  const words = text.slice(inner, close);
  const external = DOCUMENT.test(name) || words.length > SHORT || /[\r\n]/.test(words) || hasSeveralSentences(words);
  return { start, end, external };
}

/** A closing tag too many may stand in a document to break out of it: the element then reaches to the last one. */
const breakout = (element: Delimited | undefined, end: number): Delimited | null =>
  element?.external ? { ...element, end } : null;
