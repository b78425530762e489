/** YAML front matter: the lines between two `---` at the top of a Markdown file, and the body below them. */
import { type Document, LineCounter, parseDocument } from "yaml";

export interface FrontMatter {
  /** The lines between the fences, with their line ends. */
  readonly source: string;
  /** Where `source` begins and where the body does, in UTF-16 code units. */
  readonly start: number;
  readonly bodyStart: number;
  readonly document: Document;
  /** The line of the file that an offset in `source` is on, from 1. */
  readonly lineAt: (offset: number) => number;
}

const FENCE = /^---[ \t]*\r*$/;

/** Null for a text without. Faults of the YAML are in `document.errors`. */
export function frontMatterOf(text: string): FrontMatter | null {
  const start = text.indexOf("\n") + 1;
  if (start === 0 || !FENCE.test(text.slice(0, start - 1).replace(/^\uFEFF/, ""))) return null;
  let at = start;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    if (FENCE.test(text.slice(at, end < 0 ? next : end))) {
      const source = text.slice(start, at);
      const lines = new LineCounter();
      const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
      const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
      return { source, start, bodyStart: next, document, lineAt };
    }
    at = next;
  }
  return null;
}
