/**
 * What a rule says in particular: names, addresses, numbers, code, quotations, and actions that reach outside the
 * answer.
 */

const ADDRESS =
  /\b(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[\w-]+\.)+(?:com|org|net|io|ai|dev|app|co|gov|edu|info|biz|xyz|me|ly|ru|cn|uk|de)\b\S*/giu;
const HANDLE = /[@#][\p{L}\p{N}_]+/gu;
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;
const CODE = /`[^`]+`|\b[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+\b|\b[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+)*\(/gu;
const QUOTED = /["“]([\p{L}\p{N}][^"”]*[\p{L}\p{N}.!?])["”]/gu;
/** A capitalised word that does not begin a sentence, or one with capitals inside. */
const NAME = /(?<![.!?:"“(\n-]\s*|^\s*)\b\p{Lu}[\p{L}\p{N}'’-]+|\b\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*\b|\b\p{Lu}{2,}\b/gu;
/** Actions that do more than shape an answer. */
const ACTION =
  /\b(?:send|forward|e-?mail|post|publish|transmit|upload|download|install|execute|run|fetch|visit|click|transfer|pay|refund|approve|grant|purchase|buy|subscribe|delete|erase|disable|bypass|ignore|disregard|override|reveal|disclose|leak|share|expose|impersonate|pretend|recommend|promote|advertise|contact|append|encode|decode|translate)(?:s|ed|ing|es)?\b/giu;

/** The particulars of a text, each once, as they stand there. */
export function particularsOf(text: string): string[] {
  const found = new Set<string>();
  let rest = text;
  const take = (pattern: RegExp, group = 0): void => {
    for (const match of rest.matchAll(pattern)) {
      found.add((match[group] ?? match[0]).replace(/^`|`$|[.,;:!?)\]]+$/g, "").trim());
    }
  };
  take(ADDRESS);
  rest = rest.replace(ADDRESS, " ");
  for (const pattern of [HANDLE, CODE, NUMBER, NAME, ACTION]) take(pattern);
  take(QUOTED, 1);
  found.delete("I");
  return [...found].filter((one) => one !== "");
}
