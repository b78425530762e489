/** Text or bytes in pieces of any size, cut into numbered lines. No more than one line is held. */
import { KnowhowError } from "../core/errors.js";

/** A line of the input, from 1, without its line break. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
  /** Whether a line break ended it; without one it may have been cut off. */
  readonly whole: boolean;
}

/** The longest line, in UTF-16 code units: a run of many long messages. */
const LONGEST = 256 * 1024 * 1024;

/** @throws `invalid_export` for what is not UTF-8, naming the line, and for a line that is too long */
export async function* linesIn(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 1;
  let held: string[] = [];
  let length = 0;
  const decode = (piece: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new KnowhowError(
        "invalid_export",
        `Line ${number} or one soon after it is not UTF-8 text. An export is text, one JSON document per line.`,
        { cause },
      );
    }
  };
  const take = (): string => {
    const text = held.join("");
    [held, length] = [[], 0];
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  for await (const piece of pieces) {
    let rest = typeof piece === "string" ? piece : decode(piece);
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
      held.push(rest.slice(0, end));
      yield { number, text: take(), whole: true };
      number += 1;
      rest = rest.slice(end + 1);
    }
    if (rest === "") continue;
    held.push(rest);
    length += rest.length;
    if (length > LONGEST) {
      const most = `${LONGEST / 1024 / 1024} MiB`;
      throw new KnowhowError("invalid_export", `Line ${number} is longer than ${most}. Is this an export at all?`);
    }
  }
  try {
    held.push(decoder.decode());
  } catch {
    held.push("\uFFFD"); // cut off within a character
  }
  const last = take();
  if (last !== "") yield { number, text: last, whole: false };
}
