/**
 * A log as entries, one at a time: lines of JSON, the elements of one array, or one document over many lines. Of lines,
 * a broken one is told and the rest goes on; within an array nothing can be told apart behind a fault.
 */
import { JSONParser } from "@streamparser/json";
import { KnowhowError } from "../../core/errors.js";

/** An entry, or what is wrong with it. */
export type Entry = { readonly where: string } & (
  { readonly value: unknown; readonly fault?: undefined } | { readonly fault: KnowhowError }
);

/** The longest line, in UTF-16 code units. */
const LONGEST = 256 * 1024 * 1024;

/** Nothing is thrown for what a log holds. @throws what reading the pieces throws */
export async function* entriesIn(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Entry> {
  const source = decoded(pieces)[Symbol.asyncIterator]();
  let begin = "";
  // Until the first line is whole: it tells lines from a document.
  for (;;) {
    const next = await source.next();
    if (next.done) break;
    begin += next.value;
    const start = begin.trimStart();
    if (start.startsWith("[") || (start !== "" && start.includes("\n")) || begin.length > LONGEST) break;
  }
  const text = begin.replace(/^\uFEFF/, "");
  async function* all(): AsyncGenerator<string> {
    yield text;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  const [first = ""] = text.trimStart().split("\n", 1);
  if (first.startsWith("[")) yield* elements(all(), "$.*");
  else if (isJson(first) || first.trimEnd().endsWith("}")) yield* lines(all());
  else yield* elements(all(), "$");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<Entry> {
  let held = "";
  let number = 0;
  const read = (line: string): Entry[] => {
    number += 1;
    const where = `line ${number}`;
    if (line.trim() === "") return [];
    try {
      return [{ where, value: JSON.parse(line) as unknown }];
    } catch (cause) {
      return [{ where, fault: broken(cause) }];
    }
  };
  for await (const piece of pieces) {
    held += piece;
    for (let end = held.indexOf("\n"); end >= 0; end = held.indexOf("\n")) {
      yield* read(held.slice(0, end));
      held = held.slice(end + 1);
    }
    if (held.length > LONGEST) throw new KnowhowError("too_large", `Line ${number + 1} is longer than 256 MiB.`);
  }
  yield* read(held);
}

async function* elements(pieces: AsyncIterable<string>, path: "$" | "$.*"): AsyncGenerator<Entry> {
  const ready: unknown[] = [];
  const faults: unknown[] = [];
  let number = 0;
  const parser = new JSONParser({ paths: [path], keepStack: false, separator: "" });
  parser.onValue = ({ value }) => void ready.push(value);
  parser.onError = (error) => void faults.push(error);
  const take = function* (): Generator<Entry> {
    for (const value of ready.splice(0)) yield { where: `entry ${(number += 1)}`, value };
    const [fault] = faults;
    if (fault !== undefined) yield { where: `entry ${number + 1}`, fault: broken(fault, "nothing behind it is read") };
  };
  for await (const piece of pieces) {
    parser.write(piece);
    yield* take();
    if (faults.length > 0) return;
  }
  if (!parser.isEnded) parser.end();
  yield* take();
}

async function* decoded(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  // What is no UTF-8 becomes replacement characters, and most likely no JSON, in its own line alone.
  const decoder = new TextDecoder("utf-8");
  for await (const piece of pieces) yield typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

function broken(cause: unknown, consequence?: string): KnowhowError {
  const why = (cause instanceof Error ? cause.message : String(cause)).replace(/\s*\n\s*/g, " ");
  const more = consequence === undefined ? "" : `; ${consequence}`;
  return new KnowhowError("invalid_messages", `is not JSON: ${why.replace(/\.$/, "")}${more}.`, { cause });
}
