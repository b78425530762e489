/**
 * Tries the recognisers on a clause, one form after the other, after plainer words for ways of leading up to a
 * request.
 */
import { EMPTY_CONDITION, splitCondition } from "./condition.js";
import { type Context, type Draft, unwanted } from "./draft.js";
import { readAction } from "./forms/action.js";
import { readLimit } from "./forms/limit.js";
import { readFact } from "./forms/facts.js";
import { readModal } from "./forms/modal.js";
import { readPreference } from "./forms/preference.js";
import { readRemark } from "./forms/remark.js";
import { readRequest } from "./forms/request.js";
import { readVerbless } from "./forms/verbless.js";
import { peel } from "./peel.js";
import { useOf } from "./phrases.js";

/** The first recogniser that understands the clause. */
export function interpret(text: string, context: Context): Draft | null {
  const { condition, rest } = splitCondition(text);
  if (condition !== null) {
    if (EMPTY_CONDITION.test(condition)) return interpretCore(peel(rest).text, context);
    const inner = peel(rest);
    const polite = context.polite || inner.polite;
    const draft = interpretCore(inner.text, { ...context, standing: true, conditional: true, polite });
    return draft && { ...draft, condition, remark: false };
  }
  return interpretCore(text, context) ?? interpretBeforeOccasion(text, context);
}

/** "no exclamation marks when people complain": the occasion stands after what it is the occasion for. */
const OCCASION_AFTER =
  /^(.+?),?(?: )((?:when|whenever|if|unless|until|while|except (?:when|if|in|for)) .+|(?<=, )(?:for|in|on) (?:every|each|all|any) .+)$/iu;

function interpretBeforeOccasion(text: string, context: Context): Draft | null {
  const found = OCCASION_AFTER.exec(text);
  if (!found || EMPTY_CONDITION.test(found[2] ?? "")) return null;
  const draft = interpretCore(peel(found[1] ?? "").text, { ...context, standing: true });
  if (!draft || draft.remark || draft.form === "opinion" || draft.form === "complaint") return null;
  return { ...draft, action: `${draft.action} ${found[2]}`, remark: false };
}

const FORMS = [readRequest, readPreference, readAction, readModal, readFact, readRemark, readLimit, readVerbless];

const AUTHORITY =
  "(?:(?:brand|style|house|company|editorial|writing|internal|corporate|legal|new|" +
  "local) )*(?:guides?|guidelines?|polic(?:y|ies)|rules?|style|standards?|handbook|conventions?|" +
  "requirements?|regulations?|manual|playbook)";

