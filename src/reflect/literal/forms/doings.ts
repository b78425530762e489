/** What something should do: "posts should end with a question" → "end posts with a question". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { isBaseVerb, pastBase } from "../english.js";
import {
  ANYTHING,
  general,
  isAboutStyle,
  isKind,
  isNounPhrase,
  isOutput,
  isPlural,
  styleNouns,
  useOf,
} from "../phrases.js";
import { readLimit } from "./limit.js";

const CAUSED = /^(start|open|begin|end|finish|close|lead|conclude|kick off|sign off|stop|break|vary|change)$/i;

export function readDoing(thing: string, rest: string, negated: boolean, context: Context): Draft | null {
  const [verb = "", ...others] = rest.replace(/^(?:always|never|all|also|only|really|just) /i, "").split(" ");
  const base = isBaseVerb(verb) ? verb.toLowerCase() : null;
  const tail = others.join(" ");
  if (!base) return null;
  const place = thing === "it" || ANYTHING.test(thing) ? "" : ` in ${thing}`;
  if (thing === "it" && /^(?:say|mention|read|state|list|show|name)$/.test(base) && !context.standing && !negated)
    return null;
  const draft = (action: string): Draft => ({ ...wanted(action, "modal"), avoid: negated });
  const most = /^(?:no more than|at most|up to) /i.exec(tail)?.[0];
  if (most && !negated && /^(?:have|contain|include|be|use)$/.test(base))
    return (
      readLimit(`${thing === "it" ? "" : `${thing} `}at most ${tail.slice(most.length)}`, context) ??
      draft(`use at most ${tail.slice(most.length)}${place}`)
    );
  if (
    /^(?:have|contain|include|carry|feature|get|show|bear|use|need|come with|give|avoid|mention|cite|name|say|state|list|quote|link|follow|address|explain|refer|mind|tell|describe)$/.test(
      base,
    ) &&
    tail !== ""
  ) {
    if (!isNounPhrase(tail.replace(/^to /, ""), 10) && !/^(?:use|avoid|say|explain|tell|describe|mention)$/.test(base))
      return null;
    if (base === "have" && (/^(?:to|been|done)\b/i.test(tail) || pastBase(tail.split(" ")[0] ?? "") !== null))
      return null;
    const action = /^(?:have|contain|carry|feature|get|show|bear|need|include|come)$/.test(base)
      ? negated || /^(?:no|fewer|less|more)\b/i.test(tail)
        ? "use"
        : "include"
      : base;
    if (/^no /i.test(tail)) return negated ? null : unwanted(`${action} ${general(tail.slice(3))}${place}`, "modal");
    if (base === "say" || base === "tell") return draft(`${base} ${tail}${isOutput(thing) ? place : ""}`);
    return draft(`${action} ${tail}${place}`);
  }
  if (base === "come" && /^from /i.test(tail)) return draft(`use ${thing} ${tail}`);
  if (CAUSED.test(base) && tail !== "") return draft(`${base} ${thing} ${tail}`);
  if (/^(?:come|go|appear|sit|stand|live|be)$/.test(base) && tail !== "") {
    if (/^(?:over|above|beyond|past) (.+)$/i.test(tail) && negated)
      return wanted(`keep ${thing} under ${tail.replace(/^\S+ /, "")}`, "modal");
    if (/^(?:away)$/i.test(tail)) return negated ? null : unwanted(useOf(thing), "modal");
    if (/^on (?:\p{L}+days?|the \d)/iu.test(tail)) return draft(`send ${thing} ${tail}`);
    return /^(?:first|last|at|in|on|before|after|under|above|right|up|below|next|to the)\b/i.test(tail)
      ? draft(`put ${thing} ${tail}`)
      : fallback(thing, base, tail, negated, context);
  }
  if (/^(?:go)$/.test(base) && tail === "" && !negated) return unwanted(useOf(thing), "modal");
  if (/^(?:stay|remain|keep)$/.test(base) && tail !== "") return draft(`keep ${thing} ${tail}`);
  if (/^(?:exceed|run|top|pass|spill|extend|last)$/.test(base) && negated)
    return wanted(
      `keep ${thing} under ${tail.replace(/^(?:over|past|beyond|longer than|more than|above|for) /i, "")}`,
      "modal",
    );
  if (base === "do" || (base === "make" && !isAboutStyle(tail)) || styleNouns(`${thing} ${tail}`).length === 0)
    return fallback(thing, base, tail, negated, context);
  if (/^(?:sound|read|feel|look|fit|match|speak|flow|focus|work|stick|stand|answer|point|link)$/.test(base)) {
    if (thing === "it")
      return negated
        ? unwanted(`let it ${base}${tail ? ` ${tail}` : ""}`, "modal")
        : wanted(`make it ${base}${tail ? ` ${tail}` : ""}`, "modal");
    return negated
      ? unwanted(`let ${thing} ${base}${tail ? ` ${tail}` : ""}`, "modal")
      : wanted(`make ${thing} ${base}${tail ? ` ${tail}` : ""}`, "modal");
  }
  return fallback(thing, base, tail, negated, context);
}

function fallback(thing: string, base: string, tail: string, negated: boolean, context: Context): Draft | null {
  if (thing === "it" && context.conditional)
    return wanted(`make it ${negated ? `not ${base}` : base} ${tail}`, "modal");
  return isKind(thing) && tail !== "" ? madeSure(thing, base, tail, negated) : null;
}

/** "make sure invoices carry the VAT number", for what no plainer verb says. */
function madeSure(thing: string, base: string, tail: string, negated: boolean): Draft {
  const many = isPlural(thing) && !/^(?:every|each|any) /i.test(thing);
  const verb = many ? base : third(base);
  return wanted(`make sure ${thing} ${negated ? `${many ? "do" : "does"} not ${base}` : verb} ${tail}`, "modal");
}

function third(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : `${base}s`;
}
