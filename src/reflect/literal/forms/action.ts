/** Imperatives and their negations: "lead with the result", "stop using hashtags", "make sure you cite the section". */
import { unwanted, wanted, type Context, type Draft } from "../draft.js";
import { isAmbiguousVerb, isBaseVerb, isDirectiveVerb, takesPlural } from "../english.js";
import { DETERMINER, LIGHT_ADVERB, QUOTED, from } from "../fragments.js";
import { STYLE_ADJECTIVES, comparativeOf } from "../lexicon/adjectives.js";
import { NO_REQUEST } from "../lexicon/idioms.js";
import { MASS_NOUNS } from "../lexicon/nouns.js";
import { NOT_REQUESTS, REMOVAL_VERBS, TASK_VERBS } from "../lexicon/verbs.js";
import {
  CHOICE,
  general,
  gerundAction,
  headOf,
  isAboutStyle,
  isNounPhrase,
  isPlural,
  lowerFirst,
  styleNouns,
  useOf,
} from "../phrases.js";

const LEADING = from(`(?:(?!first .*\\bthen\\b)${LIGHT_ADVERB},? )+(?=\\S)`);

/** Reads a clause that begins with what is to be done, or not. */
export function readAction(clause: string, context: Context): Draft | null {
  const text = clause.replace(LEADING, "");
  if (NO_REQUEST.test(text)) return null;
  for (const [pattern, read] of WRAPPERS) {
    const found = pattern.exec(text);
    const draft = found && read(found, context);
    if (draft) return draft;
  }
  return readPlain(text, context);
}

type Reader = (found: RegExpExecArray, context: Context) => Draft | null;

const negate = (draft: Draft | null): Draft | null =>
  draft && { ...draft, avoid: !draft.avoid, form: "negation", adverb: null };
const group = (found: RegExpExecArray, index: number): string => found[index] ?? "";

const SURE =
  "(?:make sure|be sure|make certain|ensure|see to it|take care|be careful|remember|do not forget|never forget|mind|try|aim|strive|endeavou?r|attempt|do your best|try your best|try hard)";

