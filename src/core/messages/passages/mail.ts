/** Mail in a text: quoted lines, forwarded and answered messages below what somebody wrote. */
import { endOfLine, nextLine, type Range, skipSpace } from "./lines.js";

/** A line quoted with ">", its line break included. ">= 3" is a comparison. */
const QUOTED_LINE = /^[ \t]*>(?!=)/;
const FORWARDED = new RegExp(
  "^[ \\t]*(?:[-_=]{2,}[ \\t]*(?:original|forwarded|ursprüngliche|weitergeleitete|message|mensaje|messaggio|" +
    "oorspronkelijk)\\b.*|begin forwarded message:?[ \\t]*)$",
  "i",
);
const HEADER_FROM = /^[ \t]*\*{0,2}(?:from|von|de|da|van)\*{0,2}[ \t]?:\*{0,2}[ \t]*\S/i;
const HEADER = new RegExp(
  "^[ \\t]*\\*{0,2}(?:sent|date|to|cc|subject|reply-to|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|" +
    "asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp)\\*{0,2}[ \\t]?:",
  "i",
);
const WROTE = new RegExp(
  "^[ \\t]*(?:on|am|le|el|il|op|em|den)\\s.{4,300}\\s(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|" +
    "escreveu|skrev)(?:\\s.{1,80})?\\s?[:\\uFF1A][ \\t]*$",
  "is",
);

/** The quoted line, or the tail of other people's mail, that begins with the line at `at`; null for none. */
export function mailAt(text: string, at: number): Range | null {
  const end = endOfLine(text, at);
  const line = text.slice(at, Math.min(end, at + 500));
  if (QUOTED_LINE.test(line)) return { start: at, end: nextLine(text, end) };
  if (FORWARDED.test(line) || beginsHeaders(text, line, end)) return { start: at, end: text.length };
  const wrote = endOfWrote(text, at, end, line);
  if (wrote < 0) return null;
  const below = skipSpace(text, wrote);
  // Where the mail below is marked line by line, what stands between is the answer.
  return { start: at, end: text.charAt(below) === ">" ? nextLine(text, wrote) : text.length };
}

/** "From: …" and at least two more headers right below it. */
function beginsHeaders(text: string, line: string, end: number): boolean {
  if (!HEADER_FROM.test(line)) return false;
  let headers = 0;
  let at = nextLine(text, end);
  for (let lines = 0; lines < 6 && at < text.length; lines += 1) {
    const next = endOfLine(text, at);
    if (HEADER.test(text.slice(at, Math.min(next, at + 40)))) headers += 1;
    at = nextLine(text, next);
  }
  return headers >= 2;
}

/** The end of an "On …, … wrote:" line, which mail programs may break in two; -1 for none. */
function endOfWrote(text: string, at: number, end: number, line: string): number {
  if (!/^[ \t]*(?:on|am|le|el|il|op|em|den)\s/i.test(line)) return -1;
  if (WROTE.test(line)) return end;
  const second = endOfLine(text, nextLine(text, end));
  return second - at <= 500 && WROTE.test(text.slice(at, second)) ? second : -1;
}
