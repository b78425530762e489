// How abstract sentences open, and what of that a tweet can do without: connectives, "experiments show that", settings.
import { anyCase, pattern } from "../../text/pattern.js";
import { hasFiniteVerb } from "../../text/grammar.js";

const connective = anyCase`^(?:however|moreover|furthermore|further|additionally|in addition(?! to)|
  (?:more )?specifically|
  in particular|particularly|thus|therefore|hence|consequently|accordingly|as a result|as such|to this end|here|finally|
  also|then|next|lastly|subsequently|indeed|in fact|notably|(?:most )?importantly|interestingly|surprisingly|remarkably|
  crucially|empirically|theoretically|overall|in (?:summary|conclusion|short|concert|total|all)|together|altogether|
  meanwhile|on the (?:other|one) hand|by contrast|in contrast|for example|for instance|first(?:ly)?|second(?:ly)?|
  third(?:ly)?|nonetheless|nevertheless|unfortunately|still|so(?! far| called)|and|but|yet|likewise|similarly|
  beyond this|besides|at the same time|in other words|namely|that is|to do so|at last|
  in this (?:case|context|scope|regard|respect|setting|way)|
  in (?:this|the present) (?:paper|work|study|article|letter|thesis|report|contribution|survey|review)|
  with (?:this|the present) (?:paper|work|study)|in some particular cases|in application|
  to (?:the best of )?(?:my|our) knowledge|in (?:our )?experiments|in practice),?\s+`;

const pointing = anyCase`
    \b(?:this|these|those|such|above|aforementioned|the (?:problem|issue|gap|former|latter|obstacle|goal|end|
    deficienc(?:y|ies)|frameworks?)|our (?:approach|method|model|framework|conclusions?|hypothesis|analysis|
    findings))\b`;
const settingWord = pattern`
    ^(?:To|By|With|Through|Using|Based on|Given|In|For|From|On|Motivated by|Inspired by|Considering|Under|Via|
    After|Following|While|Although|Though|Unlike|Rather than|Despite|Beyond|Besides|Instead of|Compared (?:to|
    with)|When|If|As|Since|Because|Towards?|Leveraging|Utili[sz]ing|Building on|Apart from|Among|At|Within|
    Across|Over|Without|No matter|As long as|Whether|Whenever|Wherever|Even)\b`;
const subjectStart =
  /^(?:we|our|i|the|a|an|it|its|they|this|these|both|all|most|many|several|no|each|there|one|two|three)\b|^\p{Lu}/u;

/** The sentence without "However,", "In this paper," and the like, one after another, capital restored. */
export function withoutConnective(sentence: string): string {
  let text = sentence;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(connective, (match) => (/,\s+$/.test(match) || dispensable(match) ? "" : match));
  }
  return capitalised(text === "" ? sentence : text).replace(/^((?:\S+ ){1,3})also (?=\p{Ll})/u, "$1");
}

/** Some connectives go without a comma too: "In this paper we", "Here we". */
function dispensable(match: string): boolean {
  return anyCase`
    ^(?:here|in this |in the present|with (?:this|the present)|thus|hence|also|then|in addition|and|but|
    to (?:the best of )?(?:my|our) knowledge)`.test(match);
}

export interface Setting {
  /** The opening phrase without its comma. */
  readonly phrase: string;
  /** The main clause, capital restored. */
  readonly rest: string;
  /** Whether the phrase points back to something said before ("To address these challenges"). */
  readonly pointsBack: boolean;
}

/** Splits off an opening phrase such as "Using 15 data sets," when a main clause follows its comma. */
export function settingOf(sentence: string): Setting | undefined {
  if (!settingWord.test(sentence)) return undefined;
  for (const match of sentence.matchAll(/,\s/g)) {
    const phrase = sentence.slice(0, match.index);
    const rest = sentence.slice(match.index + match[0].length);
    if (isListGap(phrase, rest) || !subjectStart.test(rest) || !balanced(phrase)) continue;
    if (hasFiniteVerb(firstClause(rest))) return { phrase, rest: capitalised(rest), pointsBack: pointing.test(phrase) };
  }
  return undefined;
}

function isListGap(phrase: string, rest: string): boolean {
  return /^(?:and|or)\b/i.test(rest) || /\bsuch as [^,]*$/.test(phrase) || /^\S+(?: \S+)?,? (?:and|or) /.test(rest);
}

function firstClause(text: string): string {
  return text.split(/[,;:]\s/)[0] ?? text;
}

