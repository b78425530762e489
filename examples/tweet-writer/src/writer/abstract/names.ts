// The name of what a paper introduces ("BERT", "LayerPeeler") and the abbreviations it defines.
import { pattern } from "../../text/pattern.js";
import { wordsOf } from "../../text/words.js";

const naming = pattern`
    \b(?:propose|introduce|present|develop|called|named|dubbed|termed|namely|tool) (?:(?:a|an|
    the) )?([A-Z][\w+*-]*[A-Z0-9+][\w+*-]*|[A-Z]{2,}[\w-]*)(?=[\s,.:;–(]|$)`;

/** The method's, system's or data set's name, when title or abstract give one that the abstract goes on to use. */
export function methodName(title: string, abstract: string): string | undefined {
  const head = /^([^:?!]{2,40}):\s/.exec(title)?.[1];
  if (head !== undefined && wordsOf(head).length <= 2 && looksLikeName(head) && uses(abstract, head) >= 1) return head;
  const inPlace = naming.exec(abstract)?.[1];
  if (inPlace !== undefined && uses(abstract, inPlace) >= 2) return inPlace;
  for (const [short, long] of abbreviationsIn(abstract)) {
    const introduced = new RegExp(`\\b(?:propose|introduce|present|develop)[^.]{0,40}${escaped(long)}`).test(abstract);
    if (introduced && uses(abstract, short) >= 2) return short;
  }
  return undefined;
}

/** Abbreviations with their long forms, from places like "Continual Learning (CL)"; the key is the short form. */
export function abbreviationsIn(abstract: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of abstract.matchAll(/\(([A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*)s?\)/g)) {
    const short = (match[1] ?? "").replace(/s$/, "");
    const before = wordsOf(abstract.slice(Math.max(0, match.index - 120), match.index).replace(/.*[.;:()]/s, ""));
    const long = longForm(short, before);
    if (long !== undefined && !found.has(short)) found.set(short, long);
  }
  return found;
}

/** The last words before the bracket whose initials, hyphenated parts included, spell the short form. */
function longForm(short: string, before: readonly string[]): string | undefined {
  const wanted = short.replace(/[^A-Za-z]/g, "").toLowerCase();
  for (let count = 2; count <= Math.min(before.length, wanted.length + 2); count++) {
    const words = before.slice(-count);
    const initials = words
      .flatMap((word) => word.split("-"))
      .map((part) => part.charAt(0).toLowerCase())
      .join("");
    const skippingSmall = words
      .filter((word) => !/^(?:of|the|and|for|in|on|to|with|a|an)$/i.test(word))
      .flatMap((word) => word.split("-"))
      .map((part) => part.charAt(0).toLowerCase())
      .join("");
    if (initials === wanted || skippingSmall === wanted) return words.join(" ");
  }
  return undefined;
}

function looksLikeName(text: string): boolean {
  return wordsOf(text).some((word) => /[A-Z].*[A-Z0-9]|\d/.test(word)) || /^[A-Z][a-z]+$/.test(text);
}

function uses(text: string, name: string): number {
  return text.match(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "gu"))?.length ?? 0;
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
