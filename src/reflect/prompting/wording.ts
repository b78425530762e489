/** Takes off what models put around the words of a rule. */

/** Without an id, list marker or hashes in front. */
export function bareWords(text: string): string {
  return text
    .trim()
    .replace(/^(?:\[b\d+[^\]]*\]|b\d+(?: locked)?:)\s*/, "")
    .replace(/^(?:[-*+•]|\d{1,9}[.)]|#{1,6})\s+/, "")
    .trim();
}

/** The id of a block, without the brackets, colon or remark that models write about it now and then. */
export const bareId = (id: string): string => id.trim().replace(/^\[?(\w+)(?: locked)?\]?:?$/, "$1");

/** On one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