/** Ways of leading up to a request, and the plain words for them. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      "^(?:can|could|shall|let's|let us)(?: we)? (?:please )?(?:all )?agree (?:that )?(?:you|" +
        "we)(?: will|'ll| should| can)? ",
      "i",
    ),
    "you should ",
  ],
  [
    new RegExp(
      `^(?:according to|as per|per|following|in line with|as stated in|to follow) (?:our|the|my) ${AUTHORITY},? `,
      "i",
    ),
    "@",
  ],
  [
    new RegExp(
      `^(?:(?:our|my) ${AUTHORITY}|the (?:brand|style|house|company|editorial|writing) (?:guide|guidelines?|rules?|style)) (?:says?|states?|requires?|specifies|asks|demands?|wants?)(?: that)? `,
      "i",
    ),
    "@",
  ],
  [/^@(.+?) (?:is|are) (?=[a-z]+(?:ed|en|t)\b)/i, "$1 must be "],
  [/^@/, ""],
  [
    /^((?:one|two|three|four|five|six|\d+) .+?) (?:(?:is|are) (?:plenty|enough|sufficient|(?:the|our|my) (?:rule|limit|max|maximum|ceiling|cap))|(?:will|would|should) (?:do|suffice))(?: .{0,20})?$/i,
    "$1 max",
  ],
  [
    /^(?:may|might|can|could) i (?:please )?(?:suggest|ask|request|propose|recommend)(?: that)? you (?:to )?/i,
    "you should ",
  ],
  [/^(?:cannot|could not|will not|would not) (we|you) (?:please |just |all )*/i, "could $1 "],
  [
    /^(\d+ (?:characters?|chars|words|sentences)(?: per \p{L}+)?) would be (?:an? |the )?(?:better|good|nicer|right|fairer|fine) (?:limit|length|max(?:imum)?|cap)$/iu,
    "keep it to at most $1",
  ],
  [
    /^(?:(?:let'?s |let us )?make (?:it|that)|(?:let'?s |let us )?change the (?:\p{L}+ )?limit to|the (?:\p{L}+ )?limit (?:should be|is now|is)) (?=\d+ (?:characters?|chars|words|sentences)\b)/iu,
    "keep it to ",
  ],
  [/^(you|we) no longer (?:need|have) to /i, "you should not "],
  [/^(?:absolutely )?nothing (?=(?:from|about|by) .+ in (?:my|our) )/i, "do not include anything "],
  [/^(?:let'?s |let us )?settle (?:on|for) /i, "use "],
  [/^feel free to /i, "you may "],
  // why, with the comma of haste: "write numbers out, our editor insists"
  [
    /,? (?:our|my|the) \p{L}+(?: \p{L}+)? (?:insists?|says so|demands it|wants it|asked(?: for it)?|requires it)$/iu,
    "",
  ],
  [/^(?!we |i |you |they )(\S+(?: \S+){0,2}) (?:has|have) no (?:place|business) (?:in|on|at) .+$/i, "no $1"],
  [
    /^(?:they|the [\p{L}]+(?: [\p{L}]+)?|my [\p{L}]+|our [\p{L}]+)(?:'ve)? (?:did |have |has |also |all )*(?:ask(?:ed)?|requested|insist(?:ed)?|agreed|decided|want(?:ed)?)(?: us)? that (?=(?:we|you|every|all|each|no) )/iu,
    "",
  ],
  [
    /^(?:we|i)(?:'ve| have|'re| are|'m| am) (?:now )?(?:been )?(?:told|asked|instructed|required|supposed|expected) to /i,
    "",
  ],
  [
    /^(?:legal|compliance|marketing|(?:my|our|the) (?:boss|client|editor|manager|lawyers?|legal team|team|board)) (?:has |have )?(?:asked|told|reminded|wants?|needs?) (?:us|me) to /i,
    "",
  ],
  [/^(?:please )?stop it with /i, "stop "],
  [/^(?:could|can|would|will) the (?:bot|assistant|agent|tool|ai|system|model) /i, "could you "],
  [
    new RegExp(
      "^(?:please )?do (?!not\\b)(?=(?:show|tell|use|include|mention|give|add|say|keep|write|put|cite|" +
        "quote|name|make|explain|start|end|open|link|ask|offer|list|state|flag|check|tag|call|avoid|follow|thank|greet|sign|spell) )",
      "i",
    ),
    "",
  ],
  [
    new RegExp(
      "^(?:the|our|my) (?:rule|policy|idea|agreement|convention|house style|preference|rule of thumb|" +
        "style|expectation) (?:is|has always been|here is)(?: that)? (?:you|we) ",
      "i",
    ),
    "you should ",
  ],
  [
    new RegExp(
      "^(?:the|our|my) (?:rule|policy|idea|agreement|convention|house style|preference|style|" +
        "expectation) (?:is|here is|has always been) (?:to )?",
      "i",
    ),
    "",
  ],
  [
    new RegExp(
      "^(?:i(?:'d| would)? |we )?(?:must |need to |have to )?(?:insist|require|demand|ask|request|" +
        "expect)(?: that)? you (?:to )?",
      "i",
    ),
    "you should ",
  ],
  [
    new RegExp(
      "^(?:legal|compliance|the (?:lawyers|legal team|board|client|editor|boss)|(?:my|our) (?:boss|" +
        "client|editor|manager|lawyers?|legal team)) (?:says?|said|insists?)(?: that)? (?=(?:we|" +
        "you) (?:must|should|have to|need to|cannot|must not|should not|are not|do not))",
      "i",
    ),
    "",
  ],
  [
    new RegExp(
      "^i(?:'d| would) (?:personally |probably |maybe |also |just |still )*(?=(?:cap|limit|round|shorten|split|" +
        "move|lose|drop|cut|skip|avoid|use|add|start|end|lead|open|put|keep|go|leave|say|write|mention|" +
        "include|not|never|trim|ditch|stick|tone) )",
      "i",
    ),
    "",
  ],
  [
    /^(?:it's|it is) (?:important|essential|crucial|vital|imperative|critical) that you (?:always |do )?/i,
    "you should ",
  ],
];

function interpretCore(given: string, context: Context): Draft | null {
  const text = PLAINER.reduce((plain, [pattern, words]) => plain.replace(pattern, words), given).replace(
    /^you should do not /i,
    "you should not ",
  );
  const last =
    /^((?:please )?(?:use|say|write|mention|do|put|add|include|call|send|give|ask|offer|start|end|open) .+) never(?: again| ever)?$/i.exec(
      text,
    )?.[1];
  if (last) {
    const draft = readAction(last, { ...context, polite: true });
    return draft && { ...draft, avoid: !draft.avoid, adverb: draft.avoid ? null : "never", form: "negation" };
  }
  if (/^(?:do not|stop|stop (?:it|that|this)|never again|not again|no more of (?:that|this)|no more)$/i.test(text)) {
    if (context.antecedent?.action) return unwanted(context.antecedent.action, "negation");
    return context.antecedent?.noun && context.antecedent.again
      ? unwanted(useOf(context.antecedent.noun), "negation")
      : null;
  }
  if (
    context.question &&
    /^(?:why (?!do not|not|so|all|the)|who|whose|whom|where|when|which|what (?!about|if|is with)|what's (?!with)|how (?!about)|do (?!you think you)|does|did|is (?!it possible|there any (?:chance|way))|are|was|were|has|have|am|should i|should we|shall i|will (?!you)|can i|may i|could i)\b/i.test(
      text,
    )
  )
    return null;
  for (const read of FORMS) {
    const draft = read(text, context);
    if (draft) return draft;
  }
  return null;
}
