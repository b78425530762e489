/** Splits what people write into their own words and what they quote or paste, over the parts of one message. */
import type { Part } from "../message.js";
import type { Source } from "../principal.js";
import { externalRanges } from "./external.js";
import type { Draft } from "./parts.js";

type Text = Extract<Part, { type: "text" }>;

/** Texts next to each other are read as one, since one part may announce what the next one pastes. */
export function splitDrafts(drafts: readonly Draft[]): Part[] {
  const parts: Part[] = [];
  let texts: Text[] = [];
  for (const { part, unsplit } of drafts) {
    if (unsplit && part.type === "text") {
      texts.push(part);
      continue;
    }
    splitTexts(texts, parts);
    texts = [];
    parts.push(part);
  }
  splitTexts(texts, parts);
  return parts;
}

const BETWEEN = "\n\n";

function splitTexts(texts: readonly Text[], into: Part[]): void {
  const ranges = externalRanges(texts.map(({ text }) => text).join(BETWEEN));
  let from = 0;
  let next = 0;
  for (const { text, source } of texts) {
    const to = from + text.length;
    let at = from;
    const push = (end: number, as: Source): void => {
      if (end > at) into.push({ type: "text", text: text.slice(at - from, end - from), source: as });
      at = Math.max(at, end);
    };
    for (let range = ranges[next]; range && range.start < to; range = ranges[next]) {
      push(range.start, source);
      push(Math.min(range.end, to), "external");
      if (range.end > to) break;
      next += 1;
    }
    push(to, source);
    from = to + BETWEEN.length;
  }
}