const WRAPPERS: readonly (readonly [RegExp, Reader])[] = [
  // "don't forget the link" asks for the link
  [
    from(
      "(?:do not|never)(?: ever| please)* forget (?:about )?(the|a|an|any|your|our|to (?:add|include|mention)) (.+)$",
    ),
    (found) =>
      isNounPhrase(group(found, 2))
        ? wanted(
            /^to /.test(group(found, 1))
              ? `${group(found, 1).slice(3)} ${group(found, 2)}`
              : `include ${group(found, 1)} ${group(found, 2)}`,
            "imperative",
          )
        : null,
  ],
  [
    from(`${SURE}(?: that)?( not| never)? to( not| never| always)? (.+)$`),
    (found, context) => {
      const draft = readAction(group(found, 3), context);
      return /not|never/.test(group(found, 1) + group(found, 2)) ? negate(draft) : draft;
    },
  ],
  [
    from(`${SURE},?(?: that)? (?:you|we)(?:'re| are)? (do not |are not |never |always |only |also |not )?(.+)$`),
    (found, context) => {
      const draft = readAction(group(found, 2).replace(/^(?:\w+ly) /, ""), context);
      return /not|never/.test(group(found, 1)) ? negate(draft) : draft;
    },
  ],
  [
    from("(make sure|ensure|check|double-check|make certain|see to it)( that)? (.+)$"),
    (found) => (/check/i.test(group(found, 1)) && !found[2] ? null : sureThat(group(found, 3))),
  ],
  // "don't be afraid to", "don't hesitate to"
  [
    from("(?:do not|never) (?:be (?:afraid|scared|shy)|hesitate) to (.+)$"),
    (found, context) => readAction(group(found, 1), context),
  ],
  [
    from("(?:there is |there's )?no need (?:to|for you to) (?:keep )?(.+)$"),
    (found, context) => negate(readAction(gerundAction(group(found, 1)) ?? group(found, 1), context)),
  ],
  [
    from("(?:do not|no longer|never) (?:need|have|bother)(?: to)? (?=\\S)(.+)$"),
    (found, context) => negate(readAction(gerundAction(group(found, 1)) ?? group(found, 1), context)),
  ],
  // negation of a verb
  [from("never,? ever,? (.+)$"), (found, context) => readNegated("never", group(found, 1), context)],
  [
    from("(?:do not|never)(?: ever| you| please| just go| go| go and| (?:keep|start)(?= \\S+ing))* (.+)$"),
    (found, context) => readNegated(found[0], group(found, 1), context),
  ],
  [
    from("never ((?:the|an?|any) .+)$"),
    (found) =>
      isNounPhrase(group(found, 1)) ? unwanted(`use ${group(found, 1)}`, "negation", { adverb: "never" }) : null,
  ],
  // negation of a gerund
  [
    from(
      "(?:stop|quit|cease|avoid|no more(?! than)|no(?! (?:more|less|fewer|longer) than)|enough|refrain from|resist|steer clear of|stay away from|lay off|knock off|cut out|hold off(?: on)?|be careful not to be|watch out for|without|less of the|skip|drop|give up)(?: with)?(?: (?:the|all the|all|this|ever|always))? (.+)$",
    ),
    (found) => readGerund(group(found, 1)),
  ],
  [
    from("(?:leave|keep|take) (.+?) (?:out|off|away|at home|at the door)(?: (?:of|from))?(?: (.+))?$"),
    (found) => leftOut(group(found, 1), found[2] ?? null),
  ],
  [from("(?:leave|keep|take) (?:out|off) (.+)$"), (found) => leftOut(group(found, 1), null)],
  [
    from(
      "(?:stop|quit|cease|no more(?! than)|enough(?: already)?(?: with| of)?|refrain from|lay off|cut out|away with|get rid of|do away with|put an end to|hold|spare (?:me|us)|cut it out with|easy on|that's enough|be done with|ban|banish|forget|retire)(?: with)? (.+)$",
    ),
    (found) => readUnwanted(group(found, 1)),
  ],
  [
    from(`(${[...REMOVAL_VERBS].join("|")})(?: out| off)? (.+)$`),
    (found, context) => readRemoval(found[0], group(found, 1), group(found, 2), context),
  ],
  // gerunds that are wanted
  [
    from(
      "(?:keep|keep on|continue|carry on|start|begin|(?:get|make it|be) (?:in|into)? ?(?:the|a) habit (?:of|to)|get used to|consider|try|go back to|stick to|stick with|switch to|be (?:careful|good) about|get better at|work on|think about|put effort into|focus on) (.+)$",
    ),
    (found, context) => {
      const action = gerundAction(group(found, 1));
      return action ? readAction(action, context) : null;
    },
  ],
  [from("continue to (.+)$"), (found, context) => readAction(group(found, 1), context)],
  [
    from("(?:always|consistently|invariably) (.+)$"),
    (found, context) => {
      const draft = readAction(group(found, 1), context);
      return draft && !draft.avoid ? { ...draft, adverb: "always" } : draft;
    },
  ],
  [
    from("(?:only(?: ever)?) (.+)$"),
    (found, context) => {
      const draft = readPlain(group(found, 1), context);
      return draft && !draft.avoid ? { ...draft, adverb: "only" } : null;
    },
  ],
  [
    from(
      "(?:generally|usually|normally|typically|ideally|preferably|where possible,?|if possible,?|whenever possible,?|as far as possible,?) (.+)$",
    ),
    (found, context) => readAction(group(found, 1), context),
  ],
];

