/**
 * Variables in instructions: which there are, filling them in, and escaping text that must not become one.
 * `none`: the text is taken as it is. `fstring`: `{name}` is a variable, `{{` and `}}` are braces (Python, LangChain).
 * `mustache`: `{{name}}` and `{{{name}}}`, parsed and rendered by the mustache package.
 */
import Mustache from "mustache";
import { KnowhowError } from "./errors.js";

export const TEMPLATE_FORMATS = ["none", "fstring", "mustache"] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** Values for the variables of a text. */
export type Variables = Readonly<Record<string, string | number | boolean>>;

type Token = { readonly kind: "text"; readonly text: string } | { readonly kind: "variable"; readonly name: string };

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}.-]*$/u;

/** The names of the variables, sorted, each once. @throws `invalid_template` if the text does not parse */
export function variablesOf(text: string, format: TemplateFormat): string[] {
  if (format === "none") return [];
  const names = format === "fstring" ? namesOf(parseFstring(text)) : mustacheNames(parseMustache(text));
  return [...new Set(names)].sort();
}

/** Checks that a text parses in its format. @throws `invalid_template`, naming the line */
export function checkTemplate(text: string, format: TemplateFormat): void {
  variablesOf(text, format);
}

/**
 * Fills in the variables. Values are put in as they are, never parsed again. With `none` the text comes back unchanged.
 * @throws `missing_variable` naming those without a value, `invalid_template`
 */
export function render(text: string, variables: Variables, format: TemplateFormat): string {
  if (format === "none") return text;
  const missing = variablesOf(text, format).filter((name) => lookUp(variables, name) === undefined);
  if (missing.length > 0) {
    throw new KnowhowError("missing_variable", `render() needs a value for ${missing.join(", ")}. Pass it.`);
  }
  if (format === "mustache") return Mustache.render(text, variables, {}, { escape: String });
  return parseFstring(text)
    .map((token) => (token.kind === "text" ? token.text : String(lookUp(variables, token.name))))
    .join("");
}

/**
 * Escapes plain text so that it renders as it is: what was learned from people is never read as a variable.
 * Mustache has no escape for its braces, so there a change of delimiters stands around them.
 */
export function escapeText(text: string, format: TemplateFormat): string {
  if (format === "fstring") return text.replace(/[{}]/g, "$&$&");
  if (format === "mustache") return text.replace(/\{{2,}/g, "{{=<% %>=}}$&<%={{ }}=%>");
  return text;
}

function parseFstring(text: string): Token[] {
  const tokens: Token[] = [];
  let literal = "";
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if ((char === "{" || char === "}") && text.charAt(at + 1) === char) {
      literal += char;
      at += 2;
    } else if (char === "{") {
      const close = text.indexOf("}", at);
      const name = close < 0 ? "" : text.slice(at + 1, close);
      if (!NAME.test(name)) throw unbalanced(text, at, "{");
      tokens.push({ kind: "text", text: literal }, { kind: "variable", name });
      literal = "";
      at = close + 1;
    } else if (char === "}") {
      throw unbalanced(text, at, "}");
    } else {
      literal += char;
      at += 1;
    }
  }
  return [...tokens, { kind: "text", text: literal }];
}

function unbalanced(text: string, at: number, brace: string): KnowhowError {
  const line = text.slice(0, at).split("\n").length;
  const around = JSON.stringify(text.slice(Math.max(0, at - 10), at + 20));
  return new KnowhowError(
    "invalid_template",
    `The "${brace}" on line ${line} (near ${around}) is not a variable such as {name}. ` +
      `Write "${brace}${brace}" for the character itself, or use templateFormat "none".`,
  );
}

const namesOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => (token.kind === "variable" ? [token.name] : []));

/** Mustache's own spans: [type, value, start, end, children?, …]. */
type MustacheSpan = readonly [string, string, number, number, ...unknown[]];

function parseMustache(text: string): readonly MustacheSpan[] {
  try {
    return Mustache.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowhowError("invalid_template", `The text does not parse as mustache: ${why}. Balance its tags.`, {
      cause,
    });
  }
}

function mustacheNames(spans: readonly MustacheSpan[]): string[] {
  return spans.flatMap(([type, value, , , children]) => {
    const inner = Array.isArray(children) ? mustacheNames(children as MustacheSpan[]) : [];
    return "name&#^".includes(type) ? [value, ...inner] : inner;
  });
}

function lookUp(variables: Variables, name: string): string | number | boolean | undefined {
  if (Object.hasOwn(variables, name)) return variables[name];
  let value: unknown = variables;
  for (const key of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === "object" || value === undefined ? undefined : (value as string | number | boolean);
}
