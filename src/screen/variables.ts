/**
 * `variables`: refuses a result that loses or invents a variable, or no longer parses in its template format. Which
 * variables there are is agreed with the code that renders them, so only an operator's hand changes it, and is told
 * what it does.
 */
import type { Edit } from "../core/edit.js";
import { KnowhowError } from "../core/errors.js";
import type { Screen } from "../core/ports/screen.js";
import { type TemplateFormat, variablesOf } from "../core/template.js";
import type { ScreenResult } from "../core/proposal.js";
import { editName } from "./words.js";

export const variablesScreen: Screen = {
  name: "variables",
  check({ before, after, edits, templateFormat, hand }) {
    const now = read(after.text, templateFormat);
    if ("fault" in now) return [found("refuse", edits, faultyEdit(edits, templateFormat), now.fault)];
    const known = read(before.text, templateFormat);
    if ("fault" in known) return [];
    const verdict = hand?.role === "operator" ? "hold" : "refuse";
    const results: ScreenResult[] = [];
    const lost = known.names.filter((name) => !now.names.includes(name));
    if (lost.length > 0) {
      const at = edits.findIndex((edit) => takesAway(edit, lost, before.blocks, templateFormat));
      results.push(found(verdict, edits, at, `loses the ${list(lost, templateFormat)}. Keep it in the text.`));
    }
    const invented = now.names.filter((name) => !known.names.includes(name));
    if (invented.length > 0) {
      const at = edits.findIndex((edit) => edit.kind !== "remove" && has(edit.text, invented, templateFormat));
      const why = "for which no caller gives a value. Escape the braces if they are meant as text.";
      results.push(found(verdict, edits, at, `invents the ${list(invented, templateFormat)}, ${why}`));
    }
    return results;
  },
};

function found(verdict: "hold" | "refuse", edits: readonly Edit[], at: number, what: string): ScreenResult {
  const edit = edits[at];
  const message = edit ? `${editName(edit, at)} ${what}` : `The new text ${what}`;
  return { screen: "variables", verdict, message, edit: edit ? at : null };
}

type Read = { readonly names: readonly string[] } | { readonly fault: string };

function read(text: string, format: TemplateFormat): Read {
  try {
    return { names: variablesOf(text, format) };
  } catch (error) {
    if (!KnowhowError.is(error, "invalid_template")) throw error;
    return { fault: `does not parse as ${format}: ${error.message}` };
  }
}

const faultyEdit = (edits: readonly Edit[], format: TemplateFormat): number =>
  edits.findIndex((edit) => edit.kind !== "remove" && "fault" in read(edit.text, format));

function has(text: string, names: readonly string[], format: TemplateFormat): boolean {
  const found = read(text, format);
  return "names" in found && found.names.some((name) => names.includes(name));
}

function takesAway(
  edit: Edit,
  names: readonly string[],
  blocks: readonly { readonly id: string; readonly text: string }[],
  format: TemplateFormat,
): boolean {
  if (edit.kind === "add") return false;
  const block = blocks.find(({ id }) => id === edit.block);
  if (!block || !has(block.text, names, format)) return false;
  return edit.kind === "remove" || !names.every((name) => has(edit.text, [name], format));
}

function list(names: readonly string[], format: TemplateFormat): string {
  const [open, close] = format === "mustache" ? ["{{", "}}"] : ["{", "}"];
  return `${names.length > 1 ? "variables" : "variable"} ${names.map((name) => open + name + close).join(", ")}`;
}
