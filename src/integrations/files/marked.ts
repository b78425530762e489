/**
 * Instructions between two markers in a file that is otherwise a person's. Files are taken as bytes: what stands
 * outside of the markers is never decoded, and so stays what it is.
 */
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { decode, digestOf, LINE_END, nameInFile, newlineOf, shownOf, type Written } from "./written.js";

/** What stands between the markers of one instructions. */
export interface Marked extends Written {
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

/**
 * The block of these instructions; null for none. @throws `invalid_usage` naming the line for markers that are broken,
 * nested, without their other half or there twice; `invalid_text` for a block that is not UTF-8
 */
export function findMarked(bytes: Buffer, address: Address): Marked | null {
  const wanted = nameInFile(address);
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
        const shown = (): string =>
          unescape(decode(bytes.subarray(open?.body, at), `The block that ends on line ${line}`));
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
  const newline = newlineOf(latin);
  const shown = shownOf(text);
  const begin = `<!-- knowhow:begin ${nameInFile(address)} v${version} sha256:${digestOf(text)} -->`;
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

const unescape = (body: string): string => body.replace(LINE_END, "\n").replace(ESCAPED, "$1");

const fault = (line: number, what: string): KnowhowError =>
  new KnowhowError("invalid_usage", `Line ${line} ${what}. Mend or remove the marker; nothing was written.`);
