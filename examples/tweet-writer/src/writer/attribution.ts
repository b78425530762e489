// Who wrote it: authors as a tweet names them.
import type { Paper } from "../papers/paper.js";
import { escaped } from "./abstract/names.js";

const groupWord =
  /\b(?:collaboration|group|team|consortium|investigators|network|project|committee|lab|openai|deepmind)\b/i;
const particle = /^(?:de|da|del|della|di|du|van|von|der|den|la|le|ten|ter|bin|al|el|dos)$/i;

/** The family name with its particles: `George van den Driessche` → `van den Driessche`; a group's name as it is. */
export function familyName(author: string): string {
  if (isGroup(author)) return author;
  const [family, given] = author.split(/,\s*/);
  if (given !== undefined && family !== undefined) return family;
  const words = author.replace(/,?\s+(?:Jr\.?|Sr\.?|II|III|IV)$/, "").split(/\s+/);
  let start = words.length - 1;
  while (start > 1 && particle.test(words[start - 1] ?? "")) start -= 1;
  return words.slice(start).join(" ");
}

/** `Zhang`, `Dean and Ghemawat`, `Vaswani et al.`, `the ATLAS Collaboration`; `undefined` without authors. */
export function authorsLine(paper: Paper): string | undefined {
  const [first, second, third] = paper.authors;
  if (first === undefined) return undefined;
  const named = isGroup(first) ? `the ${first.replace(/^the\s+/i, "")}` : familyName(first);
  if (second === undefined) return named;
  if (third === undefined) {
    const other = isGroup(second) ? `the ${second.replace(/^the\s+/i, "")}` : familyName(second);
    return `${named} and ${other}`;
  }
  return `${named} et al.`;
}

const authorPatterns = new WeakMap<Paper, RegExp>();

/** Whether the text names at least one author by family name or group name. */
export function namesAnAuthor(text: string, paper: Paper): boolean {
  return paper.authors.length > 0 && authorPattern(paper).test(text);
}

/** Any author's name as a word of its own; made once per paper, since a draft is checked many times. */
function authorPattern(paper: Paper): RegExp {
  const known = authorPatterns.get(paper);
  if (known !== undefined) return known;
  const names = paper.authors.map((author) => escaped(familyName(author).replace(/^the\s+/i, "")));
  const made = new RegExp(`(?<![\\p{L}#])(?:${names.join("|")})(?!\\p{L})`, "iu");
  authorPatterns.set(paper, made);
  return made;
}

function isGroup(author: string): boolean {
  return groupWord.test(author);
}
