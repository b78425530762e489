/**
 * Instructions as the body of a `SKILL.md`, in the agent-skills format (https://agentskills.io/specification). The
 * front matter is a person's, but for three keys of `metadata`: instructions, version and digest.
 */
import { isMap, isScalar, type Node, stringify } from "yaml";
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { type FrontMatter, frontMatterOf } from "./front-matter.js";
import { decode, digestOf, LINE_END, nameInFile, newlineOf, shownOf, type Written } from "./written.js";

/** What the format asks of a name, which is the name of the folder, too. */
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;
/** In code points. */
const LONGEST_DESCRIPTION = 1024;

const KEYS = { instructions: "knowhow-instructions", version: "knowhow-version", digest: "knowhow-digest" } as const;
type Own = Readonly<Record<(typeof KEYS)[keyof typeof KEYS], string>>;

export interface Skill {
  /** Of the folder. */
  readonly name: string;
  /** For a file that is not there yet; later the file's own counts. */
  readonly description?: string | undefined;
}

/** @throws `invalid_usage` for a name or description that the format does not allow */
export function checkSkill({ name, description }: Skill): void {
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw refuse(
      `A skill's folder cannot be called ${JSON.stringify(name)}: at most ${LONGEST_NAME} lower-case letters, digits ` +
        "and single hyphens between them.",
    );
  const fault = description === undefined ? null : faultOf(description);
  if (fault !== null) throw refuse(`The description ${fault}.`);
}

/**
 * What a `SKILL.md` holds of these instructions; null for one that was written by somebody else.
 * @throws `invalid_usage` naming the line for front matter that is broken or not in the format, `invalid_text`
 */
export function findSkill(bytes: Buffer, address: Address, skill: Skill): Written | null {
  const text = decode(bytes, "The file");
  const front = readFront(text, skill);
  const own = ownOf(front);
  if (!own) return null;
  if (own[KEYS.instructions] !== nameInFile(address))
    throw refuse(`It holds the instructions ${own[KEYS.instructions]} already. Give these a folder of their own.`);
  const version = own[KEYS.version];
  if (!/^\d{1,15}$/.test(version)) throw refuse(`"${KEYS.version}" must be the number of a version in quotes.`);
  return { version: Number(version), digest: own[KEYS.digest].replace("sha256:", ""), shown: bodyOf(text, front) };
}

/**
 * The file with this version as its body. Null stands for no file.
 * @throws `invalid_usage` for a file of somebody else, unless it says just this or its words may be discarded, and for
 * a new one without a description
 */
export function putSkill(
  bytes: Buffer | null,
  address: Address,
  skill: Skill,
  written: { readonly version: number; readonly text: string; readonly discard: boolean },
): Buffer {
  const own: Own = {
    [KEYS.instructions]: nameInFile(address),
    [KEYS.version]: String(written.version),
    [KEYS.digest]: `sha256:${digestOf(written.text)}`,
  };
  const shown = shownOf(written.text);
  if (bytes === null) {
    const { name, description } = skill;
    if (description === undefined)
      throw refuse(
        "A new skill needs a description: what it does, and when an agent should use it. Add --description.",
      );
    const metadata = Object.entries(own).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    const lines = stringify({ name, description }, { lineWidth: 0 });
    return Buffer.from(`---\n${lines}metadata:\n${metadata.join("")}---\n\n${shown}`);
  }
  const text = decode(bytes, "The file");
  const front = readFront(text, skill);
  if (!written.discard && !ownOf(front) && bodyOf(text, front) !== shown)
    throw refuse(
      "It was written by somebody else and says something else. To begin with what it says: knowhow init NAME --from " +
        "FILE; to put the instructions in its place: --discard.",
    );
  const newline = newlineOf(text);
  const body = `\n${shown}`.replaceAll("\n", newline);
  return Buffer.from(text.slice(0, front.start) + putOwn(front, own, newline) + fenceOf(text, front) + body);
}

/** @throws `invalid_usage` */
function readFront(text: string, { name }: Skill): FrontMatter {
  const front = frontMatterOf(text);
  if (!front) throw refuse('It has no front matter. Begin it with a line "---", name, description and a line "---".');
  const { document, lineAt } = front;
  const [error] = document.errors;
  if (error) throw refuse(`Line ${lineAt(error.pos[0])} of its front matter is no YAML: ${error.message}.`);
  if (!isMap(document.contents)) throw refuse("Its front matter must be keys and values.");
  const lineOf = (key: string): string => {
    const node = document.get(key, true) as Node | undefined;
    return node?.range ? `Line ${lineAt(node.range[0])}` : "Its front matter";
  };
  const given: unknown = document.get("name");
  if (given !== name)
    throw refuse(
      `${lineOf("name")} must have the name of the folder, ${name}, not ${JSON.stringify(given)}. Rename one of them.`,
    );
  const fault = faultOf(document.get("description"));
  if (fault !== null) throw refuse(`${lineOf("description")}: the description ${fault}.`);
  const metadata: unknown = document.get("metadata");
  if (metadata !== undefined && metadata !== null && !isMap(metadata))
    throw refuse(`${lineOf("metadata")}: metadata must be keys and values.`);
  return front;
}

/** What is wrong with a description; null for nothing. */
function faultOf(description: unknown): string | null {
  if (typeof description !== "string") return description === undefined ? "is missing" : "must be text";
  if (description.trim() === "") return "must not be empty";
  const length = [...description].length;
  return length > LONGEST_DESCRIPTION ? `has ${length} characters; at most ${LONGEST_DESCRIPTION} are allowed` : null;
}

function ownOf({ document }: FrontMatter): Own | null {
  const own = (key: string): string => {
    const value: unknown = document.getIn(["metadata", key]);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  if (own(KEYS.instructions) === "") return null;
  return {
    [KEYS.instructions]: own(KEYS.instructions),
    [KEYS.version]: own(KEYS.version),
    [KEYS.digest]: own(KEYS.digest),
  };
}

/** One blank line between front matter and body is ours. */
const bodyOf = (text: string, { bodyStart }: FrontMatter): string =>
  shownOf(text.slice(bodyStart).replace(LINE_END, "\n").replace(/^\n/, ""));

/** The closing fence, which may lack its line end. */
function fenceOf(text: string, { start, source, bodyStart }: FrontMatter): string {
  const fence = text.slice(start + source.length, bodyStart);
  return fence.endsWith("\n") ? fence : `${fence}${newlineOf(text)}`;
}

/** The front matter with our keys. Where they are there already, all else stays to the byte. */
function putOwn({ source, document }: FrontMatter, own: Own, newline: string): string {
  const places = Object.entries(own).map(([key, value]) => {
    const node: unknown = document.getIn(["metadata", key], true);
    return isScalar(node) && node.range
      ? { value, same: node.value === value, from: node.range[0], to: node.range[1] }
      : null;
  });
  if (places.every((place) => place !== null))
    return places
      .filter(({ same }) => !same)
      .sort((one, other) => other.from - one.from)
      .reduce((all, { value, from, to }) => all.slice(0, from) + JSON.stringify(value) + all.slice(to), source);
  const made = document.clone();
  if (!isMap(made.get("metadata"))) made.set("metadata", made.createNode({}));
  for (const [key, value] of Object.entries(own)) made.setIn(["metadata", key], value);
  return made.toString({ lineWidth: 0 }).replace(LINE_END, newline);
}

const refuse = (message: string): KnowhowError => new KnowhowError("invalid_usage", message);
