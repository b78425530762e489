/** What "it", "them" or "that" stands for, from the clauses before; a directive that needs more is given up. */
import type { Antecedent, Draft } from "./draft.js";
import { gerundBase, isBaseVerb, pastBase, singular, thirdBase } from "./english.js";
import { FUNCTION_WORDS } from "./lexicon/function-words.js";
import { RECURRING } from "./forms/tasks.js";
import { QUOTED } from "./fragments.js";
import { FEATURE_NOUNS, MASS_NOUNS } from "./lexicon/nouns.js";
import { general, gerundAction, isNounPhrase, isOutput, isPlural, lowerFirst, styleNouns } from "./phrases.js";

/** What was spoken of last. Looks back over at most four clauses. */
export function antecedentOf(earlier: readonly string[]): Antecedent | null {
  const nouns: string[] = [];
  let action: string | null = null;
  for (const [back, text] of earlier.slice(-4).reverse().entries()) {
    if (back === 0 || !/\b(?:we|they) (?:can|cannot|do|should|must|will)/i.test(earlier.at(-1) ?? ""))
      action ??= doneBy(text);
    const found = nounIn(text);
    if (found) nouns.push(found);
  }
  const noun = nouns[0] ?? null;
  const single = nouns.find((other) => !isPlural(other)) ?? null;
  const again = /\b(?:again|another|still|always|every|yet more|keep|so many|too many|all the|all these)\b/i.test(
    earlier.at(-1) ?? "",
  );
  return noun === null && action === null
    ? null
    : {
        noun,
        single,
        near: nounIn(earlier.at(-1) ?? "") !== null,
        plural: noun !== null && isPlural(noun),
        again,
        action,
      };
}

const DONE = new RegExp(
  "\\b(?:you|the bot|it|this one|they) (?:all )?(?:(?:always|never|also|just|really|actually|have|" +
    "'ve|had|has) )*(\\p{L}+)((?: .+)?)$",
  "iu",
);

const DOING = new RegExp(
  "\\b(?:you're|you are|you were|it's|it is|you keep|you kept|keeps?|stop)(?: always| constantly|" +
    " still)? (\\p{L}+ing .+)$",
  "iu",
);

function doneBy(text: string): string | null {
  const asked =
    /\b(?:why )?(?:do|does|did) you (?:always |keep |constantly |have to |need to |insist on |ever |all )*(\p{L}+)(.*)$/iu.exec(
      text,
    );
  if (asked) {
    const action =
      gerundAction(`${asked[1]}${asked[2]}`) ?? (isBaseVerb(asked[1] ?? "") ? `${asked[1]}${asked[2]}` : null);
    if (action) return action;
  }
  const everyOne =
    /^((?:every|each|all(?: the)?|all your) .+?) (starts?|begins?|opens?|ends?|closes?) (with|on|in) (.+)$/i.exec(text);
  if (everyOne)
    return `${(everyOne[2] ?? "").toLowerCase().replace(/s$/, "")} ${lowerFirst(everyOne[1] ?? "")} ${everyOne[3]} ${everyOne[4]}`;
  const doing = DOING.exec(text)?.[1];
  if (doing) return gerundAction(doing);
  const found = DONE.exec(text);
  const base = found && pastBase(found[1] ?? "");
  if (!found || !base || base === "be" || base === "have" || base === "do") return null;
  return `${base}${(found[2] ?? "").replace(/ (?:in |for |on |with )?(?:this|that|the last|today's|the) (?:one|post|tweet|time|email|draft|message|reply|summary|thread)?(?: here)?$/iu, "").replace(/ (?:here|again|today|yesterday|last time|this time|at all|too)$/iu, "")}`;
}

/** The noun phrase of a clause that directives can be about. */
function nounIn(text: string): string | null {
  const plainWord =
    /\bthe (?:word|term) (?!for\b|of\b)[\p{L}-]+(?: as an? (?:verb|noun|adjective|adverb|greeting|opener|filler))?(?!\p{L})/iu.exec(
      text,
    )?.[0];
  if (plainWord && !/ (?:is|was|count|limit)$/i.test(plainWord)) return lowerFirst(plainWord);
  const word = new RegExp(
    `(?:the (?:words?|phrases?|terms?|expressions?) )?${QUOTED}(?:(?:,|,? (?:and|or)) ${QUOTED})*`,
    "iu",
  ).exec(text)?.[0];
  if (word) return /^the /i.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word;
  const removed =
    /\b(?:delete|remove|cut|take out|strip|edit out|deleting|removing|cutting|taking out) (the [^,]+?) (?:from|out of) /i.exec(
      text,
    )?.[1];
  if (removed && isNounPhrase(removed, 4)) return removed;
  const understood =
    /\b(?:know|understand|get|understands|knows|gets) (what .+ (?:is|are|means?|does)|how .+ works?)$/i.exec(text)?.[1];
  if (understood) return understood;
  const lacking =
    /\b(?:without|lacks?|no) (?:an? |the |any )?((?:[\p{L}-]+ )?[\p{L}-]+)(?= (?:is|are|get|gets|look|looks|feel|feels|do|does|will|make|makes)\b|$)/iu.exec(
      text,
    )?.[1];
  if (lacking && styleNouns(lacking).length > 0) return `the ${lowerFirst(lacking)}`;
  const phrases = nounPhrases(text);
  const [subject] = phrases;
  // "Dashes are ugly on phones, never use them": what the clause is about
  if (subject && FEATURE_NOUNS.has(subject.root) && isPlural(subject.phrase) && isSubject(text, subject.phrase))
    return subject.phrase;
  const best = phrases.filter(({ root }) => FEATURE_NOUNS.has(root)).at(-1) ?? phrases.at(-1);
  return best && isNounPhrase(best.phrase) ? best.phrase : null;
}

