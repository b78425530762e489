/**
 * Rules files of coding agents as a seed: `AGENTS.md`, `CLAUDE.md`, Cursor's `*.mdc`, Copilot's `*.instructions.md`,
 * `SKILL.md`. Front matter goes; what it says of where the rules hold stays, in words.
 */
import { type Document, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { KnowhowError } from "../../core/errors.js";
import { frontMatterOf } from "./front-matter.js";

export interface RulesFile {
  readonly path: string;
  readonly text: string;
}

/** Keys under which Cursor, Copilot and Claude Code keep patterns of the files that rules are for. */
const PATTERN_KEYS = ["globs", "applyTo", "paths"] as const;
/** As these tools write them, they may be no YAML: a star begins an alias, a brace a map, a colon a value. */
const BARE_WORDS = new RegExp(`^(description|${PATTERN_KEYS.join("|")}):[ \\t]*([^\\s"'[#|>].*?)[ \\t]*(\\r?)$`, "gm");
const KNOWN_KEY = new RegExp(`^(?:name|description|alwaysApply|${PATTERN_KEYS.join("|")}):`, "m");
/** The whole project. */
const EVERYWHERE = new Set(["*", "**", "**/*"]);
const OWN_BLOCK = /^<!-- knowhow:begin [^\n]*\n(?:(?!<!-- knowhow:end -->)[^\n]*\n)*<!-- knowhow:end -->\r?(?:\n|$)/gm;

/**
 * The text that the files say together, in their order. A single one without front matter is taken as it stands; of
 * several, each has a heading. What Knowhow wrote between markers is left out.
 * @throws `invalid_usage` for a file that says nothing
 */
export function seedOf(files: readonly RulesFile[]): string {
  if (files.length === 1 && files[0]) return wordsOf(files[0]);
  const parts = files.map((file) => {
    const words = wordsOf(file).trim();
    return words.startsWith("#") ? words : `## ${stemOf(file.path)}\n\n${words}`;
  });
  return `${parts.join("\n\n")}\n`;
}

function wordsOf({ path, text }: RulesFile): string {
  const front = frontMatterOf(text);
  const document = front && parseDocument(front.source.replace(BARE_WORDS, quoted));
  const [error] = document?.errors ?? [];
  if (front && error && KNOWN_KEY.test(front.source))
    throw new KnowhowError(
      "invalid_usage",
      `The front matter of ${path} is no YAML, line ${front.lineAt(error.pos[0])}: ${error.message}. Mend it.`,
    );
  // A line that only separates what stands above from what stands below is no front matter.
  const keys = document && !error && isMap(document.contents) ? document : null;
  const rest = (front && keys ? text.slice(front.bodyStart).replace(/^(?:\r?\n)+/, "") : text).replace(OWN_BLOCK, "");
  if (rest.trim() === "") throw new KnowhowError("invalid_usage", `${path} says nothing that could be a seed.`);
  const where = keys && whereOf(keys);
  return where === null ? rest : `${where}\n\n${rest}`;
}

/** Where the rules hold, as a sentence; null for everywhere. */
function whereOf(keys: Document): string | null {
  if (keys.get("alwaysApply") === true) return null;
  const found = PATTERN_KEYS.flatMap((key) => patternsOf(keys.get(key))).filter((one) => !EVERYWHERE.has(one));
  if (found.length > 0) return `This holds for files that match ${found.map((one) => `\`${one}\``).join(", ")}.`;
  const description = keys.get("description");
  const asked = keys.get("alwaysApply") === false && typeof description === "string" && description.trim() !== "";
  return asked ? `This holds for: ${description.trim()}` : null;
}

function patternsOf(value: unknown): readonly string[] {
  const items = isSeq(value) ? value.items.map((item) => (isScalar(item) ? item.value : item)) : [value];
  return items
    .flatMap((one) => (typeof one === "string" ? splitPatterns(one) : []))
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** At the commas that are not within braces. */
const splitPatterns = (value: string): string[] => value.match(/(?:\{[^}]*\}|[^,{])+/g) ?? [];

const quoted = (_line: string, key: string, value: string, end: string): string =>
  `${key}: ${JSON.stringify(value)}${end}`;

const stemOf = (path: string): string => {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return name.replace(/(?:\.instructions)?\.\w+$/, "") || name;
};
