/** Rules on length: "Keep it under 200 characters", "Answer in two sentences". */
import type { Bounds, Check } from "../../core/case.js";
import { BOUND, boundsOf, COUNT, numberOf, RANGE, rangeOf, SCOPE, TAIL, WHOLE, whole } from "./phrases.js";

const UNIT = "(?<unit>characters?|chars?|words?|sentences?|lines?|paragraphs?)";
const END = `(?: (?:long|in length))?(?:,? (?<tail>${TAIL}))?${SCOPE}?`;
const MEASURE = `(?<number>${COUNT})[ -]${UNIT}${END}`;

/** Words after which a number alone is the most that is allowed. */
const LIMIT = whole(
  `(?:(?:keep|limit|restrict|cap|hold|trim|cut|shorten)(?: ${WHOLE})?(?: down)? (?:to|at|within|in)`,
  `|stick to|(?:(?:answer|reply|respond|write)(?: ${WHOLE})?|summari[sz]e(?: ${WHOLE}| the \\w+)?) (?:in|within|with|using))`,
  `(?: (?<bound>${BOUND}))? ${MEASURE}`,
);
/** Words after which a number needs a bound: "make it 50 words" may be meant either way. */
const STATED = whole(
  `(?:(?:keep|make|stay|remain|be)(?: ${WHOLE})? |(?:write|use|aim for) `,
  `|${WHOLE} (?:must|should|has to|have to|needs to|need to) (?:be |stay |have )|)`,
  `(?:(?<bound>${BOUND}) )?${MEASURE}`,
);
const NOT_OVER = whole(
  `(?:do not|don't|never|${WHOLE} (?:must|should) (?:not|never)) `,
  `(?:let ${WHOLE} )?(?:exceed|(?:go|be|run|get) (?:over|above|beyond|past|longer than)|(?:write|use) (?:more|longer) than) `,
  `(?<number>${COUNT}) ${UNIT}${SCOPE}?`,
);
const BETWEEN = whole(
  `(?:(?:keep|make|write|aim for|use|answer in|reply in|stay)(?: ${WHOLE})?(?: to| in)? )?${RANGE}[ -]${UNIT}(?: long)?${SCOPE}?`,
);

/** Gives the check of a rule in lower case, or null. */
export function deriveLength(rule: string): Check | null {
  const over = NOT_OVER.exec(rule)?.groups;
  if (over) return measure(over["unit"], { max: numberOf(over["number"] ?? "") });
  const between = BETWEEN.exec(rule)?.groups;
  if (between) return measure(between["unit"], rangeOf(between["low"], between["high"]));
  const limit = LIMIT.exec(rule)?.groups;
  const stated = STATED.exec(rule)?.groups;
  const found = limit ?? (stated?.["bound"] || stated?.["tail"] ? stated : undefined);
  if (!found) return null;
  return measure(found["unit"], boundsOf(numberOf(found["number"] ?? ""), found["bound"], found["tail"], "most"));
}

function measure(unit: string | undefined, bounds: Bounds | null): Check | null {
  if (!bounds || (bounds.max !== undefined && bounds.max < 1)) return null;
  if (unit?.startsWith("char")) return { kind: "length", unit: "graphemes", ...bounds };
  if (unit?.startsWith("word")) return { kind: "length", unit: "words", ...bounds };
  if (unit?.startsWith("sentence")) return { kind: "length", unit: "sentences", ...bounds };
  return { kind: "count", of: unit?.startsWith("line") ? "lines" : "paragraphs", ...bounds };
}
