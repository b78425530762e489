// Instructions text taken apart into clauses, each with what the recognisers ask about: is it negative, what number and
// bound does it hold, which words stand in quotation marks, is it about the opening or the end.
import { pattern } from "../../text/pattern.js";
import { sentencesOf } from "../../text/sentences.js";

export type Bound = "max" | "min" | "exact";

export interface Clause {
  /** Lower case, contractions opened, quoted words replaced by «0», «1» … */
  readonly text: string;
  /** What stood in quotation marks, by number. */
  readonly quotes: readonly string[];
  readonly negative: boolean;
  /** The numbers in the clause, in order; number words and "a couple" included. */
  readonly numbers: readonly number[];
  readonly bound: Bound | undefined;
  readonly place: "start" | "end" | undefined;
}

export interface Rule {
  /** The rule or sentence as it stands in the instructions. */
  readonly source: string;
  /** Whether it is a list item, so that a person meant it as a rule of its own. */
  readonly item: boolean;
  readonly clauses: readonly Clause[];
}

const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  "twenty-five": 25,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
};

/** The rules of an instructions text, in order: list items and sentences of paragraphs; no headings, no code. */
export function rulesOf(instructions: string): Rule[] {
  const prose = instructions.replace(/^(`{3,}|~{3,})[\s\S]*?^\1[^\n]*$/gm, "").replace(/<!--[\s\S]*?-->/g, "");
  return prose.split(/\r?\n/).flatMap((line) => {
    if (/^\s*(?:#{1,6}\s|[-=*_]{3,}\s*$|<\/?[a-z][\w-]*>\s*$)/i.test(line) || line.trim() === "") return [];
    const item = /^\s*(?:[-*+•]|\d+[.)])\s+/.test(line);
    const content = line
      .replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, "")
      .replace(/^>\s?/, "")
      .replace(/\*\*|__/g, "");
    return sentencesOf(content).map((source) => ({ source, item, clauses: clausesOf(source) }));
  });
}

const verb =
  `keep|use|put|place|move|include|add|append|mention|name|write|lead|open|start|begin|end|close|finish|conclude|
  say|give|cite|quote|state|make|stay|limit|stick|spell|link|credit|prefer|choose|try|ask|avoid|drop|skip|leave|omit|
  remove|do|never|always|let|set|tag|refer|speak|tell|explain|show|split|break|cap|aim|cut|shorten|tone|stop|refrain|go|
  talk|note|phrase|attribute|focus|ensure|format|structure|list|expand|replace|please|have|get|be|pose|report|describe|
  address|capitali[sz]e|no|not|without|only|nothing`.replace(/\n\s*/g, "");
const startsWithVerb = new RegExp(`^(?:(?:and|but|then|also|instead|please|just|simply)\\s+)*(?:${verb})\\b`);
/** A part that is a remark of its own: "they read like an advert", "so that people reply". */
const remark = pattern`
    ^(?:they|it|we|you|i|he|she|people|nobody|everybody|everyone|this|these|those|there|so|because|since|as|
    which|who|when|where|let|else|otherwise)\b`;
const ownCue = pattern`
    ^(?:an?|the|one|two|three|exactly|only|just|at (?:most|least)|no|not|always|\d+|under|below|max(?:imum)?|
    fewer|less)\b`;
const directObject = pattern`
    \b(?:do not|never|not|avoid|skip|drop|stop|refrain from|leave out|omit|without|remove|mention|include|name|
    give|use|add|say|state|cite|quote)\b`;

/** Splits at commas, "and", "but"; a part without a verb of its own takes over the head of the part before it. */
function clausesOf(sentence: string): Clause[] {
  const { masked: raw, quotes } = mask(sentence.replace(/[‘’]/g, "'"));
  const masked = normalised(raw);
  const parts = masked
    .split(
      /\s*(?:[;:,—–]|\.\s)\s*|(?<!\bbetween \d+)\s+(?=(?:and|but|or(?!\s+(?:more|less|fewer)\b)|nor|plus|then|rather than|instead of)\s)/,
    )
    .filter((part) => part.trim() !== "");
  const clauses: string[] = [];
  let head = "";
  for (const piece of parts) {
    const contrast = /^(?:rather than|instead of)\s/.test(piece);
    const part = piece.replace(/^(?:and|but|or|nor|plus|then)\s+/, "").trim();
    if (contrast) {
      clauses.push(`not ${part.replace(/^(?:rather than|instead of)\s+/, "")}`);
      continue;
    }
    const independent =
      startsWithVerb.test(part) || remark.test(part) || head === "" || (ownCue.test(part) && !takesArticles(head));
    clauses.push(independent ? part : `${head} ${part}`);
    if (independent) head = headOf(part);
  }
  return clauses.map((text) => toClause(text, quotes));
}

/** "Do not mention the title or the authors" reaches over the article; "no hashtags, a link" does not. */
function takesArticles(head: string): boolean {
  return (
    pattern`
      \b(?:do not|never|avoid|skip|drop|leave out|omit|mention|include|name|give|state|cite|quote|add|use|
      open with|start with|end with|lead with)\b`.test(head) && !/^no\b/.test(head)
  );
}

/** The verb part of a clause, up to its object: "do not use", "keep it under", "mention". */
function headOf(clause: string): string {
  const match = pattern`
      ^(?:.*?\b(?:open|start|begin|lead|end|close|finish) (?:it |the tweet |tweets? |every tweet )?with\b|
      .*?\b(?:at most|at least|no more than)\b)`.exec(clause);
  if (match !== null) return match[0];
  const object = directObject.exec(clause);
  if (object !== null) {
    const from = object.index + object[0].length;
    const verbAfter = pattern`
        ^ (?:no|use|include|mention|name|add|say|give|write|put|open with|start with|end with|using|including|
        mentioning|adding|naming|writing|have|using any|use any)\b`.exec(clause.slice(from));
    return clause.slice(0, from + (verbAfter?.[0].length ?? 0));
  }
  return /^no\b/.test(clause) ? "no" : "";
}

function toClause(text: string, quotes: readonly string[]): Clause {
  return {
    text,
    quotes,
    negative: isNegative(text),
    numbers: numbersIn(text),
    bound: boundOf(text),
    place: placeOf(text),
  };
}

const notNegative = pattern`\b(?:no|not|never) (?:more|longer|less|fewer|over|under|above|below|later|exceed)\b|
  \b(?:do not|never|not|without) (?:\w+ )?(?:forget|fail|omit|skip|leave out|drop|neglect|miss|omitting|without)\b|
  \bnot only\b|\bno matter\b|\bwithout (?:fail|exception)\b|\bwhy not\b|\bnothing but\b|
  \bavoid (?:omitting|leaving out|skipping|forgetting)\b`;
const negation = pattern`
    \b(?:no|not|never|none|avoid|without|stop|skip|drop|leave out|leave off|omit|remove|refrain|ditch|lose|zero|
    ban|banned|free of|rid of|forbidden|cut out|leave the \w+ out|keep \w+ out|steer clear|do away|hold back|
    eliminate|strip|minus|nix|lay off|kill|spare)\b|-free\b|\btoo (?:many|much)\b`;

function isNegative(text: string): boolean {
  const plain = text.split(notNegative).join(" ");
  return (
    negation.test(plain) ||
    /\bcut (?:the|all|any) (?!\w+ (?:to|down))/.test(plain) ||
    /\b(?:leave|keep|take) (?:the |any |all )?[\w#-]+(?: \w+)? (?:out|off|away)\b/.test(plain)
  );
}

function numbersIn(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(/(?<![«\d.])\d{1,3}(?:,\d{3})+|(?<![«\d.])\d+|\b[a-z]+(?:-[a-z]+)?\b/g)) {
    const digits = Number(match[0].replaceAll(",", ""));
    const value = Number.isNaN(digits) ? wordValue(match[0]) : digits;
    if (value !== undefined) found.push(value);
  }
  return found;
}

function wordValue(word: string): number | undefined {
  if (word === "single" || word === "once") return 1;
  if (word === "couple") return 2;
  return Object.hasOwn(numberWords, word) ? numberWords[word] : undefined;
}

function boundOf(text: string): Bound | undefined {
  if (
    pattern`
      \b(?:at least|no (?:less|fewer) than|not (?:less|fewer) than|minimum|or more|
      more than(?<!no more than)(?<!not more than)|
      over(?<!not over)(?<!no over)(?<!do not go over)(?<!go over))\b`.test(text) &&
    !/\b(?:not|never|no|do not) (?:\w+ ){0,3}(?:more than|over|exceed)\b/.test(text)
  ) {
    return "min";
  }
  if (
    pattern`
      \b(?:at most|under|below|no (?:more|longer) than|not (?:more|longer) than|up to|max(?:imum)?|within|
      fewer than|less than|limit|or (?:less|fewer|under)|not (?:over|exceed)|exceed|more than|over|tops|cap|
      ceiling|shorter than|at the most|maximally|or two|between)\b`.test(text)
  )
    return "max";
  return /\b(?:exactly|precisely|only|just|single)\b/.test(text) ? "exact" : undefined;
}

function placeOf(text: string): Clause["place"] {
  if (
    pattern`
      \b(?:at the (?:very )?(?:end|bottom)|at (?:the )?last|last|(?:end|close|finish|conclude|sign off|wrap up|
      ending|closing) (?:\w+ ){0,3}(?:with|on|by)|final(?:ly)?|at the back)\b`.test(text)
  )
    return "end";
  if (
    pattern`
      \b(?:open|opening|opens|begin|beginning|start|starting|starts|lead|leads|leading|led|kick off|first|
      up ?front|at the (?:start|beginning|top)|foremost|front-?load|head)\b`.test(text)
  )
    return "start";
  return undefined;
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(do|does|did|should|must|would|could|is|are)n'?t\b/g, "$1 not")
    .replace(/\bcan'?t\b|\bcannot\b/g, "can not")
    .replace(/\bwon'?t\b/g, "will not")
    .replace(/[.!?]+\s*$/, "")
    .replace(/\be\.g\.|\bi\.e\./g, "such as");
}

const quotation = /["“”][^"“”]{1,80}["“”]|(?<![A-Za-z])'[^']{1,60}'(?![A-Za-z])|`[^`]{1,60}`|(?<![\w&])#[A-Za-z]\w+/g;

/** Takes quoted words and hashtags out, so that "never say “link in bio”" is not about links. */
function mask(text: string): { masked: string; quotes: string[] } {
  const quotes: string[] = [];
  const masked = text.replace(quotation, (match: string) => {
    quotes.push(match.replace(/^["“”'`]|["“”'`]$/g, "").trim());
    return `«${quotes.length - 1}»`;
  });
  return { masked, quotes };
}
