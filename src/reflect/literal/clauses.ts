/** Clauses of a sentence: cut where something new is asked or said, never inside what belongs together. */
import { splitCondition } from "./condition.js";
import { from } from "./fragments.js";
import { jointAt } from "./joints.js";
import { isListing } from "./listing.js";
import type { Sentence } from "./sentences.js";
import { joined, type Token } from "./tokens.js";

export interface Clause {
  /** Clean words, quotations masked. */
  readonly text: string;
  /** UTF-16 offsets into the comment, from the first word to the last. */
  readonly start: number;
  readonly end: number;
  /** The word that joins it to the clause before: `and`, `but`, `because`, `which`, `,`; empty for the first. */
  readonly link: string;
  /** Its sentence is a question. */
  readonly question: boolean;
  /** An item of a list that an introduction announced: "house style: single quotes, …". */
  readonly listed: boolean;
  /** The number of its sentence in the comment. */
  readonly sentence: number;
}

/** Words that join a reason or an explanation to what was said. */
export const REASON_LINKS: ReadonlySet<string> = new Set(
  "because since so as cause which who where whose otherwise given while whereas for".split(" "),
);

const CONDITION = from(
  "(?:(?:please|also|and|but|so|then|plus|just|only|always|again),? )*(?:if|when|whenever|where|" +
    "wherever|unless|once|before|after|until|while|even if|even when|" +
    "in case|as soon as|as long as|provided|the (?:first|second|next|last) time|(?:every|each|" +
    "any) ?time|should (?:an?|any|some|the|you|they|there)|for|in|on|at|with|within|during|given|instead of|rather than|besides|apart from|" +
    "to)(?= )",
);

/** Longer sentences, in tokens, are not cut; nobody gives feedback in them. */
const LONGEST_SENTENCE = 250;

function asOne({ tokens, text, question }: Sentence, index: number): Clause {
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  return { text, start, end, link: "", question, listed: false, sentence: index };
}

/** Cuts a sentence into clauses. */
export function clausesOf(sentence: Sentence, index: number): Clause[] {
  const { tokens } = sentence;
  if (tokens.length > LONGEST_SENTENCE) return [asOne(sentence, index)];
  const clauses: Clause[] = [];
  let begin = 0;
  let link = "";
  let conditional = false;
  let listing = false;
  const cut = (end: number, next: number, nextLink: string): void => {
    const part = trimMarks(tokens.slice(begin, end));
    const first = part[0];
    const last = part.at(-1);
    if (first && last) {
      clauses.push({
        text: joined(part),
        start: first.start,
        end: last.end,
        link,
        question: sentence.question,
        listed: listing,
        sentence: index,
      });
      link = nextLink;
    }
    begin = next;
    conditional = CONDITION.test(joined(tokens.slice(begin, begin + 6)));
  };
  conditional = CONDITION.test(joined(tokens.slice(0, 6)));
  for (let at = 0; at < tokens.length; at++) {
    if (inBrackets(tokens, begin, at)) continue;
    const joint =
      jointAt(tokens, at, begin) ??
      (listing && /^(?:,|and)$/.test(tokens[at]?.text ?? "") && at > begin
        ? { next: at + 1, link: ",", soft: false, asks: true }
        : null);
    if (!joint) continue;
    if (joint.link === ":") listing = isListing(tokens.slice(at + 1));
    if (conditional && joint.soft && at > begin) {
      // "when writing to suppliers be firm, we are not their mates": condition and request are both there
      const left = joined(tokens.slice(begin, at));
      if (!left.replace(/, not [^,]+$/, "").includes(",") && isWhole(left, joint.asks)) {
        cut(at, joint.next, joint.link);
        at = Math.max(at, joint.next - 1);
        continue;
      }
      // The first joint of "When X, do Y" holds the two together.
      if (joint.asks) conditional = false;
      continue;
    }
    cut(at, joint.next, joint.link);
    at = Math.max(at, joint.next - 1);
  }
  cut(tokens.length, tokens.length, "");
  return clauses;
}

const SURE_REQUEST = from(
  "(?:please |just |always |never )*(?:send|tell|give|use|refer|say|put|write|point|direct|offer|reply|answer|be|keep) ",
);
const OPEN_END = /(?:^\S+(?: \S+){0,2}|\b(?:not|cannot|can|could|will|to|you|they|we|I|people|and|or))$/i;

/** A condition and what it asks for, without a comma between them; before another request only if it is plain. */
function isWhole(left: string, beforeRequest: boolean): boolean {
  const { condition, rest } = splitCondition(left);
  if (condition === null) return false;
  return !beforeRequest || (SURE_REQUEST.test(rest) && !OPEN_END.test(condition));
}

function inBrackets(tokens: readonly Token[], begin: number, at: number): boolean {
  let depth = 0;
  for (let index = begin; index < at; index++) {
    if (tokens[index]?.text === "(") depth += 1;
    if (tokens[index]?.text === ")") depth -= 1;
  }
  return depth > 0 && tokens.slice(at).some((token) => token.text === ")");
}

function trimMarks(tokens: readonly Token[]): readonly Token[] {
  const trims = (token: Token | undefined): boolean =>
    token?.kind === "mark" && /^[,;:\-()!.'*_~"\\/]+$/.test(token.text);
  const count = (mark: string): number => tokens.filter((token) => token.text === mark).length;
  const balanced = count("(") === count(")");
  let begin = 0;
  let end = tokens.length;
  while (begin < end && trims(tokens[begin]) && !(balanced && tokens[begin]?.text === "(")) begin++;
  while (end > begin && trims(tokens[end - 1]) && !(balanced && tokens[end - 1]?.text === ")")) end--;
  const inner = tokens.slice(begin, end);
  if (balanced) return inner;
  const isBracket = (token: Token | undefined): boolean => token?.text === "(" || token?.text === ")";
  return inner.flatMap((token, index) => {
    if (isBracket(token)) return [];
    return isBracket(inner[index - 1]) ? [{ ...token, spaced: true }] : [token];
  });
}
