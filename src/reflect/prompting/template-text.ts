/**
 * How instructions with variables are shown to a model and read back. Models write plain braces, so a literal brace is
 * shown plainly and escaped again afterwards; only the variables that a text has keep theirs.
 */
import { KnowhowError } from "../../core/errors.js";
import { checkTemplate, escapeText, type TemplateFormat, variablesOf } from "../../core/template.js";

export interface TemplateText {
  /** What the model must know of braces; empty for nothing. */
  readonly note: string;
  /** Template source as it is shown. */
  show(source: string): string;
  /**
   * What a model wrote, as template source; `variables` are those that may stand in it.
   * @throws `invalid_template`
   */
  read(written: string, variables: readonly string[]): string;
}

/** How this text is shown and read. Where plain braces would be ambiguous, its source is shown, and source is asked. */
export function templateText(text: string, format: TemplateFormat): TemplateText {
  const variables = variablesOf(text, format);
  const plain = plainBraces(format);
  const roundTrips = plain.read(plain.show(text), variables) === text;
  const note =
    variables.length === 0
      ? ""
      : `These are variables that are filled in later; keep them as they are: ${names(variables, format)}.`;
  if (roundTrips) return { ...plain, note };
  const doubled =
    format === "fstring" ? "Write a literal brace twice, {{ or }}, as the text does." : "Write it as the text does.";
  return {
    note: `${note} The text is the source of a template (${format}). ${doubled}`.trim(),
    show: (source) => source,
    read: readSource(format),
  };
}

/** The variables that a changed text has lost; all of them if it does not parse any more. */
export function lostVariables(before: string, after: string, format: TemplateFormat): string[] {
  const kept = parses(after, format) ? variablesOf(after, format) : [];
  return variablesOf(before, format).filter((name) => !kept.includes(name));
}

function parses(text: string, format: TemplateFormat): boolean {
  try {
    checkTemplate(text, format);
    return true;
  } catch {
    return false;
  }
}

const names = (variables: readonly string[], format: TemplateFormat): string =>
  variables.map((name) => (format === "fstring" ? `{${name}}` : `{{${name}}}`)).join(", ");

type Braces = Pick<TemplateText, "show" | "read">;

function plainBraces(format: TemplateFormat): Braces {
  if (format === "fstring") {
    return {
      show: (source) => source.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)),
      read: (written, variables) => outside(written, /\{([^{}\s]+)\}/g, (name) => variables.includes(name), format),
    };
  }
  if (format === "mustache") {
    return {
      show: (source) => source.replace(/\{\{=<% %>=\}\}(\{+)<%=\{\{ \}\}=%>/g, "$1"),
      read: (written, variables) =>
        outside(written, /\{\{\{?\s*[#^/&]?\s*([^{}\s]+)\s*\}?\}\}/g, (name) => variables.includes(name), format),
    };
  }
  return { show: (source) => source, read: (written) => written };
}

/** Escapes all but the tags whose names are variables. */
function outside(written: string, tag: RegExp, isVariable: (name: string) => boolean, format: TemplateFormat): string {
  let source = "";
  let from = 0;
  for (const match of written.matchAll(tag)) {
    if (!isVariable(match[1] ?? "")) continue;
    source += escapeText(written.slice(from, match.index), format) + match[0];
    from = match.index + match[0].length;
  }
  return source + escapeText(written.slice(from), format);
}

function readSource(format: TemplateFormat): TemplateText["read"] {
  return (written, variables) => {
    checkTemplate(written, format);
    const invented = variablesOf(written, format).filter((name) => !variables.includes(name));
    if (invented.length === 0) return written;
    throw new KnowhowError(
      "invalid_template",
      `The text must have no new variable, but has ${names(invented, format)}.`,
    );
  };
}
