/** Imperatives and their negations: "lead with the result", "stop using hashtags", "make sure you cite the section". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { from } from "../fragments.js";
import { NO_REQUEST } from "../lexicon/idioms.js";
import { REMOVAL_VERBS } from "../lexicon/verbs.js";
import { isBaseVerb, thirdBase } from "../english.js";
import { gerundAction, isAboutStyle, isKind, isNounPhrase, lowerFirst } from "../phrases.js";
import { LEADING, readPlain } from "./imperative.js";
import { leftOut, readRemoval, readUnwanted } from "./removal.js";

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
  "(?:make sure|be sure|make certain|ensure|see to it|take care|be careful|remember|do not forget|" +
  "never forget|mind|try|aim|strive|endeavou?r|attempt|do your best|try your best|try hard)";

const WRAPPERS: readonly (readonly [RegExp, Reader])[] = [
  // "don't forget the link" asks for the link
  [
    from(
      "(?:do not|never)(?: ever| please)* forget (?:about )?(the|a|an|any|your|our|to (?:add|include|mention)) (.+)$",
    ),
    (found) =>
      isNounPhrase(group(found, 2))
        ? wanted(
            group(found, 1).startsWith("to ")
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
    from(
      "(?:do not|never)(?: ever| you| please| just go| go(?! (?:over|above|beyond|past|into|on|for|with|under|below|off|overboard|back|near|to|longer|deeper)\\b)| go and| (?:keep|start)(?= \\S+ing))* (.+)$",
    ),
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
      "(?:stop|quit|cease|avoid|no more(?! than)|no(?! (?:more|less|fewer|longer) than)|enough|" +
        "refrain from|resist|steer clear of|stay away from|lay off|knock off|cut out|hold off(?: on)?|" +
        "be careful not to be|watch out for|without|less of the|do without|live without|manage without|skip|drop|give up)(?: with)?(?: (?:the|" +
        "all the|all|this|ever|always))? (.+)$",
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
      "(?:stop|quit|cease|no more(?! than)|enough(?: already)?(?: with| of)?|refrain from|lay off|" +
        "cut out|away with|get rid of|do away with|put an end to|do without|live without|manage without|spare (?:me|us)|cut it out with|" +
        "easy on|that's enough|be done with|ban|banish|forget|retire)(?: with)? (.+)$",
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
      "(?:keep|keep on|continue|carry on|start|begin|(?:get|make it|be) (?:in|into)? ?(?:the|" +
        "a) habit (?:of|to)|get used to|consider|try|go back to|stick to|stick with|switch to|" +
        "be (?:careful|good) about|get better at|work on|think about|put effort into|focus on) (.+)$",
    ),
    (found, context) => {
      const action = gerundAction(group(found, 1));
      return action ? readAction(action, context) : null;
    },
  ],
  [
    from(
      "(?:(?:make it|get into|be in) (?:a|the) (?:habit|practice|point|rule)|make (?:a|it a) (?:point|habit|rule)) (?:to|of) (.+)$",
    ),
    (found, context) => readAction(gerundAction(group(found, 1)) ?? group(found, 1), { ...context, standing: true }),
  ],
  [from("continue to (.+)$"), (found, context) => readAction(group(found, 1), context)],
  [
    from("(?:always|consistently|invariably) (.+)$"),
    (found, context) => {
      const draft = readAction(group(found, 1), { ...context, verbFirst: true });
      return draft && !draft.avoid ? { ...draft, adverb: "always" } : draft;
    },
  ],
  [
    from("(?:only(?: ever)?) (.+)$"),
    (found, context) => {
      const draft = readPlain(group(found, 1), { ...context, verbFirst: true });
      return draft && !draft.avoid ? { ...draft, adverb: "only" } : null;
    },
  ],
  [
    from(
      "(?:generally|usually|normally|typically|ideally|preferably|where possible,?|if possible,?|" +
        "whenever possible,?|as far as possible,?) (.+)$",
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
  if (DOES_SOMETHING.test(rest) && isKind(subjectOf(rest)))
    return wanted(`make sure ${lowerFirst(rest)}`, "imperative");
  return isNounPhrase(rest) && isAboutStyle(rest) ? wanted(`ensure ${rest}`, "imperative") : null;
}

/** A plural or "every …", a verb and what belongs to it. */
const DOES_SOMETHING = /^(?:(?:every|each|any|all) )?(?:[\p{L}-]+ ){1,3}[\p{L}-]+ \S/iu;

function subjectOf(text: string): string {
  const words = text.split(" ");
  const verb = words.findIndex((word, index) => index > 0 && (isBaseVerb(word) || thirdBase(word) !== null));
  return verb < 0 ? "it" : words.slice(0, verb).join(" ");
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