const tellingVerb =
  oneLine(`show|prove|find|found|demonstrate|observe|discover|report|conclude|establish|confirm|reveal|
  indicate|suggest|highlight|argue|see|note|predict|identify|verify|corroborate|imply|illustrate|expose`);
const describing = oneLine(`the|our|these|extensive|comprehensive|empirical|experimental|numerical|theoretical|further|
  quantitative|qualitative|detailed|thorough|simulation|simulated|limited|preliminary|initial|main|evaluation|obtained|
  and|ablation|testing|field|real`);
const evidence = oneLine(`experiments?|results?|findings?|evaluations?|stud(?:y|ies)|analys[ei]s|work|paper|tests?|
  simulations?|observations?|measurements?|research|investigations?|comparisons?|testing|data|spectra|runs`);
const about = "(?:\\s(?:on|of|with|for|from|in|across|over|to)\\s[^.;]{1,110}?)?,?";
const tellingSubject = `(?:(?:${describing})\\s)*(?:${evidence})${about}`;
const passiveTelling = "shown|found|proved|proven|demonstrated|observed|proposed|predicted|known|established";

function oneLine(list: string): string {
  return list.replace(/\n\s*/g, "");
}

const frames: readonly RegExp[] = [
  new RegExp(`^(?:we|i) (?:\\w+ly |also |further |then |thus |have )*(?:${tellingVerb})(?:ed|d)? that (.+)$`, "i"),
  new RegExp(
    `^${tellingSubject} (?:\\w+ly |also |further |have |has )*(?:${tellingVerb})(?:e?s|ed|d|n)?,? that (.+)$`,
    "i",
  ),
  new RegExp(
    `^(?:we|this \\w+) [^;]+?,? and (?:we )?(?:conclude|show|find|prove|demonstrate|observe)s? that,? (.+)$`,
    "i",
  ),
  new RegExp(`^it (?:is|was|has been) (?:\\w+ly |also )*(?:${passiveTelling}) that (.+)$`, "i"),
];
const frameWithoutThat = new RegExp(
  `^(?:(?:we|i)|${tellingSubject}) (?:\\w+ly |also )*(?:${tellingVerb})(?:s|ed|d)? (\\S+ .+)$`,
  "i",
);

/** What follows "we show that", "experiments on X reveal that"; `undefined` when the sentence is not framed so. */
export function unframed(sentence: string): string | undefined {
  for (const frame of frames) {
    const inner = frame.exec(sentence)?.[1];
    if (inner !== undefined && hasFiniteVerb(inner) && !/ and that /.test(inner))
      return capitalised(withoutConnective(inner));
  }
  const inner = frameWithoutThat.exec(sentence)?.[1];
  return inner !== undefined && startsWithClause(inner) ? capitalised(inner) : undefined;
}

const clauseSubject = /^(?:our|the|existing|such|current|all|most|several)\b|^\p{Lu}/iu;
/** "our hypothesis that", "the ability to": a noun and what belongs to it, where a subject and its verb should be. */
const nounWithComplement = /^\p{L}+ (?:\p{L}+ )?\p{L}+ (?:that|of|to|for)\b/u;
const early = anyCase`\s(?:is|are|was|were|has|have|can|outperforms?|achieves?|improves?|exhibits?|unanimously|
  significantly|consistently|reduces?|surpass(?:es)?)\s`;

/** "our model improves …" starts a clause, "the ability to command …" and "superior performance of …" do not. */
function startsWithClause(text: string): boolean {
  const head = text.split(/\s/).slice(0, 9).join(" ");
  return clauseSubject.test(text) && !nounWithComplement.test(text) && early.test(`${head} `) && hasFiniteVerb(head);
}

/** First letter upper case, unless the first word is written in a way of its own (kNN, α, p53). */
export function capitalised(text: string): string {
  const first = /^[\p{L}\p{N}-]+/u.exec(text)?.[0] ?? "";
  const long = first.length > 1 || first === "a";
  const plain = long && /^\p{Ll}+(?:-\p{L}+)*$/u.test(first) && /^[a-zà-ÿ]/.test(first);
  return plain ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Brackets and curly quotation marks open and close in order. */
export function balanced(text: string): boolean {
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", "”": "“" };
  const open: string[] = [];
  const intervals = text.replace(/[([]\s?[\d.∞-]+\s?,\s?[\d.∞-]+\s?[)\]]/g, "");
  for (const character of intervals) {
    if (Object.values(pairs).includes(character)) open.push(character);
    else if (pairs[character] !== undefined && open.pop() !== pairs[character]) return false;
  }
  return open.length === 0 && (text.match(/"/g)?.length ?? 0) % 2 === 0;
}