function sureThat(rest: string): Draft | null {
  if (
    /^(?:it|this|that|they|he|she|i|he's|she's|it's|they're|everyone|sam)\b/i.test(rest) &&
    !/^(?:it|they|it's|they're) (?:is |are )?(?:always|never|under|below|short|no more|not|all)/i.test(rest)
  )
    return null;
  if (/^(?:there is|there's|there are|you have) (?!not|no\b)(.+)$/i.test(rest)) {
    const thing = rest.replace(/^\S+ (?:is |are |have )?/i, "").replace(/^always /i, "");
    return isNounPhrase(thing, 12) ? wanted(`include ${thing}`, "imperative") : null;
  }
  if (
    /\b(?:is|are|has|have|does|do|fits?|works?|contains?|includes?|never|always|cannot|gets?|goes|stays?|matches?|starts?|ends?|opens?|comes?|reads?|mentions?)\b/i.test(
      rest,
    )
  )
    return wanted(`make sure ${lowerFirst(rest)}`, "imperative");
  return isNounPhrase(rest) && isAboutStyle(rest) ? wanted(`ensure ${rest}`, "imperative") : null;
}

function readNegated(all: string, rest: string, context: Context): Draft | null {
  const adverb = /^never/i.test(all) ? "never" : null;
  const verb = rest.split(" ")[0] ?? "";
  if (
    /^(?:want|like|need|love|see|care|know|think|understand|mind|get|believe|feel|recall)$/i.test(verb) &&
    !/^(?:need to|like to)/.test(rest)
  )
    return null;
  if (/^(?:stop|quit|avoid|skip|drop)$/i.test(verb)) return negate(readAction(rest, context));
  const only =
    /^(?:just|only|simply|merely|even|actually|always|automatically|blindly|randomly|needlessly|constantly) (.+)$/i.exec(
      rest,
    );
  const plain = readPlain(only?.[1] ?? rest, { ...context, polite: true }, true);
  if (!plain || plain.avoid) return plain ? { ...plain, avoid: false } : null;
  const action =
    only && /^(?:just|only|simply|merely)/i.test(rest) ? `${rest.split(" ")[0]} ${plain.action}` : plain.action;
  return { ...plain, avoid: true, action, adverb, form: "negation" };
}

function readGerund(rest: string): Draft | null {
  const action = gerundAction(rest);
  if (action && /^do(?:ing)? (?:that|this|it)\b/i.test(action)) return unwanted(action, "negation");
  return action ? unwanted(action, "negation") : null;
}

function leftOut(thing: string, where: string | null): Draft | null {
  if (
    /^(?:the|that|this) /i.test(thing) &&
    !isPlural(thing) &&
    !MASS_NOUNS.has(headOf(thing)) &&
    !RECURRING.test(thing)
  )
    return null;
  if (!isNounPhrase(thing) && !/^(?:them|these|those|it|that)(?: all)?$/i.test(thing)) return null;
  const place =
    where && !/^(?:it|them|these|those|this|that|things?|the (?:posts?|tweets?|text|copy))$/i.test(where)
      ? ` in ${where}`
      : "";
  return unwanted(`${useOf(thing)}${place}`, "negation");
}

function readUnwanted(thing: string): Draft | null {
  const named = general(thing);
  if (
    /^(?:it|that|this)$/i.test(thing) ||
    !(isNounPhrase(thing) || /^(?:them|these|those|that \w+|this \w+)$/i.test(thing))
  )
    return null;
  if (/^the /i.test(named) && !isAboutStyle(named)) return null;
  return unwanted(useOf(thing), "negation");
}

/** "drop the hashtags" says never; "delete the second line" is about one output; "skip the greeting" stays as it is. */
function readRemoval(all: string, verb: string, object: string, context: Context): Draft | null {
  if (/^(?:down|back|off|short|through|across|in half|straight|to)\b/i.test(object)) return readPlainVerb(all, context);
  if (/^(?:everything|all|anything) (?:after|before|above|below|until|from)\b/i.test(object)) return null;
  if (/ (?:before|after|when|if|unless|until|while) /i.test(object)) return readPlainVerb(all, context);
  const [thing = "", where] = object.split(/ from (?=.+)/);
  const place = where ? ` in ${where}` : "";
  const many =
    isPlural(thing) ||
    MASS_NOUNS.has(headOf(thing)) ||
    new RegExp(`^(?:the (?:word|phrase|term) )?${QUOTED}`, "u").test(thing) ||
    !/^(?:everything|the|this|that|an?|your|my|our|it)\b/i.test(thing);
  if (/^(?:it|them|that|this|these|those)\b/i.test(thing))
    return /^(?:remove|delete|cut|change)$/i.test(verb) && /^(?:this|that)\b/i.test(thing)
      ? null
      : unwanted(`use ${thing}${place}`, "negation");
  if (!isNounPhrase(thing)) return null;
  if (
    many &&
    (isAboutStyle(thing) || context.standing || /^(?:skip|drop|lose|ditch|ban|cut|omit|axe|kill)$/i.test(verb))
  ) {
    if (/^(?:skip|omit)$/i.test(verb) && !isAboutStyle(thing))
      return wanted(`${verb.toLowerCase()} ${thing}${where ? ` from ${where}` : ""}`, "imperative");
    return unwanted(`${useOf(thing)}${place}`, "negation");
  }
  if (
    isAboutStyle(thing) &&
    !TASK_VERBS.has(verb.toLowerCase()) &&
    (RECURRING.test(thing) || / (?:every|each|any|all) /i.test(object))
  )
    return wanted(all, "imperative");
  return context.standing ? wanted(all, "imperative") : null;
}

/** What is added to the work at hand, not to every output. */
const WORK = /\b(?:tests?|error handling|logging|logs?|comments?|functions?|variables?|types?|imports?|class|tabs?|totals?|rows?|columns?|charts?|tables?|photos?|sections?|paragraphs?|sentences?|slides?|pages?|pictures?|buttons?|files?|items?|names?|numbers?)\b(?! (?:at|to) the (?:end|top|start|bottom))/i;

/** What every output has, so that "drop the …" speaks of all of them. */
const RECURRING =
  /\b(?:greetings?|disclaimer|sign-?off|signature|intro|introduction|preamble|pleasantries|footer|header|salutation|preliminaries|boilerplate|small talk|tagline|slogan|byline|year|date|summary|recap|word count|conclusion|closing line|opening line|opening|corporate[ -]speak|waffle|"?hope|thing|title|emoji|apology|warning|caveat|link|tone|slang|jargon|honorifics?|middle name|surname|cc|weekday|time zone|seconds|cents|decimals?)\b/i;

function readPlain(text: string, context: Context, negated = false): Draft | null {
  const stripped = text.replace(LEADING, "");
  if (NO_REQUEST.test(stripped)) return null;
  return readPlainVerb(stripped, context, negated);
}

const OBJECT = from(
  `(?:${DETERMINER}|it|them|him|her|us|me|you|yourself|people|${QUOTED}|[@#]\\S+|[$€£]?\\d\\S*|with|to|out|off|up|down|how|what|where|why|who|whether|everything|anything|something|everyone|nothing|things|numbers|as|like|less|more|fewer|first|last|in|on|at|by|for|before|after|from|into|about|over|only|when|if|so|short|and|up|into|around|every|between|straight|directly|clearly|plainly|back|through)(?= |$)|\\S+s(?= |$)|\\S+ly(?= |$)`,
);

function readPlainVerb(text: string, context: Context, negated = false): Draft | null {
  const ordered = /^first (.+?),?((?: and)?(?: only)? then .+)$/i.exec(text);
  if (ordered) {
    const draft = readPlainVerb(ordered[1] ?? "", { ...context, standing: true }, negated);
    return draft && { ...draft, action: `first ${draft.action},${ordered[2] ?? ""}` };
  }
  const [verb = "", ...others] = text.split(" ");
  const lower = verb.toLowerCase();
  const rest = others.join(" ");
  if (
    !(isBaseVerb(lower) || (negated && mayBeVerb(lower, rest))) ||
    (NOT_REQUESTS.has(lower) && !(negated && /^(?:guess|assume|believe)$/.test(lower))) ||
    /^(?:and|or|but|,|:)$/.test(others[0] ?? "") ||
    /^[,:]/.test(rest)
  )
    return null;
  if (CHOICE.test(text)) return null;
  if (lower === "be" || lower === "sound" || lower === "stay" || lower === "seem" || lower === "act")
    return readBe(lower, rest, text, negated);
  if (FINITE_NEXT.test(rest)) return null;
  const object = OBJECT.test(rest) || (takesPlural(lower) && /^(?:[\p{L}-]+ ){1,2}[\p{L}-]+s\b/u.test(rest));
  if (!isDirectiveVerb(lower) && !(object && (negated || context.standing || isGeneric(rest)))) return null;
  if (
    isAmbiguousVerb(lower) &&
    /^\p{L}+s(?: |$)/u.test(rest) &&
    !/^(?:its|this|his|us|across|always|plus|less)\b/i.test(rest) &&
    !takesPlural(lower)
  )
    return null;
  if (isAmbiguousVerb(lower) && !object && !((context.polite || negated) && rest !== "")) return null;
  if (
    rest === "" &&
    /^(?:tell|say|show|give|put|make|use|keep|take|get|let|set|add|send|include|mention|do|be|have)$/.test(lower)
  )
    return null;
  if (
    rest === "" &&
    !negated &&
    !INTRANSITIVE.test(lower) &&
    !(context.standing && /^(?:ask|confirm|check|escalate|stop|wait|verify|retry)$/.test(lower))
  )
    return null;
  if (
    /^(?:make|get|leave) (?:it|this|that|them)?\b/i.test(text) &&
    !context.standing &&
    !negated &&
    /^(?:make|get) it\b|^leave\b/i.test(text) &&
    !/\b(?:under|below|at most|characters|words|sentences)\b/i.test(rest)
  )
    return null;
  if (
    lower === "keep" &&
    !context.standing &&
    !negated &&
    isNounPhrase(rest, 3) &&
    /^(?:the|this|that|these|those|your)\b/i.test(rest) &&
    !isStyled(rest)
  )
    return null;
  if (
    /^(?:me|us|him|her)\b/i.test(rest) &&
    !context.standing &&
    !/\b(?:first|before|only|not|instead|fewer|less|more|shorter|at a time)\b/i.test(rest)
  )
    return null;
  if (!context.standing && !negated && !/\binstead\b/i.test(context.source) && isTask(lower, rest)) return null;
  if (/^\S+ (?:everything|all|anything) (?:after|before|above|below|until|from)\b/i.test(text) && !context.standing)
    return null;
  if (
    /^(?:add|invite|include|ask|tell|cc|copy|put|give|send)$/.test(lower) &&
    /^\p{Lu}\p{Ll}+(?: |$)/u.test(rest) &&
    !isAboutStyle(rest.split(" ")[0] ?? "") &&
    lowerFirst(rest) === rest &&
    !context.standing
  )
    return null;
  if (
    / (?:to|on|off|from|into) the (?:list|table|doc|document|calendar|sheet|thread|invite|cc|deck|spreadsheet|form|file|page|channel|board)$/i.test(
      rest,
    ) &&
    !context.standing &&
    !negated
  )
    return null;
  if (
    /^(?:reply|respond|answer|write back) (?:to )?(?:him|her|them|this|that|it|the|my|mr|ms|mrs)\b/i.test(text) &&
    !context.standing &&
    !negated &&
    !/^answer the (?:question|user|customer)/i.test(text)
  )
    return null;
  if (lower === "call" && !/^(?:it|them|him|her|people|everyone|anyone|someone|the \S+|our \S+|every \S+|\S+s) (?:\uE000|\p{L})/iu.test(rest))
    return null;
  if (lower === "call" && /^(?:me|my|us|the (?:client|customer)$)/i.test(rest)) return null;
  if (
    lower === "add" &&
    !context.standing &&
    !negated &&
    /^(?:an?|another|one|two|some|the) /i.test(rest) &&
    !(
      isNounPhrase(rest, 4) &&
      styleNouns(rest).length > 0 &&
      !/^(?:the|another)\b| (?:for|about|to|on|from) /i.test(rest)
    )
  )
    return null;
  if (/ (?:to|for) (?:me|us|him|her)$/i.test(rest) && !context.standing && !negated) return null;
  if (lower === "add" && !context.standing && !negated && WORK.test(rest)) return null;
  const removes = REMOVAL_VERBS.has(lower) || /^(?:take|leave) out\b/i.test(text);
  if (
    removes &&
    !negated &&
    !context.standing &&
    /^(?:out |off )?(?:the|this|that|my) /i.test(rest) &&
    !isPlural(rest) &&
    !MASS_NOUNS.has(headOf(rest)) &&
    !RECURRING.test(rest)
  )
    return null;
  if (
    /^(?:close|open|escalate|assign|merge|start|stop|end|finish|sign|check|order|clean|file|issue|process|answer) the \S+$/i.test(
      text,
    ) &&
    !context.standing &&
    !negated &&
    !isPlural(rest) &&
    !/^(?:check|answer) the (?:spelling|facts|grammar|question)/i.test(text)
  )
    return null;
  if (/^(?:keep|bear|have) in mind\b/i.test(text)) return null;
  if (TASK_VERBS.has(lower) && !context.standing && !negated && !isLastingTask(rest)) return null;
  if (lower === "have" && !/^(?:an?|the|at least|one|more|two|each|every)\b/i.test(rest)) return null;
  if (/^(?:do|go|get|let|come|take)$/.test(lower) && !negated && !SAFE_LIGHT_VERB.test(text)) return null;
  return wanted(`${lower}${rest ? ` ${rest}` : ""}`, "imperative");
}

/** After "do not" and "never" almost any word before an object is a verb. */
function mayBeVerb(word: string, rest: string): boolean {
  return (
    /^[a-z]{3,}$/.test(word) &&
    !/(?:ing|ed|ly|s)$/.test(word) &&
    from(`(?:${DETERMINER}|it|them|${QUOTED}|people|customers|users|readers|with|about|on|for|to) `).test(`${rest} `) &&
    !/^(?:too|more|again|mind|the|for|with|been|seen|had|only|quite|very)$/.test(word)
  );
}

const MAKES =
  /^(?:write|draft|create|generate|prepare|compose|produce|design|build|insert|give|list|show|explain|describe|compare|calculate|outline|summarise|summarize|tell|send|provide|suggest|propose|find|collect|plan|make|shorten|lengthen|expand|tighten|trim|rephrase|reword|simplify)$/;
const MANNER_NOUNS = /^(?:the |your |our )?(?:tone|language|style|voice|wording|register|vocabulary|writing)\b/i;

/** "Write a version for Instagram", "Make the logo bigger", "List the pros and cons": work on the thing at hand. */
function isTask(verb: string, rest: string): boolean {
  if (!MAKES.test(verb)) return false;
  if (
    /\b(?:first|before|after|per|each|every|all|any|not|instead|rather|at a time|only|at least|at most|in (?:bold|full|brackets|italics|words|digits))\b/i.test(
      rest,
    )
  )
    return false;
  if (verb === "make" || /^(?:shorten|lengthen|expand|tighten|trim|rephrase|reword|simplify)$/.test(verb))
    return (
      /^(?:the|this|that|my|your) /i.test(rest) &&
      !isPlural(rest.split(" ").slice(0, 3).join(" ")) &&
      !MANNER_NOUNS.test(rest)
    );
  if (/^(?:an?|another|two|three|four|five|\d+) /i.test(rest)) return true;
  return /^(?:the|this|that|my) /i.test(rest) && !isAboutStyle(rest.replace(/ (?:of|for|to|from|in|on) .*$/i, ""));
}

/** "the tone light": the last word says how. */
function isStyled(rest: string): boolean {
  const last = rest.split(" ").at(-1)?.toLowerCase() ?? "";
  return STYLE_ADJECTIVES.has(last) || comparativeOf(last) !== null;
}

/** Not one thing at hand: a plural, a quotation, or nothing definite. */
function isGeneric(rest: string): boolean {
  const object = rest.split(/ (?:with|to|into|by|for|as|from|in|on|at|when|before|after) /)[0] ?? "";
  return (
    object !== "" &&
    !/^(?:it|this|that|the|my|your|him|her|them|me|us)\b/i.test(object) &&
    (isPlural(object) || new RegExp(`^${QUOTED}`, "u").test(object))
  );
}


const FINITE_NEXT = /^(?:is|are|was|were|has|had|does|did|will|would|can|could|should|must|may|might|needs?|goes)\b/i;
const INTRANSITIVE =
  /^(?:hedge|paraphrase|summarise|summarize|proofread|elaborate|hyphenate|capitalise|capitalize|exaggerate|speculate|guess|ramble|waffle|preach|apologise|apologize)$/;
const SAFE_LIGHT_VERB =
  /^(?:go (?:easy|light|straight|for (?:short|shorter|plain|simple|simpler|a (?:more|less)|the)|with (?:short|plain|british|american|a|the)|beyond|into|deeper|over|back to|heavy|overboard|up to)|get (?:to the point|straight|right to|the .+ (?:in|across|up)|rid)|let (?:the|them|people|\S+s) |do (?:the|a|an) |take (?:a|an|the|out|into) |do so|come (?:across|up with|straight))/i;

/** "replace jargon with plain words" is for ever; "change the title" is for this one. */
function isLastingTask(rest: string): boolean {
  const object = rest.split(/ (?:with|to|into|by|for|as|from|how|what|when|that|about|why|where) /)[0] ?? "";
  if (new RegExp(`^${QUOTED}$`, "u").test(object)) return false;
  if (
    /^(?:it|this|that|these|those|them|the|my|your|an?|me|us|him|her|in|one|another|something)\b/i.test(object) ||
    object === ""
  )
    return false;
  return isAboutStyle(object) || isPlural(object);
}

function readBe(verb: string, rest: string, text: string, negated: boolean): Draft | null {
  const words = rest
    .replace(
      /^(?:a (?:little|bit|tad|touch)|much|way|far|slightly|so|too|very|really|more|less|as|super|overly|quite|that|always|extra|completely|totally|consistently) /gi,
      "",
    )
    .split(" ");
  const adjective = (words.find((word) => !/^(?:a|bit|little|more|less|too|so|very|overly|quite)$/i.test(word)) ?? "")
    .toLowerCase()
    .replace(/,$/, "");
  const known =
    STYLE_ADJECTIVES.has(adjective) ||
    comparativeOf(adjective) !== null ||
    (/ly$/.test(adjective) === false && /^(?:more|less) (?:of )?\S/i.test(rest) && verb === "be");
  if (known)
    return wanted(text.toLowerCase().startsWith(verb) ? `${verb}${text.slice(verb.length)}` : text, "imperative");
  if (
    /^(?:more |less )?(?:like|as if|as though|under|within|below|away|clear|on|consistent|true)\b/i.test(rest) &&
    verb !== "be"
  )
    return wanted(`${verb} ${rest}`, "imperative");
  return negated && /^(?:a |an |an? \S+ )/i.test(rest) && verb === "be" ? wanted(`be ${rest}`, "imperative") : null;
}
