/** Noun phrases: what they are about, whether they are many, and how they read after "use". */
import { gerundBase, isBaseVerb, isCommonNoun, isKnown, isPerson, singular } from "./english.js";
import { QUOTED, whole, within } from "./fragments.js";
import { COMPOUND_NOUNS, FEATURE_NOUNS, MASS_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";

const BROKEN =
  /[,;:]$|^(?:of|to|in|and|or|with|by|for|is|are|except|if|when|so|as)\b|\b(?:the|an?|of|to|in|and|or|with|by|for|my|your|our)$/i;
const CLAUSE_LIKE = within(
  "I|you|he|she|we|they|is|are|was|were|am|has|have|had|does|did|will|would|can|cannot|could|should|must|may|might|got|gets|said|says|told|because|if|when|please",
);

/** True for up to `most` words that can be a noun phrase: no subject pronoun and no finite verb among them. */
export function isNounPhrase(text: string, most = 9): boolean {
  const words = text.trim().split(" ");
  if (text.trim() === "" || words.length > most || BROKEN.test(text) || /[:?!]|;(?!dr)/i.test(text)) return false;
  if (
    /^(?:it|them|this|that|these|those|one|ones|me|us|him|her|everything|anything|nothing|something|stuff|so|there|here|not|more|less|fewer|much|many|all|both|too|very|sure|well|better|best|worse|good|great)$/i.test(
      text,
    )
  )
    return false;
  const relative = text
    .replace(/ (?:that|which|who|(?:we|you|they|I) [\p{L}']+) .*$/iu, "")
    .replace(/ (?:you|we|I|they) (?:use|write|make|send|post|publish|put|add|include|mention)$/i, "");
  return (
    !CLAUSE_LIKE.test(relative) &&
    !/(?<!\b(?:to|that|which|who|we|you|they|I|people|and|or) )\b\p{L}+s (?:confuse|annoy|make|need|want|get|work|look|sound|feel|help|show|tell|go|come|take|give|know|think|look like)\b/iu.test(
      relative,
    )
  );
}

/** Words that name a thing directives are about, whole compounds first, in the singular. */
export function styleNouns(text: string): string[] {
  let rest = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'\s;-]/gu, " ")
    .replace(/;(?!dr)/g, " ")} `;
  const found: string[] = [];
  for (const compound of COMPOUND_NOUNS) {
    const pattern = new RegExp(`(?<= )${compound.replace("-", "[- ]")}(?:s|es)?(?= )`, "u");
    if (!pattern.test(rest)) continue;
    found.push(compound);
    rest = rest.replace(pattern, " ");
  }
  for (const word of rest.split(/\s+/)) {
    const root = singular(word);
    if (FEATURE_NOUNS.has(root) || OUTPUT_NOUNS.has(root)) found.push(root);
    else if (FEATURE_NOUNS.has(word)) found.push(word);
  }
  return found;
}

export const isAboutStyle = (text: string): boolean =>
  styleNouns(text).length > 0 || new RegExp(QUOTED, "u").test(text);

/** True if the phrase is, or begins as, a kind of output: tweets, the title, every email, it. */
export function isOutput(text: string): boolean {
  const head = headOf(text);
  return (
    OUTPUT_NOUNS.has(singular(head)) ||
    [...OUTPUT_NOUNS].some((noun) => noun.includes(" ") && text.toLowerCase().includes(noun))
  );
}

/** The head of a noun phrase, in lower case: the last word before "of", "in", "that" and the like. */
export function headOf(text: string): string {
  const core = text.replace(
    / (?:of|in|on|at|for|from|to|with|without|by|about|as|like|than|per|that|which|who|when|where|after|before|between|under|over|above|below|up|older|larger|longer|shorter|newer|into|we|you|they|I) .*$/iu,
    "",
  );
  return (core.split(" ").at(-1) ?? "").toLowerCase();
}

const PLURAL_WORDS = new Set("data emoji people criteria media children men women".split(" "));

export function isPlural(text: string): boolean {
  const head = headOf(text);
  return (
    PLURAL_WORDS.has(head) ||
    /(?:emojis|gifs|urls)$/.test(head) ||
    (head.endsWith("s") && !/(?:ss|us|is|news|'s)$/.test(head)) ||
    / and /.test(text)
  );
}

/** A kind of thing, not one at hand, and nobody: "arrival times", "every invoice". */
export function isKind(text: string): boolean {
  if (/^(?:everything|anything|whatever) (?:that )?(?:you|we|it) \p{L}+/iu.test(text)) return true;
  if (
    /^(?:the|these|those|this|that|my|your)\b|\b(?:nobody|no one|every(?:body|one)|some(?:body|one)|any(?:body|one)|who|they|we|you|it|that|which)\b/i.test(
      text,
    ) ||
    isPerson(headOf(text))
  )
    return false;
  if (isPlural(text) || /^(?:every|each|any|all|no) /i.test(text)) return true;
  // "vocabulary", "delivery": what has no article in the singular is no one thing either
  return (
    !/^(?:an?|our|its|their|her|his|one|it|he|she|everyone|everything|nothing) ?/i.test(text) &&
    isCommonNoun(headOf(text))
  );
}

/** The phrase without what points at one place only: "the exclamation marks" → "exclamation marks". */
export function general(text: string): string {
  const bare = text
    .replace(
      /^(?:any|all(?! caps)|all the|all these|all those|all of the|so many|too many|that many|so much|too much|quite so many|such|these|those|those little|more|yet another|another|such an?|even)(?: of (?:the|these|those))? (?=\S)/i,
      "",
    )
    .replace(
      /^(?:bloody|damn|damned|stupid|silly|awful|annoying|endless|constant|little|horrible|ridiculous|random|unnecessary|dreadful|effing|freaking|frigging) (?=\S)/i,
      "",
    );
  if (
    /^the /i.test(bare) &&
    (isPlural(bare) || MASS_NOUNS.has(headOf(bare)) || MASS_NOUNS.has(bare.slice(4).toLowerCase())) &&
    !/^the (?:word|phrase|term)s? /i.test(bare)
  )
    return bare.slice(4);
  return bare;
}

/** Lower case at the beginning, unless the word is written with a capital anywhere. */
export function lowerFirst(text: string): string {
  const first = /^[\p{L}\p{N}'’-]+/u.exec(text)?.[0] ?? "";
  const plain = /^\p{Lu}[\p{Ll}'’-]*$/u.test(first) && first !== "I" && !first.startsWith("I'");
  if (
    plain &&
    !PROPER.has(first.toLowerCase()) &&
    styleNouns(text.split(" ").slice(0, 3).join(" ")).some((noun) => noun.startsWith(first.toLowerCase()))
  ) {
    return first.toLowerCase() + text.slice(first.length);
  }
  const proper = PROPER.has(first.toLowerCase()) || (!isKnown(first) && !isBaseVerb(first) && !/ly$|ing$/.test(first));
  return (plain && !proper) || first === "A" ? first.toLowerCase() + text.slice(first.length) : text;
}

const PROPER = new Set(
  `english british american french german spanish latin oxford markdown january february march april june july
  august september october november december
  monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
  saturdays sundays
  twitter slack gmail linkedin europe european britain america london harvard google christmas easter celsius
  fahrenheit`.split(/\s+/),
);

/** Capital at the beginning, unless it begins with a quotation, a handle or a name in small letters. */
export function upperFirst(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** "Do not …" before a noun phrase or a gerund: "use hashtags", "ask for retweets", "mention prices". */
export function useOf(phrase: string): string {
  const text = lowerFirst(general(phrase));
  const asAction = gerundAction(text);
  if (asAction) return asAction;
  const mention = /^(?:mentions?|references?|talk|discussion|word) (?:of|to|about) (.+)$/i.exec(text)?.[1];
  if (mention) return `mention ${lowerFirst(mention)}`;
  const head = singular(headOf(text));
  if (/^(?:promise|joke|pun|assumption|claim|generalisation|generalization|guess|wisecrack)$/.test(head))
    return `make ${text}`;
  if (TOPICS.test(head)) return `mention ${text}`;
  return `use ${text}`;
}

const TOPICS = new RegExp(
  "^(?:politics|religion|price|competitor|refund|discount|gossip|crypto|brand|name|spoiler|salary|" +
    "investor|client|customer|patient)$",
  "",
);

/** "using hashtags or adding links" → "use hashtags or add links"; null if it does not begin with a gerund. */
export function gerundAction(text: string): string | null {
  const [first = "", ...rest] = text.split(" ");
  const adverb = /ly$|^(?:always|never|just|ever|even)$/i.test(first) ? first : null;
  const base = gerundBase(adverb ? (rest[0] ?? "") : first);
  if (!base) return null;
  const tail = adverb ? rest.slice(1) : rest;
  if (
    tail.length === 0 &&
    !/^(?:hedge|preach|moralise|ramble|waffle|apologise|exaggerate|guess|speculate|shout|swear|brag|generalise|overexplain|lecture|patronise|upsell|oversell|flatter|joke|editorialise|summarise|generalize|apologize|moralize|summarize|abbreviate|rhyme|gush|speculate|assume)$/.test(
      base,
    )
  )
    return null;
  // "and" and "or" may join a second gerund: "using hashtags and adding links".
  const joined = tail.map((word, index) =>
    /^(?:and|or|,)$/.test(tail[index - 1] ?? "") ? (gerundBase(word) ?? word) : word,
  );
  return [...(adverb && !/^(?:always|just|ever|even)$/i.test(adverb) ? [adverb] : []), base, ...joined].join(" ");
}

/** Style choices that can stand alone: "British spelling", "Active voice", "Plain English", "sentence case". */
export const CHOICE = whole(
  "(?:(?:the|a|an|more) )?(?:(?:british|american|uk|us|canadian|australian|correct|proper|simple|" +
    "plain|simpler|plainer|everyday) (?:english|spelling|spellings|language|words|punctuation)|" +
    "(?:active|passive) voice|(?:present|past|future) tense|(?:first|second|" +
    "third)[ -]person(?: (?:plural|singular))?|(?:sentence|title|lower|upper) case|(?:oxford|" +
    "serial) commas?|" +
    "(?:metric|imperial|si) units?|(?:straight|curly|smart|single|double) (?:quotes|quotation marks|" +
    "quote marks)|(?:formal|informal|neutral|friendly|warm|conversational|chatty|casual|" +
    "professional) (?:tone|language|register|style)|" +
    "(?:24|12)-hour (?:clock|times?|format)|iso dates?|bullet points?|bullets|numbered lists?|" +
    "(?:one|a single) paragraph|line breaks between sentences|plain text|full sentences|complete sentences|short sentences|short paragraphs|digits|numerals|" +
    "gender-neutral language|inclusive language|plain language)",
);

/** What stands for any output: it, they, everything. */
export const ANYTHING = /^(?:it|they|these|those|everything|all of (?:it|them|these)|them|things|the whole thing)$/i;
