/** Takes off what models put around the words of a rule. */

/** Without an id, list marker or hashes in front. */
export function bareWords(text: string): string {
  return text
    .trim()
    .replace(/^\[b\d+[^\]]*\]\s*/, "")
    .replace(/^(?:[-*+•]|\d{1,9}[.)]|#{1,6})\s+/, "")
    .trim();
}

/** On one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
