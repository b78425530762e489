/** Clauses of a sentence: cut where something new is asked or said, never inside what belongs together. */
import { isAmbiguousVerb, isBaseVerb, isDirectiveVerb, pastBase, singular, takesPlural, thirdBase } from "./english.js";
import { DETERMINER, FINITE, LIGHT_ADVERB, MODAL, PRONOUN, QUOTED, from } from "./fragments.js";
import { FEATURE_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";
import { styleNouns } from "./phrases.js";
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
  "because since so as cause which who where whose otherwise given while whereas for although though".split(" "),
);

const CONDITION = from(
  "(?:(?:please|also|and|but|so|then|plus|just|only|always|again) )*(?:if|when|whenever|where|wherever|unless|once|before|after|until|while|even if|even when|" +
    "in case|as soon as|as long as|provided|the (?:first|second|next|last) time|(?:every|each|any) ?time|for|in|on|at|with|within|during|given|instead of|rather than|besides|apart from|to)(?= )",
);

/** Cuts a sentence into clauses. */
export function clausesOf(sentence: Sentence, index: number): Clause[] {
  const { tokens } = sentence;
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

function inBrackets(tokens: readonly Token[], begin: number, at: number): boolean {
  let depth = 0;
  for (let index = begin; index < at; index++) {
    if (tokens[index]?.text === "(") depth += 1;
    if (tokens[index]?.text === ")") depth -= 1;
  }
  return depth > 0 && tokens.slice(at).some((token) => token.text === ")");
}

interface Joint {
  /** Where the next clause begins. */
  readonly next: number;
  readonly link: string;
  /** A comma or "then", which may also join a condition to what it conditions. */
  readonly soft: boolean;
  /** What follows asks for something. */
  readonly asks: boolean;
}

const CONNECTORS = new Set(
  "and but so because since cause as which who where whose plus yet or then otherwise though although while whereas also".split(
    " ",
  ),
);

function jointAt(tokens: readonly Token[], at: number, begin: number): Joint | null {
  const token = tokens[at];
  if (!token || at <= begin) return null;
  const word = token.text.toLowerCase();
  const next = tokens[at + 1];
  if (token.kind === "mark") return jointAtMark(tokens, at, begin);
  if (isRunOn(tokens, at, begin)) return { next: at, link: ",", soft: true, asks: true };
  if (!CONNECTORS.has(word) || !next || next.kind === "mark") return null;
  if (tokens[at - 1]?.kind === "mark" && tokens[at - 1]?.text === ",") return null;
  const left = joined(tokens.slice(begin, at));
  if (
    word === "because" ||
    (word === "cause" &&
      STATEMENT.test(joined(tokens.slice(at + 1, at + 9))) &&
      !/\b(?:the|a|an|this|that|of|to|may|might|can|could|will|would)$/i.test(left))
  )
    return { next: at + 1, link: word, soft: false, asks: false };
  if (/^(?:so|since|as|though|although|while|whereas|otherwise)$/.test(word)) {
    const follows = joined(tokens.slice(at + 1, at + 9));
    const says = STATEMENT.test(follows.replace(/^that /i, "")) || (word === "so" && asks(tokens, at + 1));
    if (word === "so" && /^(?:many|much|far|on|forth|long)\b/i.test(follows)) return null;
    return says &&
      !(word === "as" && (AS_IF.test(left) || /^(?:it|they|this|that) (?:is|are|was|stands?)$/i.test(follows)))
      ? { next: at + 1, link: word, soft: word === "so", asks: asks(tokens, at + 1) }
      : null;
  }
  if (/^(?:which|who|where|whose)$/.test(word)) return null;
  // "first …, then …" is one instruction
  if (word === "then" || (word === "and" && /^(?:only )?then\b/i.test(joined(tokens.slice(at + 1, at + 3)))))
    return null;
  if (word === "cause") return null;
  if (word === "or" || word === "yet" || word === "also") {
    return asks(tokens, at + 1) && hasVerb(left) && !goesOn(tokens, begin, at, at + 1)
      ? { next: at + 1, link: word, soft: true, asks: true }
      : null;
  }
  if (
    asks(tokens, at + 1) &&
    !goesOn(tokens, begin, at, at + 1) &&
    (word !== "and" ||
      !/^(?:try|go|come|both|between|be sure|wait)\b[^,]{0,12}$|\b(?:between|both|try|go)$/i.test(left))
  ) {
    return { next: at + 1, link: word, soft: false, asks: true };
  }
  const follows = joined(tokens.slice(at + 1, at + 9));
  return STATEMENT.test(follows) && hasVerb(left) ? { next: at + 1, link: word, soft: false, asks: false } : null;
}

/** "We reformulate it and derive …": a bare verb that goes on with the statement before it asks for nothing. */
function goesOn(tokens: readonly Token[], begin: number, end: number, start: number): boolean {
  const word = tokens[end]?.text === "," ? tokens[end + 1]?.text.toLowerCase() : tokens[end]?.text.toLowerCase();
  const follows = joined(tokens.slice(start, start + 4));
  if (/^(?:please|also please|do not|never|always|no|just|more|less|fewer|instead)\b/i.test(follows)) return false;
  const left = joined(tokens.slice(begin, end)).replace(
    /^(?:next time|in (?:the )?future|from now on|going forward|generally|in general),? /i,
    "",
  );
  if (asks(tokens, begin) || isDirectiveVerb(left.split(" ")[0] ?? "") || !hasFinite(left) || DIRECTED.test(left))
    return false;
  if (word === "but" || word === "yet")
    return (
      /^(?:we|they|i|you|these|those|some|many|most|\S+s)\b/i.test(left) &&
      !/^(?:this|its?|it's|always|thanks|looks|reads|sounds)\b/i.test(left)
    );
  return true;
}

const DIRECTED = new RegExp(
  `\\byou\\b|\\b(?:${MODAL})\\b|^(?:please|can|could|would|will|i'd|i would|i want|i need|let's|make sure|no|never|always|if|when|whenever|for \\S+,|in \\S+,)\\b`,
  "i",
);

function hasFinite(text: string): boolean {
  return (
    text
      .split(" ")
      .slice(1)
      .some((word) => from(`${FINITE}$`).test(word) || thirdBase(word) !== null || pastBase(word) !== null) ||
    /\b(?:we|they|i)\b/i.test(text)
  );
}

/** Haste leaves out the comma: "… when logging a complaint don't paraphrase", "… thanks also no emoji". */
function isRunOn(tokens: readonly Token[], at: number, begin: number): boolean {
  const word = tokens[at]?.text.toLowerCase() ?? "";
  const previous = tokens[at - 1]?.text.toLowerCase() ?? "";
  if (at - begin < 2 || !hasVerb(joined(tokens.slice(begin, at)))) return false;
  if (
    /(?:[^s]s|^(?:i|you|we|they|who|that|which|people|and|but|or|so|then|please|just|to|data|if|when|it|the|a|,|:|-|\())$/.test(
      previous,
    )
  )
    return false;
  if (word === "do" && tokens[at + 1]?.text.toLowerCase() === "not") return isBaseVerb(tokens[at + 2]?.text ?? "");
  return (
    word === "also" &&
    !/^(?:can|could|may|might|must|should|will|would|not|it|is|are|we|they|i|you|has|have|was|were)$/.test(previous) &&
    asks(tokens, at + 1)
  );
}

/** "house style: single quotes, two-space indent, no trailing commas": short items and no verb. */
function isListing(tokens: readonly Token[]): boolean {
  const items = joined(tokens).split(/, (?:and )?/);
  return (
    items.length >= 2 &&
    items.every((item) => item.split(" ").length <= 5 && !/\uE000|:/.test(item)) &&
    !asks(tokens, 0)
  );
}

const AS_IF = /\b(?:as|such|same|long|soon|far|well|much)$/i;

function jointAtMark(tokens: readonly Token[], at: number, begin: number): Joint | null {
  const mark = tokens[at];
  const next = tokens[at + 1];
  if (!mark || !next) return null;
  if (mark.text === ";" || (mark.text === "-" && mark.spaced && next.spaced))
    return { next: at + 1, link: mark.text, soft: false, asks: false };
  if (mark.text === "-" && next.text === "-") return { next: at + 2, link: "-", soft: false, asks: false };
  if (mark.text === "(") {
    return asks(tokens, at + 1) || STATEMENT.test(joined(tokens.slice(at + 1, at + 9)))
      ? { next: at + 1, link: "(", soft: false, asks: false }
      : null;
  }
  if (mark.text === ")") return asks(tokens, at + 1) ? { next: at + 1, link: ")", soft: false, asks: true } : null;
  if (mark.text === ":") {
    const topic = asks(tokens, at + 1) && isTopic(joined(tokens.slice(begin, at)));
    if (topic) return null;
    const opens =
      INTRODUCTION.test(joined(tokens.slice(begin, at))) ||
      asks(tokens, at + 1) ||
      STATEMENT.test(joined(tokens.slice(at + 1, at + 10)));
    return opens ? { next: at + 1, link: ":", soft: false, asks: true } : null;
  }
  if (mark.text !== "," || /^(?:please )?(?:never|never, ever|always)$/i.test(joined(tokens.slice(begin, at))))
    return null;
  const word = next.text.toLowerCase();
  if (
    /^(?:and |only |but )*then\b/i.test(joined(tokens.slice(at + 1, at + 4))) &&
    /^(?:first|always|please|start|begin)?\b/i.test(joined(tokens.slice(begin, at)))
  ) {
    return /^(?:if|when|whenever|once)\b/i.test(joined(tokens.slice(begin, at)))
      ? { next: at + 1, link: "then", soft: true, asks: true }
      : null;
  }
  const connected = CONNECTORS.has(word) && word !== "as";
  const start = connected ? at + 2 : at + 1;
  const link = connected ? word : ",";
  const follows = joined(tokens.slice(start, start + 9));
  if (/^(?:which|who|where|whose|because|cause|since|so|otherwise|whereas|although|though)$/.test(word)) {
    return { next: start, link: word, soft: word === "so", asks: asks(tokens, start) };
  }
  if (asks(tokens, start) && !(connected && goesOn(tokens, begin, at, start)))
    return { next: start, link, soft: !connected, asks: true };
  if (word === "as" && STATEMENT.test(joined(tokens.slice(at + 2, at + 10))))
    return { next: at + 2, link: "as", soft: false, asks: false };
  if (STATEMENT.test(follows)) return { next: start, link, soft: !connected, asks: false };
  return word === "but" && !/\bnot\b/i.test(joined(tokens.slice(begin, at)))
    ? { next: start, link: "but", soft: false, asks: false }
    : null;
}

/** What only introduces what follows its colon: "One thing:", "For next time:", "Rule of thumb:". */
export const INTRODUCTION =
  /^(?:.*\b)?(?:things?|quick one|one more|notes?|points?|requests?|asks?|rules?(?: of thumb)?|remember|reminders?|peeves?|niggles?|nits?|nitpicks?|feedback|comments?|suggestions?|remarks?|issues?|problems?|future|later|time|on|forward|today|fyi|ps|p\.s|tl;dr|summary|short|changes?|tweaks?|wish(?:list)?|guidelines?|preferences?|quibbles?|favou?r|house style|style|style guide|conventions?|polic(?:y|ies)|this|that|following|gripes?|thoughts?|ideas?|learnings?|lessons?|improvements?|please|complaints?|is|are|instructions?|basics|reiterate|again|clear|hint|tip|everyone|all|team|guys|hi|hello|hey)$/i;

/** The beginning of a sentence that states something: a pronoun or a short noun phrase, and a finite verb. */
const STATEMENT = from(
  `(?:${LIGHT_ADVERB} )*(?:(?:I|you|we|they|he|she|it|that|this|there|who|nobody|no one|everyone|everybody|people|someone|half)(?:'s|'re|'d|'ll|'m|'ve)(?= )` +
    `|${PRONOUN} (?:(?:all|both|also|just|really|never|always|only|often|still|usually|already|then|do not|did not) )*(?!${DETERMINER} |in |on |at |of |for |with |to )(?:${FINITE}|[a-z]+(?:s|ed)|think|guess|believe|feel|need|want|like|love|hate|prefer|find|click|read|see|skip|scroll|land|get|look|know|care|reply|use|say|do)(?= |$)` +
    `|(?:the|our|my|your|their|an?|every|each|most|some|all|many) (?:[\\p{L}'-]+ ){1,4}(?:(?:just|really|never|always|only|often|still|also) )*(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|cannot|should|must|may|might|needs?|goes|know|want|love|hate|prefer|expect|read)(?= |$)` +
    `|(?:the|our|my|your|their|an?) (?:[\\p{L}-]+ ){0,2}[\\p{L}-]+'s (?!${DETERMINER} |[\\p{L}-]+s? (?:in|on|at|of|and)(?: |$))[\\p{L}-]+(?= |$)` +
    `|(?:${QUOTED}|(?:[\\p{L}-]+ ){0,2}[\\p{L}-]+) (?:is|are|was|were|will|should|must|can|could|cannot|need to|needs to|have to|has to|goes?|comes?|belongs?)(?= |$)` +
    `|[\\p{L}-]+ (?:cuts?|breaks?|strips?|hates?|loves?|wants?|needs?|shows?|looks?|makes?|gets?|keeps?|says?|does|do not|eats?|mangles?|rejects?|prefers?|flags?|renders?|truncates?|ignores?|skips?|complains?|notices?|says?|thinks?) (?:${DETERMINER}|we|you|I|they|it|them|us|me|off|like|as|up|to) )`,
);

/** True if what begins here asks for something: a verb in its base form, a "no" or a "more" with a noun. */
export function asks(tokens: readonly Token[], start: number): boolean {
  let at = start;
  const wordAt = (index: number): string => tokens[index]?.text.toLowerCase() ?? "";
  while (
    tokens[at + 1] &&
    (from(`${LIGHT_ADVERB}$`).test(wordAt(at)) ||
      /^(?:at least|in future|next time|in general)$/.test(`${wordAt(at)} ${wordAt(at + 1)}`))
  ) {
    at += from(`${LIGHT_ADVERB}$`).test(wordAt(at)) ? 1 : 2;
  }
  if (wordAt(at) === ",") at++;
  const word = wordAt(at);
  const next = wordAt(at + 1);
  if (/^(?:always|only|usually|generally)$/.test(word)) return isBaseVerb(next) && asksWith(tokens, at + 1);
  if (word === "never" && wordAt(start - 1) === "," && /^(?:the|a|an|any|in|on)$/.test(next)) return false;
  if (word === "never") return isBaseVerb(next) || /^(?:ever|the|a|an|any|in|on)$/.test(next);
  if (word === "do" && next === "not") return true;
  if (word === "no")
    return (
      (/^[\p{L}\uE000]/u.test(next) &&
        !/^(?:one|longer|matter|idea|doubt|problem|worries|need|way|offence|offense|idea|thanks|wonder|more|less|fewer|later|earlier)$/.test(
          next,
        )) ||
      (next === "more" && !/^than$/.test(wordAt(at + 2)))
    );
  if (
    !/^(?:two|three|four|five|one|\d+)$/.test(wordAt(start - 2)) &&
    /^(?:\d+|one|two|three|four|five|six) [\p{L}-]+ (?:max|tops|maximum|at most)\b/iu.test(
      joined(tokens.slice(at, at + 4)),
    )
  )
    return true;
  if (LIMIT_AHEAD.test(joined(tokens.slice(at, at + 6)))) return true;
  if (/^(?:more|less|fewer|shorter|longer|simpler)$/.test(word)) return isStyleNoun(next);
  if (/^(?:try|make|be|avoid|remember|do|keep|please)$/.test(word)) return /^[\p{L}\uE000\d]/u.test(next);
  return asksWith(tokens, at);
}

/** "description under 155 characters" */
const LIMIT_AHEAD = from(
  "(?:the )?\\p{L}+(?: \\p{L}+)? (?:under|below|max|at most|no more than|up to|less than|within) \\d",
);

function asksWith(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? "";
  const next = tokens[at + 1]?.text ?? "";
  if (!isDirectiveVerb(word)) return false;
  if (from(`(?:is|are|was|were|should|must|has|have|can|could|will|would|and|or|,|:|-|of|need|needs)$`).test(next))
    return false;
  if (!isAmbiguousVerb(word)) return next !== "";
  return (
    from(
      `(?:${DETERMINER}|it|them|him|her|us|me|${QUOTED}|with|to|out|off|how|what|where|why|who|whether|that|they|you|everything|things|people|as|like|numbers?|[$€£]?\\d.*)$`,
    ).test(next) || (next.endsWith("s") && takesPlural(word))
  );
}

export function isStyleNoun(word: string): boolean {
  const root = singular(word);
  return FEATURE_NOUNS.has(root) || OUTPUT_NOUNS.has(root);
}

/** True if the words hold a verb, so that they can be a clause of their own. */
export function hasVerb(text: string): boolean {
  const words = text.split(" ");
  return (
    words.some(
      (word, index) =>
        from(`${FINITE}$`).test(word) ||
        /'(?:s|re|d|ll|m|ve)$/i.test(word) ||
        /^(?:do|never|no|avoid)$/i.test(word) ||
        (isDirectiveVerb(word) && (index === 0 || !isAmbiguousVerb(word))),
    ) || /^(?:more|less|fewer|too|no)\b/i.test(text)
  );
}

/** "Comments in code: explain why": what stands before the colon is what the directive is about. */
export function isTopic(text: string): boolean {
  return (
    text.split(" ").length <= 5 &&
    !hasVerb(text) &&
    styleNouns(text).length > 0 &&
    !INTRODUCTION.test(text) &&
    !/^(?:tone|style|voice|length|format)$/i.test(text)
  );
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
