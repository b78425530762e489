/** Whether words ask for something: the look ahead by which clauses are cut. */
import { isAmbiguousVerb, isBaseVerb, isDirectiveVerb, pastBase, singular, takesPlural, thirdBase } from "./english.js";
import { DETERMINER, FINITE, from, LIGHT_ADVERB, MODAL, QUOTED } from "./fragments.js";
import { FUNCTION_WORDS } from "./lexicon/function-words.js";
import { FEATURE_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";
import { joined, type Token } from "./tokens.js";

/** "We reformulate it and derive …": a bare verb that goes on with the statement before it asks for nothing. */
export function goesOn(tokens: readonly Token[], begin: number, end: number, start: number): boolean {
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
  `\\byou\\b|\\b(?:${MODAL})\\b|^(?:please|can|could|would|will|i'd|i would|i want|i need|let's|` +
    "make sure|no|never|always|if|when|whenever|for \\S+,|in \\S+,)\\b",
  "i",
);

function hasFinite(text: string): boolean {
  const words = text.split(" ");
  return (
    words.some((word, index) => {
      if (index === 0) return false;
      if (from(`${FINITE}$`).test(word) || pastBase(word) !== null) return true;
      // "the bot links them", but not "keywords in caps always"
      return (
        thirdBase(word) !== null &&
        from(`(?:${DETERMINER}|it|them|us|me|how|that|to|\\d+)$`).test(words[index + 1] ?? "")
      );
    }) || /\b(?:we|they|i)\b/i.test(text)
  );
}

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
  if (/^(?:only|just)$/.test(word) && /^(?:one|two|three|\d+)$/.test(next)) return true;
  if (/^(?:always|only|usually|generally)$/.test(word)) return isBaseVerb(next) && asksWith(tokens, at + 1);
  if (
    word === "never" &&
    wordAt(start - 1) === "," &&
    /^(?:the|a|an|any|in|on|at|as|with|by|after|before|under|inline|inside|from|to)$/.test(next)
  )
    return false;
  if (word === "never") return isBaseVerb(next) || /^(?:ever|the|a|an|any|in|on)$/.test(next);
  if (word === "do" && next === "not") return true;
  if (/^(?:could|can|would)$/.test(word)) return /^(?:you|we|the)$/.test(next);
  if (/^(?:,|and)$/.test(wordAt(start - 1)) && BOUND_AHEAD.test(joined(tokens.slice(at, at + 5)))) return true;
  if (word === "nothing") return /^(?:in|about|over|longer|more|with)$/.test(next);
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

/** "…, and under 50 characters" */
const BOUND_AHEAD = from(
  "(?:under|below|max|at most|no more than|no longer than|up to|less than|fewer than) (?:\\d+|one|two|three|four|five|six)\\b",
);

function asksWith(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? "";
  const next = tokens[at + 1]?.text ?? "";
  if (!isDirectiveVerb(word)) return /^(?:every|each)$/i.test(next) && isBareWord(word);
  if (from(`(?:is|are|was|were|should|must|has|have|can|could|will|would|and|or|,|:|-|of|need|needs)$`).test(next))
    return false;
  if (!isAmbiguousVerb(word)) return next !== "";
  return (
    from(
      `(?:${DETERMINER}|it|them|him|her|us|me|${QUOTED}|with|to|out|off|how|what|where|why|who|whether|` +
        "that|they|you|everything|things|people|as|like|numbers|[$€£]?\\d.*)$",
    ).test(next) ||
    (next.endsWith("s") && takesPlural(word))
  );
}

/** "alias every table": what stands before "every" and is no other word is a verb. */
const isBareWord = (word: string): boolean =>
  /^[a-z]{3,}$/i.test(word) && !FUNCTION_WORDS.has(word.toLowerCase()) && !/(?:[^sa]s|ed|ing|ly)$/i.test(word);

function isStyleNoun(word: string): boolean {
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
