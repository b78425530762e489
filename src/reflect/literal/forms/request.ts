/** Requests put as questions: "could you stop …", "would you mind keeping …", "can we have fewer …". */
import { unwanted, type Context, type Draft } from "../draft.js";
import { from } from "../fragments.js";
import { gerundAction, isAboutStyle, isNounPhrase } from "../phrases.js";
import { readAction } from "./action.js";
import { readModal } from "./modal.js";
import { readWish } from "./wish.js";

const SOFT =
  "(?:please |perhaps |maybe |possibly |at least |also |just |try to |try and |start to |kindly |" +
  "always |never |not |ever |instead |then |again |generally )*";
const ASKED = from(
  "(?:(?:can|could|would|will|might) you|(?:can|could|shall|should|may) we|" +
    "(?:do you )?think you (?:can|could)|(?:is there )?any (?:chance|way) (?:that )?(?:you|" +
    "we) (?:can|could|might)|(?:is it|would it be|it be) (?:possible|ok|okay|alright|an option|" +
    "feasible|too much(?: trouble| to ask)?)(?: for you)? to|any (?:chance|way) (?:that )?(?:you|" +
    "we) (?:can|could|might)|(?:is there )?any way to|i(?:'d| would) (?:like|love|" +
    "want) to ask you to|i (?:was )?wonder(?:ing)? (?:if|whether) (?:you|we) (?:can|could|might|" +
    "would)|(?:it )?would (?:it )?(?:hurt|kill you) to|how about we|what if (?:you|we)|why (?:do not|" +
    "not) (?:you|we)|why not|let's|let us|may i ask you to|(?:please )?(?:may|can|" +
    "could) i ask (?:you to|that you)|i ask (?:that )?you(?: to)?|i beg you(?: to)?|i(?:'m|" +
    ` am) asking you to) (${SOFT})(.+)$`,
);
const MINDED = from("(?:(?:would|do) you )?mind(?: please)?( not)? (.+)$");
const HOW_ABOUT = from(
  "(?:how about|what about|any chance of|is there any chance of|fancy|thoughts on|what do you think about) (.+)$",
);
const NOUN_ASKED = from(
  "(?:can|could|should|would|might|may) (?!you|we|i|he|she|it be that)((?:the |our |your |all |" +
    "every |each )?.+?) (please |maybe |perhaps |always |never |also |not |all |just |instead )*(be|" +
    "have|start|end|open|close|come|go|use|include|say|lead|finish|begin|mention|stay|sound|read|" +
    "contain|show|get) (.+)$",
);

/** Reads a clause that asks somebody to do something. */
export function readRequest(text: string, context: Context): Draft | null {
  const minded = MINDED.exec(text);
  if (minded) {
    const action = gerundAction(minded[2] ?? "");
    const draft = action && readAction(action, context);
    if (!draft) return null;
    return minded[1]
      ? { ...draft, avoid: !draft.avoid, form: "request" }
      : { ...draft, weak: isTimid(draft, context), form: "request" };
  }
  const asked = ASKED.exec(text);
  if (asked) return readAsked(text, asked[1] ?? "", asked[2] ?? "", context);
  const idea = HOW_ABOUT.exec(text);
  if (idea) {
    const action = gerundAction(idea[1] ?? "");
    const draft = action
      ? readAction(action, context)
      : readWish(idea[1] ?? "", /^not?\b/i.test(idea[1] ?? ""), context);
    return draft && { ...draft, form: "request", weak: isTimid(draft, context) };
  }
  const noun = NOUN_ASKED.exec(text);
  if (!noun) return null;
  const draft = readModal(`${noun[1]} should ${noun[2] ?? ""}${noun[3]} ${noun[4]}`, context);
  return draft && { ...draft, form: "request" };
}

function readAsked(text: string, soft: string, rest: string, context: Context): Draft | null {
  const negated = /\b(?:not|never)\b/i.test(soft);
  const have = /^(?:have|get|see) (.+)$/i.exec(rest)?.[1];
  if (have && /^(?:(?:can|could|shall|may) we|let's|let us)/i.test(text)) return readWish(have, negated, context);
  const draft = readAction(`${/\balways\b/i.test(soft) ? "always " : ""}${rest}`, context);
  if (!draft) return null;
  const read: Draft = negated
    ? unwanted(draft.action, "request", { avoid: !draft.avoid })
    : { ...draft, form: "request" };
  return { ...read, weak: isTimid(read, context) };
}

/** Asked for as a favour, with nothing that says for ever: "can you add a link?" may be about one output only. */
function isTimid(draft: Draft, context: Context): boolean {
  if (draft.avoid || context.standing || draft.adverb) return false;
  if (
    /^(?:keep|limit|stick|avoid|cap|restrict|use|write|start|begin|open|end|finish|close|lead|be|sound|spell|round|vary|hedge|cite|quote|say|name|credit|mention|state)\b/i.test(
      draft.action,
    )
  ) {
    return (
      /^\S+ (?:the |this |that )(?!number|result|finding|link|point|word|figure|journal|institution|author|source|doi|sample|price|year|university|lab|funder|reader|active|passive|present|past|first|second|metric|oxford|reader|author|source|answer|conclusion|date|year)/i.test(
        draft.action,
      ) && !/^keep/i.test(draft.action)
    );
  }
  const object = draft.action.split(" ").slice(1).join(" ");
  return !(
    isNounPhrase(object, 12) &&
    isAboutStyle(object) &&
    !/^(?:an?|the|this|that|another|some|one)\b/i.test(object)
  );
}
