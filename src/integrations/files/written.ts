/** A text as it is written into a file of a person's, and the text that the person made of it. */
import { diffArrays } from "diff";
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { hashText } from "../../core/hash.js";

/** What a file holds of one instructions. */
export interface Written {
  /** The version that was written there, as the file says. */
  readonly version: number;
  /** The digest of what was written, see {@link digestOf}. */
  readonly digest: string;
  /** What stands there now, with line feeds. */
  readonly shown: string;
}

export const LINE_END = /\r*\n/g;

/** The instructions by one word, as files name them. */
export const nameInFile = ({ namespace, name }: Address): string =>
  [...namespace, name].map(encodeURIComponent).join("/");

/** The line end that most lines of a text have. */
export const newlineOf = (text: string): "\n" | "\r\n" =>
  (text.match(/\r\n/g)?.length ?? 0) * 2 > (text.match(/\n/g)?.length ?? 0) ? "\r\n" : "\n";

/** A text as it stands in a file, but for the file's own line ends: it always ends its last line. */
export function shownOf(text: string): string {
  const lines = text.replace(LINE_END, "\n");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** SHA-256 of a text as it is shown, in hexadecimal: line ends that an editor or git changed do not count. */
export const digestOf = (text: string): string => hashText(shownOf(text));

/**
 * The text that a person made of the shown one: lines they left alone are the base's to the byte, also where its line
 * ends are mixed or its last line has none.
 */
export function editedText(base: string, shown: string): string {
  const own = linesOf(base);
  const newline = own.filter(({ end }) => end === "\r\n").length * 2 > own.length ? "\r\n" : "\n";
  let at = 0;
  const lines = diffArrays(
    own.map(({ words }) => words),
    linesOf(shown).map(({ words }) => words),
  ).flatMap(({ added, removed, value, count }) => {
    if (added) return value.map((words) => words + newline);
    const kept = own.slice(at, at + count);
    at += count;
    return removed ? [] : kept.map(({ words, end }) => words + (end || newline));
  });
  const text = lines.join("");
  // A blank line at the end is an edit, too.
  return base === "" || base.endsWith("\n") || /(?:^|\n)\r*\n$/.test(text) ? text : text.replace(/\r*\n$/, "");
}

const linesOf = (text: string): { words: string; end: string }[] =>
  (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const end = /\r*\n$/.exec(line)?.[0] ?? "";
    return { words: line.slice(0, line.length - end.length), end };
  });

/** @throws `invalid_text` saying what is not UTF-8 */
export function decode(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new KnowhowError("invalid_text", `${what} is not valid UTF-8. Save it as UTF-8.`, { cause });
  }
}