function isSubject(text: string, phrase: string): boolean {
  return (
    text.toLowerCase().startsWith(`${phrase.toLowerCase()} `) &&
    /^(?:are|were|look|feel|seem|read|have|do|break|clutter|make|get|never|always|just)\b/i.test(
      text.slice(phrase.length + 1),
    )
  );
}

/** The style nouns of a clause in order, each with the article it is spoken of with. */
function nounPhrases(text: string): { phrase: string; root: string }[] {
  const words = text.split(" ").map((word) => word.replace(/[,.:;!?]+$/, ""));
  const phrases: { phrase: string; root: string }[] = [];
  for (let at = 0; at < words.length; at++) {
    const manner = MANNER.exec(words.slice(at, at + 2).join(" "))?.[0];
    if (manner) {
      at += manner.split(" ").length - 1;
      continue;
    }
    const length = [3, 2, 1].find(
      (count) => at + count <= words.length && isNoun(words.slice(at, at + count).join(" ")),
    );
    if (length === undefined) continue;
    if (
      words[at]?.toLowerCase() === "time" &&
      /^(?:the|this|that|of|all|first|next|last|every|some)$/i.test(words[at - 1] ?? "")
    )
      continue;
    let begin = at;
    while (begin > at - 2 && MODIFIER.test(words[begin - 1] ?? "") && !isFunctionWord(words[begin - 1] ?? ""))
      begin -= 1;
    const phrase = lowerFirst(words.slice(begin, at + length).join(" "));
    const before = words[begin - 1]?.toLowerCase() ?? "";
    const bare =
      MASS_NOUNS.has(phrase) ||
      (isPlural(phrase) && before !== "the") ||
      /^(?:your|my|too|much|less|no|more|of)$/.test(before);
    const place = PLACE.exec(words.slice(at + length).join(" "))?.[0] ?? "";
    phrases.push({
      phrase: `${bare ? general(phrase) : `the ${phrase}`}${place ? ` ${place}` : ""}`,
      root: styleNouns(phrase)[0] ?? phrase,
    });
    at += length - 1;
  }
  return phrases;
}

/** How something is written, which "it" never means. */
const MANNER =
  /^(?:(?:lower|upper|title|sentence) ?case|bold|italics?|caps|capitals?|(?:active|passive) voice|(?:past|present) tense|english|digits)\b/i;

/** Where it stands: "acronyms in headings". */
const PLACE =
  /^(?:in|on|at) (?:the |our |your )?[\p{L}-]+s?(?= (?:is|are|was|were|look|looks|make|makes|confuse|confuses|do|does|has|have|get|gets)\b)/iu;

/** A word that may belong to the noun after it: "the ticket link", "the unsubscribe link". */
const MODIFIER = /^[\p{L}-]{3,}$/u;

function isFunctionWord(word: string): boolean {
  const lower = word.toLowerCase();
  const verb = pastBase(lower) ?? thirdBase(lower) ?? gerundBase(lower);
  return FUNCTION_WORDS.has(lower) || verb !== null || isBaseVerb(lower) || lower.endsWith("ly");
}

function isNoun(phrase: string): boolean {
  if (/^(?:brand|product|company) names?$/i.test(phrase)) return true;
  if (/^(?:paper|study|preprint|order|booking|customer|student|user|book|claim|policy|ticket)s?$/i.test(phrase))
    return true;
  const nouns = styleNouns(phrase);
  return (
    nouns.length === 1 &&
    (phrase.includes(" ") ? (nouns[0] ?? "").split(/[ -]/).length === phrase.split(" ").length : true)
  );
}

const GENERIC = new RegExp(
  "^(?:tone it down|dial it (?:down|back)|keep|make|write|phrase|word|format|frame|structure|limit|" +
    "cap|sign|start|open|end|close|finish|begin|lead|set|get|let|give|read|round|read) (?:it|them)\\b",
  "i",
);
const OBJECT =
  /^((?:do (?:not )?)?\S+(?: (?:out|off|up|down|away|with|about))?) (it|them|these|those|that|this)(?= |$|,)/i;

