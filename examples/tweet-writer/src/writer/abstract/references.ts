// Whether a sentence makes sense without the one before it, and mending it with the method's name where that is safe.
import { anyCase } from "../../text/pattern.js";
import { escaped } from "./names.js";

const work = "paper|work|study|article|research|review|survey|thesis|letter|report|contribution|investigation";
const thing = `method|approach|framework|model|system|algorithm|technique|tool|design|strategy|architecture|pipeline|
  solution|engine|network|paradigm|scheme|mechanism|methodology|formulation|operation|benchmark|dataset|toolkit|package|
  application|implementation`.replace(/\s+/g, "");
const ownWork = `(?:present |new )?(?:${work})\\b`;
const complement = "of|for|that|to|which|with|in";

const leadingPointer = anyCase`^(?:it|its|they|their|he|she|these|those|both|such|either|neither|each|others?|another|
  (?:some|none|all|many|one) of|this(?! ${ownWork})|that|here|after that|one is|no such|there(?= we|in)|
  the (?:former|latter|first|second|third|fourth|above|same|said|two|three|other|resulting|proposed|presented|obtained|
  computed|developed|results|outcome|procedure|software|identified)|
  (?:the )?(?:${thing}) (?:is|was|has|can|consists))\b`;
const bareThing = anyCase`^the (?:${thing})s?\b`;
const describedThing = anyCase`^the \S+ (?:of|by|for|that|which|with)\b`;
const innerPointer = anyCase`\b(?:these|those (?!of|that|who|from|in|with|seen|derived|predicted|without)|such (?!as)|
  the (?:former|latter|above|aforementioned|said)|as above|the two\b|
  both (?:methodologies|approaches|methods|tasks|cases)|
  this (?!${ownWork})\w+\b|each of them|doing so|that (?:number|date)\b|in question|presented here|
  the (?:problems?|algorithm|software|tool)\b(?! (?:${complement})\b)|
  (?:may|can|is|are|was|were) then (?:be )?\w+|for this\b|
  (?:achiev|address|solv|do|mitigat|overcom|explain|quantif)\w* this\b|
  the (?:proposed |presented )?(?:method|methodology|approach|framework|technique)\b(?! (?:${complement})\b))`;
const earlyPronoun = /\b(?:for|of|with|about|on|from|against) (?:it|them)\b/;
const pronoun = /\b(?:it|its|they|their|them)\b/i;

export interface Reference {
  readonly text: string;
  /** 0: stands alone; 1: a slight pointer inside; 2: opens with a pointer to the sentence before. */
  readonly dangling: 0 | 1 | 2;
}

/**
 * Replaces an opening "It", "This method", "Our framework" by the method's name where the name is known and fits,
 * and says how much of the sentence still hangs on what came before. `before` are the sentences ahead of it.
 */
export function resolved(sentence: string, name: string | undefined, before: readonly string[]): Reference {
  const text = name === undefined ? sentence : withName(sentence, name, before);
  if (leadingPointer.test(text)) return { text, dangling: 2 };
  if (bareThing.test(text) && !describedThing.test(text)) return { text, dangling: name === undefined ? 1 : 2 };
  if (innerPointer.test(text) || earlyPronoun.test(text.split(/\s/).slice(0, 9).join(" ")))
    return { text, dangling: 1 };
  if (/^(?:there|to|in|on|as)\b/i.test(text) && pronoun.test(text.slice(0, 40))) return { text, dangling: 1 };
  return { text, dangling: 0 };
}

function withName(sentence: string, name: string, before: readonly string[]): string {
  const introduced = before.some((earlier) => earlier.includes(name));
  const whose = introduced ? "this|the|our" : "our";
  const praised = "proposed|resulting|presented|new|novel|evolved|entire|lightweight|full";
  const opening = new RegExp(
    `^(?:(?:${whose})(?: (?:${praised}))* (?:${thing})(?:, ${escaped(name)},)?|such an? (?:[\\w-]+ )?(?:${thing}))` +
      `(?=\\s(?!(?:of|for|that|which|by|to)\\b))`,
    "i",
  );
  if (opening.test(sentence) && !sentence.slice(0, 60).replace(opening, "").includes(name)) {
    return sentence.replace(opening, () => name);
  }
  if (meansTheName(sentence, name, before.at(-1))) return sentence.replace(/^It\b/, () => name);
  return sentence.replace(ourThing(), () => name);
}

/** "Our model" before a verb of achievement, anywhere in the sentence. */
function ourThing(): RegExp {
  return anyCase`\b(?:our|the proposed) (?:(?:proposed|new) )?(?:${thing})
    (?=\s(?:out|achiev|surpass|improv|reach|has|is|can|consistent|significant|exhibit|obtain|yield))`;
}

/** "It improves …" right after a sentence about the method by name. */
function meansTheName(sentence: string, name: string, previous: string | undefined): boolean {
  const itActs = /^It (?!is\b|was\b|has been\b|would\b|remains\b|seems\b)(?:also )?\w+/.test(sentence);
  if (!itActs || previous === undefined) return false;
  return previous.startsWith(name) || new RegExp(`\\b(?:propose|introduce|present) ${escaped(name)}\\b`).test(previous);
}
