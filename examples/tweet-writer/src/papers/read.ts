// Papers from text: JSON lines (title and abstract at least), or a plain text file with the title on its first line.
import { z } from "zod";
import { paperSchema, type Paper } from "./paper.js";

/** A file of papers that cannot be read; the message names the line and what is wrong with it. */
export class PapersError extends Error {
  override readonly name = "PapersError";
  readonly code = "invalid_papers";
}

/**
 * Reads papers from the text of a file. Text whose first character is `{` or `[` is JSON lines (or one JSON array),
 * anything else one paper: title, blank line, abstract.
 * @throws {PapersError} when a line is not JSON, a paper has no title, or there is no paper at all.
 */
export function readPapers(text: string): Paper[] {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") throw new PapersError("There is no paper in this file. Give one JSON object a line, or a text.");
  if (trimmed.startsWith("[")) return readArray(trimmed);
  if (trimmed.startsWith("{")) return readLines(trimmed);
  return [paperFromText(trimmed)];
}

/** One paper from plain text: the first line is the title, the rest the abstract. */
function paperFromText(text: string): Paper {
  const [first = "", ...rest] = text.trim().split(/\r?\n/);
  const abstract = rest
    .join("\n")
    .trim()
    .replace(/^abstract\s*[:.—-]?\s*/i, "");
  return paperSchema.parse({ title: first.replace(/^#+\s*|^title\s*:\s*/i, ""), abstract });
}

function readLines(text: string): Paper[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    return [toPaper(parseJson(line, `line ${index + 1}`), `line ${index + 1}`)];
  });
}

function readArray(text: string): Paper[] {
  const items = z.array(z.unknown()).min(1).safeParse(parseJson(text, "the file"));
  if (!items.success) throw new PapersError("The file holds an empty list. Give at least one paper.");
  return items.data.map((item, index) => toPaper(item, `paper ${index + 1}`));
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PapersError(`In ${place}: this is not JSON. Each line must be one object with "title" and "abstract".`, {
      cause,
    });
  }
}

function toPaper(value: unknown, place: string): Paper {
  const result = paperSchema.safeParse(value);
  if (result.success) return result.data;
  throw new PapersError(`In ${place}: ${z.prettifyError(result.error)}`, { cause: result.error });
}
