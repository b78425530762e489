/** Words a directive as a rule: one clean imperative sentence. */
import type { Draft } from "./draft.js";
import { lowerFirst, upperFirst } from "./phrases.js";
import { QUOTE_CLOSE, QUOTE_OPEN, type Quotes } from "./tokens.js";

/** The rule as a sentence with a full stop; quotations stand in it as they were written, without line breaks. */
export function wordRule(draft: Draft, quotes: Quotes): string {
  const action = tidy(draft.action);
  const core = tidy(wordCore(draft, action));
  const condition = draft.condition ? tidy(draft.condition.replace(/,$/, "")) : null;
  const sentence = condition ? `${upperFirst(lowerFirst(condition))}, ${core}` : upperFirst(core);
  return `${unmask(sentence, quotes).replace(/[\s.;:,!?-]+$/u, "")}.`;
}

function wordCore(draft: Draft, action: string): string {
  if (draft.form === "permission") {
    if (draft.avoid) return `do not ${action}`;
    return /^(?:use|include) (?:an?|one|two|three|four|five|six|up to|at|\d)/i.test(action)
      ? action
      : `you may ${action}`;
  }
  if (draft.adverb === "never" && draft.avoid) return `never ${action}`;
  if (draft.avoid) return `do not ${action}`;
  if (draft.adverb === "always") return `always ${action}`;
  return draft.adverb === "only" ? `only ${action}` : action;
}

const REASON = new RegExp(
  ",? (?:because|otherwise|or else|so (?:that )?(?:people|readers|we|they|it|i|you|the|our|" +
    "everyone|nobody|users|customers|it's|they're|i'm|that|this)) .*$|,? (?:as|since) (?!(?:you|they|we|i) (?:would|might|do|did)(?: (?:to|with|for|in|at|on|if)\\b|$)|(?:it|they) (?:is|are|was|were)$)(?:it|they|we|" +
    "i|nobody|you) .*$|, (?:as|since) (?:our|the|people|readers|that|this|most|some|my) .*$|, (?:for (?:clarity|readability|" +
    "consistency|accessibility|legal reasons|seo|brevity)|if (?:you can|possible|you could|" +
    "at all possible))$",
  "iu",
);

/** "Start with I hope this finds you well": what is said is put in quotation marks. */
const SAID_FIRST =
  /^((?:start|open|begin|end|close|finish)\b[^"]* (?:with|by saying) )(I(?:'m| hope| trust| am| just| wanted| understand| apologi[sz]e) [^"]+)$/;

/** "Write it so my mum could follow" says how, not why. */
const SO_THAT =
  /^(?:\S+ly )?(?:write|explain|phrase|put|word|format|structure|describe|summari[sz]e|lay|set)(?: (?:it|this|things|everything|them|all|out|up))* so /i;

function tidy(text: string): string {
  return (SO_THAT.test(text) ? text : text.replace(REASON, ""))
    .replace(SAID_FIRST, (_all, begin: string, words: string) => `${begin}"${words}"`)
    .replace(/\b(?:pretty )?please\b,?/giu, "")
    .replace(
      /\b(?:a (?:little|tiny) bit|kind of|sort of|like totally|basically|literally|honestly|obviously|actually|bloody|damn|damned|fucking|freaking|goddamn) (?=\S)/giu,
      "",
    )
    .replace(/\*+|_{2,}|`|#+(?=\s)|[<>]/gu, "")
    .replace(/\s+([,;:.!?)])/gu, "$1")
    .replace(/\(\s+/gu, "(")
    .replace(/,+(?=,)|^[\s,;:-]+|[\s,;:-]+$/gu, "")
    .replace(/\s{2,}/gu, " ")
    .replace(/(?<!\b(?:say|says|said|do|tell|think)) so$/iu, "")
    .replace(/ (?:and|or|but|too|as well|also|either|then|though|instead)$/iu, "")
    .trim();
}

const MASK = new RegExp(`${QUOTE_OPEN}(\\d+)${QUOTE_CLOSE}`, "gu");

/** Puts the quotations back. */
function unmask(text: string, quotes: Quotes): string {
  return text.replace(MASK, (_mask, index: string) => plainQuote(quotes[Number(index)] ?? ""));
}

function plainQuote(quote: string): string {
  const inner = quote.slice(1, -1).replace(/\s+/gu, " ").trim();
  return /^[`]/.test(quote) ? `'${inner}'` : `${quote.charAt(0)}${inner}${quote.slice(-1)}`;
}
