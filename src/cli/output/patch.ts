/** Unified diffs in colour. */
import { createTwoFilesPatch, OMIT_HEADERS } from "diff";
import type { Paint } from "./paint.js";
import { printable } from "./printable.js";

/**
 * The difference of two texts, with two lines of context. Whether the last line ends in a line break is not shown,
 * unless nothing else is different: it would make that line look changed.
 */
export function patchLines(before: string, after: string, paint: Paint): string[] {
  const style = { context: 2, headerOptions: OMIT_HEADERS };
  const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
  const exact = ended(before) === ended(after);
  const [from, to] = exact ? [before, after] : [ended(before), ended(after)];
  return printable(createTwoFilesPatch("", "", from, to, undefined, undefined, style))
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => {
      if (line.startsWith("@@")) return paint.cyan(line);
      if (line.startsWith("+")) return paint.green(line);
      if (line.startsWith("-")) return paint.red(line);
      return line.startsWith("\\") ? paint.dim(line) : line;
    });
}
