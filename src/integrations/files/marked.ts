/**
 * Instructions between two markers in a file that is otherwise a person's. Files are taken as bytes: what stands
 * outside of the markers is never decoded, and so stays what it is.
 */
import { diffArrays } from "diff";
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { hashText } from "../../core/hash.js";

/** What stands between the markers of one instructions. */
export interface Marked {
  /** The version that was written there, as its marker says. */
  readonly version: number;
  /** The digest of what was written, see {@link digestOf}. */
  readonly digest: string;
  /** What stands there now, with line feeds. */
  readonly shown: string;
  /** The bytes of the whole block, markers included. */
  readonly start: number;
  readonly end: number;
}

const BEGIN = /^<!-- knowhow:begin (\S+) v(\d{1,15}) sha256:([0-9a-f]{64}) -->\r*$/;
const END = /^<!-- knowhow:end -->\r*$/;
const MARKER = /^[ \t]*<!--[ \t]*knowhow:/;
/** What looks like a marker in the text itself gets one hyphen more in the file, and loses it on the way back. */
const LOOKALIKE = /(<!--[ \t]*knowhow-*)(?=:)/g;
const ESCAPED = /(<!--[ \t]*knowhow-*)-(?=:)/g;
const LINE_END = /\r*\n/g;

const markerName = ({ namespace, name }: Address): string => [...namespace, name].map(encodeURIComponent).join("/");

/** A text as it stands in a file, but for the file's own line ends: it always ends its last line. */
export function shownOf(text: string): string {
  const lines = text.replace(LINE_END, "\n");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** SHA-256 of a text as it is shown, in hexadecimal: line ends that an editor or git changed do not count. */
export const digestOf = (text: string): string => hashText(shownOf(text));

/**
 * The block of these instructions; null for none. @throws `invalid_usage` naming the line for markers that are broken,
 * nested, without their other half or there twice; `invalid_text` for a block that is not UTF-8
 */
export function findMarked(bytes: Buffer, address: Address): Marked | null {
  const wanted = markerName(address);
  let open: {
    readonly line: number;
    readonly start: number;
    readonly body: number;
    readonly match: RegExpExecArray;
  } | null = null;
  let found: Marked | null = null;
  let [line, at] = [0, 0];
  for (const [raw] of bytes.toString("latin1").matchAll(/[^\n]*\n|[^\n]+$/g)) {
    line += 1;
    const next = at + raw.length;
    const words = raw.endsWith("\n") ? raw.slice(0, -1) : raw;
    if (MARKER.test(words)) {
      const begin = BEGIN.exec(words);
      if (begin && open) throw fault(line, `begins a block inside of the one that begins on line ${open.line}`);
      if (begin && begin[1] === wanted && found) throw fault(line, `begins a second block of ${wanted}`);
      if (!begin && !END.test(words)) throw fault(line, "is a marker of Knowhow that is broken");
      if (!begin && !open) throw fault(line, "ends a block that does not begin");
      if (begin) open = { line, start: at, body: next, match: begin };
      else if (open) {
        const [, name, version, digest = ""] = open.match;
        const shown = (): string => unescape(decode(bytes.subarray(open?.body, at), line));
        if (name === wanted)
          found = {
            version: Number(version),
            digest,
            shown: shown(),
            start: open.start,
            end: at + words.replace(/\r+$/, "").length,
          };
        open = null;
      }
    }
    at = next;
  }
  if (open) throw fault(open.line, "begins a block that does not end");
  return found;
}

/** The file with this version between the markers: in place of the block, else at the end. Null stands for no file. */
export function putMarked(bytes: Buffer | null, address: Address, version: number, text: string): Buffer {
  const before = bytes ?? Buffer.alloc(0);
  const latin = before.toString("latin1");
  const newline = (latin.match(/\r\n/g)?.length ?? 0) * 2 > (latin.match(/\n/g)?.length ?? 0) ? "\r\n" : "\n";
  const shown = shownOf(text);
  const begin = `<!-- knowhow:begin ${markerName(address)} v${version} sha256:${digestOf(text)} -->`;
  const block = `${begin}\n${shown.replace(LOOKALIKE, "$1-")}<!-- knowhow:end -->`;
  const made = Buffer.from(block.replaceAll("\n", newline), "utf8");
  const marked = findMarked(before, address);
  if (marked) return Buffer.concat([before.subarray(0, marked.start), made, before.subarray(marked.end)]);
  // A file that holds just this text is taken over as it stands.
  if (before.length === 0 || isShown(before, shown)) return Buffer.concat([made, Buffer.from(newline)]);
  const gap = latin.endsWith("\n") ? newline : newline + newline;
  return Buffer.concat([before, Buffer.from(gap), made, Buffer.from(newline)]);
}

const isShown = (bytes: Buffer, shown: string): boolean => shownOf(bytes.toString("utf8")) === shown;

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

const unescape = (body: string): string => body.replace(LINE_END, "\n").replace(ESCAPED, "$1");

function decode(bytes: Buffer, line: number): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new KnowhowError(
      "invalid_text",
      `The block that ends on line ${line} is not valid UTF-8. Save it as UTF-8.`,
      { cause },
    );
  }
}

const fault = (line: number, what: string): KnowhowError =>
  new KnowhowError("invalid_usage", `Line ${line} ${what}. Mend or remove the marker; nothing was written.`);
