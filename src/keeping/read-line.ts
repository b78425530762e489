/** One line of an export: parsed, and checked in full. What is wrong with it is said with its number. */
import type { z } from "zod";
import { KnowhowError } from "../core/errors.js";
import { type EndLine, FORMAT, type HeaderLine, type InstructionsLine, ROW_ORDER } from "./format.js";
import type { NumberedLine } from "./lines.js";
import { anyHeader, end, header, instructions, rowShapes } from "./shapes.js";

type RowShapes = typeof rowShapes;
export type RowLine = {
  [Kind in keyof RowShapes]: { readonly kind: Kind; readonly row: z.infer<RowShapes[Kind]> };
}[keyof RowShapes];

/** An error of a kind that names the line. */
export function broken({ number }: Pick<NumberedLine, "number">, what: string, cause?: unknown): KnowhowError {
  return new KnowhowError("invalid_export", `Line ${number} ${what}`, { cause });
}

/** @throws `invalid_export`, `export_newer` */
export function readHeader(line: NumberedLine): HeaderLine {
  const none = "is not the first line of an export. Make one with: knowhow export FILE";
  let value: unknown;
  try {
    value = JSON.parse(line.text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw broken(line, none, cause);
  }
  const any = anyHeader.safeParse(value);
  if (!any.success) throw broken(line, none);
  if (any.data.format > FORMAT) {
    throw new KnowhowError(
      "export_newer",
      `The export has the format ${any.data.format}, and this Knowhow reads formats up to ${FORMAT}. Upgrade it.`,
    );
  }
  return checked(line, "header", header, value);
}

/** @throws `invalid_export` */
export function readLine(line: NumberedLine): InstructionsLine | EndLine | RowLine {
  const value = parse(line);
  const { kind, row } = Object(value) as { kind?: unknown; row?: unknown };
  if (kind === "instructions") return checked(line, kind, instructions, value);
  if (kind === "end") return checked(line, kind, end, value);
  const known = ROW_ORDER.find((one) => one === kind);
  if (!known) throw broken(line, `is of no kind that there is: ${JSON.stringify(kind) ?? "none"}.`);
  return { kind: known, row: checked(line, known, rowShapes[known] as z.ZodType, row) } as RowLine;
}

function parse(line: NumberedLine): unknown {
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    if (!line.whole) throw broken(line, `is cut off in the middle. ${AGAIN}`, cause);
    const why = cause instanceof Error ? cause.message.replace(/\s*\n\s*/g, " ") : String(cause);
    throw broken(line, `is not JSON: ${why}. ${AGAIN}`, cause);
  }
  // No store could keep these. Their escapes are looked for first, since they are rare and lines are long.
  if (/\\u(0000|d[89a-f])/i.test(line.text) && holdsOddText(value)) {
    throw broken(line, "holds a NUL character or half a surrogate pair, which no store can keep.");
  }
  return value;
}

const AGAIN = "Export again, and import that: what is in already stays.";

function holdsOddText(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, part]) => holdsOddText(key) || holdsOddText(part));
}

function checked<T>(line: NumberedLine, what: string, shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `, ${issue.path.join(".")}` : "";
  throw broken(line, `is not valid (${what}${where}): ${issue?.message ?? "unknown fault"}.`);
}
