/**
 * Whether words that would be a request stand under a negation, in a quotation of what not to do, or in a rule of
 * defence.
 */

const NEGATION =
  /\b(?:never|not|don't|dont|doesn't|mustn't|shouldn't|can't|cannot|won't|no|avoid|refuse to|decline to|without|stop|forbidden to|nie|niemals|nicht|kein\w{0,3}|jamais|pas|nunca|não|nem|mai|non)\b/g;
/** "Never fail to send" asks to send. */
const DOUBLE =
  /^ ?(?:to )?(?:ever )?(?:forget|fail|hesitate|neglect|omit|miss|stop|refuse|decline|skip|only|just|matter|longer)\b/;
const BOUNDARY =
  /[.;:!?\n]|, (?:and|but|then|instead|so|rather|also|just)\b| (?:and|but|instead|then|unless|because|since) | [-–—] /g;
const MAY_NOT_OBEY =
  /\b(?:decline|refuse|reject|do not comply|don't comply|do not obey|never obey|never comply|escalate|say no|do not do (?:so|it)|do not|don't|never|say that you (?:cannot|can't|do not|don't))\b/;
const REFUSAL_UNDONE =
  /\b(?:never|not|don't|without|instead of) (?:ever )?(?:refus|declin|reject|escalat|hesitat|say(?:ing)? no)/;
const ASKED =
  /\b(?:ask(?:s|ed|ing)?|request(?:s|ed|ing)?|attempt(?:s|ing)?|tr(?:y|ies|ying)|want(?:s|ing)?|tell(?:s|ing)?|demand(?:s|ing)?|instruct(?:s|ing)?|order(?:s|ing)?|urge(?:s|ing)?|invites?|says?|claims?)\b[^.;!?]{0,60}$/;

/** Whether what stands at `index` of a text in small letters is forbidden or refused there, not asked for. */
export function isForbidden(text: string, index: number): boolean {
  const quote = quotationAround(text, index);
  const at = quote ?? index;
  if (negatedAt(text, at, quote !== null)) return true;
  const start = sentenceStart(text, at);
  if (!ASKED.test(text.slice(Math.max(start, at - 120), at))) return false;
  const sentence = text.slice(start, at) + text.slice(quote === null ? at : closing(text, at), at + 1500).slice(0, 400);
  return MAY_NOT_OBEY.test(sentence) && !REFUSAL_UNDONE.test(sentence);
}

/** Looks back over at most 200 characters, to the beginning of the clause. */
function negatedAt(text: string, at: number, isQuotation: boolean): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  // What is quoted after a colon belongs to the clause before it.
  const plain = isQuotation ? before.replace(/[:,;–—-]? ?["“„«'‘`]?$/, "") : before;
  let from = 0;
  for (const boundary of plain.matchAll(BOUNDARY)) from = boundary.index + boundary[0].length;
  const clause = plain.slice(from);
  let odd = false;
  for (const match of clause.matchAll(NEGATION)) {
    odd = !DOUBLE.test(clause.slice(match.index + match[0].length));
  }
  return odd;
}

/** Where the quotation that a position stands in begins; null outside of quotations. */
function quotationAround(text: string, index: number): number | null {
  const window = Math.max(0, index - 3000);
  let depth = 0;
  let curly = -1;
  let straight = -1;
  for (let at = window; at < index; at++) {
    const sign = text[at];
    if (sign === "“" || sign === "„" || sign === "«") {
      if (depth === 0) curly = at;
      depth++;
    } else if ((sign === "”" || sign === "»") && depth > 0) depth--;
    else if (sign === '"' && depth === 0) straight = straight < 0 ? at : -1;
  }
  if (depth > 0) return curly;
  return straight >= 0 && text.indexOf('"', index) >= 0 ? straight : null;
}

function closing(text: string, open: number): number {
  const end = text.indexOf(text[open] === '"' ? '"' : text[open] === "«" ? "»" : "”", open + 1);
  return end < 0 ? text.length : end + 1;
}

function sentenceStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 400), at);
  const last = Math.max(
    before.lastIndexOf(". "),
    before.lastIndexOf("! "),
    before.lastIndexOf("? "),
    before.lastIndexOf("\n"),
  );
  return last < 0 ? at - before.length : at - before.length + last + 1;
}
