/** Passages between fences of three or more marks: ``` … ```, ~~~ … ~~~, """ … """, ''' … '''. */
import { endOfLine, hasSeveralSentences, type Range, startsLine } from "./lines.js";

/** A passage between marks. A short one within a sentence is what somebody says, not what they paste. */
export interface Delimited extends Range {
  readonly external: boolean;
}

/** Up to this many characters on one line, and no second sentence: said, not pasted. */
const SHORT = 80;

/**
 * The passage between `mark` at `at` and its like; null if it opens none. A fence that fills a line is closed by one
 * that does; what is never closed reaches to the end of the text.
 */
export function fenceAt(text: string, at: number, mark: string): Delimited | null {
  const ownLine = startsLine(text, at);
  if (mark.startsWith("~") && !ownLine) return null;
  const close = text.indexOf(mark, at + mark.length);
  if (ownLine && /[`~]/.test(mark) && !(close >= 0 && close < endOfLine(text, at))) {
    return { start: at, end: endOfFence(text, at, mark), external: true };
  }
  const end = close < 0 ? text.length : afterRun(text, close);
  return { start: at, end, external: close < 0 || !isShort(text.slice(at + mark.length, close)) };
}

function endOfFence(text: string, at: number, mark: string): number {
  const closing = mark.startsWith("`") ? /^[ \t]*(`{3,})[ \t]*$/gm : /^[ \t]*(~{3,})[ \t]*$/gm;
  closing.lastIndex = endOfLine(text, at);
  for (let hit = closing.exec(text); hit; hit = closing.exec(text)) {
    if ((hit[1]?.length ?? 0) >= mark.length) return closing.lastIndex;
  }
  return text.length;
}

function afterRun(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === text.charAt(at)) end += 1;
  return end;
}

const isShort = (inner: string): boolean =>
  inner.length <= SHORT && !/[\r\n]/.test(inner.trim()) && !hasSeveralSentences(inner);