/** The draft with its pronoun replaced; null if it needs one and nothing is known. */
export function resolve(draft: Draft, antecedent: Antecedent | null): Draft | null {
  const { action, condition } = draft;
  const measured = draft.form === "limit" && antecedent?.plural && antecedent.near ? antecedent.noun : null;
  if (measured && isOutput(measured) && /^(?:keep|make) it /.test(action))
    return { ...draft, action: action.replace(/ it /, ` ${measured} `) };
  const doing =
    /^(?:do|doing|keep doing|repeat|do more of|use more of|use) (?:that|this|it|so|the same)(?: (?:more|more often|every time|again|too))*$/i.exec(
      action,
    );
  if (doing && /^(?:do|keep|repeat)/i.test(action))
    return antecedent?.action ? { ...draft, action: antecedent.action } : null;
  const counted =
    /^(?:use|include|add|have|put in|give|write|make it|keep it to|do) (?:(?:at (?:least|most)|up to|no more than|exactly|only|a m(?:ax|in)imum of|always) )*(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)(?: or (?:more|fewer|less))?$/i;
  if (counted.test(action) && !/^\S+ one$/i.test(action)) {
    const noun = antecedent?.noun?.replace(/^the /, "");
    return noun && antecedent?.plural && !noun.includes("\uE000") ? { ...draft, action: `${action} ${noun}` } : null;
  }
  if (/^use (?:more of )?(?:this|that|it)$/i.test(action) && !antecedent?.noun) return null;
  const determined = new RegExp(
    `^(\\S+) (?:that|this|those|these) (word|phrase|term|expression|words|phrases)(?= |$)`,
    "i",
  ).exec(action);
  if (determined) {
    const noun = antecedent?.noun;
    if (!noun?.includes("\uE000")) return null;
    return {
      ...draft,
      action: action.replace(
        determined[0],
        `${determined[1]} ${noun.startsWith("the ") ? noun : `the ${(determined[2] ?? "").replace(/s$/, "")} ${noun}`}`,
      ),
    };
  }
  const single =
    /^((?:give|use|add|include|attach|put in|provide|show|offer|send|write|stick to)) one(?= for | in | to | per | with | every | each | at | a (?:day|week|month)\b|$)(.*)$/i.exec(
      action,
    );
  if (single) {
    const noun = antecedent?.noun?.replace(/^the /, "");
    if (!noun || noun.includes("\uE000")) return null;
    return {
      ...draft,
      action: `${single[1]} ${single[1] === "stick to" ? "one" : /^[aeiou]/i.test(noun) ? "an" : "a"} ${isPlural(noun) ? singular(noun) : noun}${single[2] ?? ""}`,
    };
  }
  if (/^keep (?:it|them|those|these|that|this)$/i.test(action)) return null;
  const found = OBJECT.exec(action);
  if (!found) return draft;
  // "remove it", after one thing was named, is about the work at hand
  const once = antecedent?.noun?.startsWith("the ") && !antecedent.plural && !antecedent.noun.includes("\uE000");
  if (
    draft.form === "negation" &&
    once &&
    /^use (?:it|that|this)\b/i.test(action) &&
    !RECURRING.test(antecedent?.noun ?? "")
  )
    return null;
  if (/^(?:say|tell|show|think|know) it\b/i.test(action)) return null;
  if (/^call (?:them|it) \S.*(?:, | )(?:not|never|instead of|rather than) /i.test(action)) return draft;
  if (condition !== null || / (?:if|when|unless|whenever) /.test(action)) return draft;
  const pronoun = (found[2] ?? "").toLowerCase();
  if (
    GENERIC.test(action) &&
    /^(?:it|them)$/.test(pronoun) &&
    !(antecedent?.noun && pronoun === "them" && /^(?:give|write|round|say)/i.test(action))
  ) {
    return pronoun === "them" ? { ...draft, action: action.replace(/^(\S+) them all\b/i, "$1 them all") } : draft;
  }
  const noun = (pronoun === "it" ? antecedent?.single : antecedent?.noun) ?? null;
  if (noun === null) return null;
  if (noun.includes("\uE000") && !WORDING.test(found[1] ?? "")) return null;
  const fits = /^(?:them|these|those|they)$/.test(pronoun) ? pluralOf(noun) : noun;
  const named = /^use$/i.test(found[1] ?? "") ? general(fits) : fits;
  return { ...draft, action: action.replace(found[0], `${found[1]} ${named}`) };
}

/** What is done with a word or phrase that was quoted. */
const WORDING =
  /^(?:do )?(?:use|say|write|avoid|drop|replace|call|put|skip|spell|print|type|cut|lose|remove|delete|ban|keep|hyphenate|capitali[sz]e|translate|explain|define|abbreviate|include|mention|add|start|end|open|close|begin)\b/i;

/** "them" for what was named once: "a hashtag" → "hashtags". */
function pluralOf(noun: string): string {
  if (isPlural(noun) || noun.includes("\uE000")) return noun;
  const bare = noun.replace(/^the /, "");
  return /(?:s|x|ch|sh)$/.test(bare)
    ? `${bare}es`
    : /[^aeiou]y$/.test(bare)
      ? `${bare.slice(0, -1)}ies`
      : bare.endsWith("emoji")
        ? bare
        : `${bare}s`;
}
