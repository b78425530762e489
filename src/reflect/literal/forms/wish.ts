/** What somebody wants to see: a noun phrase, turned into what to do about it. */
import { unwanted, wanted, type Context, type Draft } from "../draft.js";
import { gerundAction, headOf, isAboutStyle, isNounPhrase, isPlural, lowerFirst, useOf } from "../phrases.js";
import { pastBase } from "../english.js";
import { readLimit } from "./limit.js";
import { readVerbless } from "./verbless.js";

/** "more numbers", "the price in every ad", "dates in ISO format", as something wanted or not. */
export function readWish(thing: string, unwished: boolean, context: Context): Draft | null {
  const text = thing
    .replace(
      /^(?:to (?:see|have|get|read|be given) |seeing |having |you to (?:see|have) |it (?:if|when) there (?:was|were|is|are) )/i,
      "",
    )
    .trim();
  if (unwished) {
    const action = gerundAction(text);
    if (action) return unwanted(action, "preference");
    return isNounPhrase(text) && (isAboutStyle(text) || context.standing || isPlural(text))
      ? unwanted(useOf(text.replace(/^(?:more|any more) /i, "")), "preference")
      : null;
  }
  const gone = /^(.+?) (?:gone|out|removed|dropped|deleted|banned|left out|kept out)$/i.exec(text)?.[1];
  // "I'd like abbreviations spelled out" wants them in full
  if (gone && pastBase(gone.split(" ").at(-1) ?? "") === null && isNounPhrase(gone) && isAboutStyle(gone))
    return unwanted(useOf(gone), "preference");
  const read = readLimit(text, context) ?? readVerbless(text, { ...context, polite: true });
  if (read) return { ...read, form: "preference", remark: false };
  const placed =
    /^(.+?) (?:to (?:be|go|come|stay|sit)|at|in|on) (first|last|up front|the (?:top|start|beginning|end|bottom|front).*|its own line)$/i.exec(
      text,
    );
  if (placed && isNounPhrase(placed[1] ?? "")) {
    const place = /^(?:first|last|up front)/i.test(placed[2] ?? "")
      ? placed[2]
      : `${/ (at|in|on) /.exec(text)?.[1] ?? "at"} ${placed[2]}`;
    return wanted(`put ${lowerFirst(placed[1] ?? "")} ${place}`, "preference");
  }
  const infinitive =
    /^(.+?) to (not )?(be|have|start|open|end|close|finish|lead|include|use|say|mention|contain|sound|read|stay|fit|begin|come|go) (.+)$/i.exec(
      text,
    );
  if (infinitive && isNounPhrase(infinitive[1] ?? "")) return null;
  const done = /^(.+?) ((?:always |never )?)(\p{L}+)((?: .+)?)$/u.exec(text);
  const base = done && pastBase(done[3] ?? "");
  if (
    done &&
    base &&
    base !== "be" &&
    isNounPhrase(done[1] ?? "") &&
    isAboutStyle(done[1] ?? "") &&
    /^(?:mention|put|write|spell|explain|cite|name|state|give|keep|place|move|list|round|format|define|include|show|quote|link|leave|capitalise|capitalize)$/.test(
      base,
    )
  ) {
    return wanted(`${base} ${lowerFirst(done[1] ?? "")}${done[4] ?? ""}`, "preference", {
      avoid: /never/i.test(done[2] ?? ""),
    });
  }
  if (!isNounPhrase(text, 12) || /^(?:to|you|it|that|this|if|when)\b/i.test(text)) return null;
  if (!isAboutStyle(text) && !context.standing) return null;
  if (
    /^(?:an?|the|my|another|new) (?:\S+ )?(?:refund|discount|account|booking|order|ticket|address|appointment|replacement|invoice|password|receipt|table|seat|room|answer|reply|response|update|copy|draft|call|call back|callback|quote|number|name|explanation|apology|voucher|upgrade)$/i.test(
      text,
    )
  )
    return null;
  return wanted(`${verbFor(text)} ${lowerFirst(text)}`, "preference");
}

/** "Use" for what there is some of, "include" for one thing. */
function verbFor(text: string): string {
  if (
    /^(?:more|less|fewer|shorter|longer|only|short|simple|plain|a (?:more|less)|an? \S+er (?:tone|style|voice|language|register|vocabulary|ending|opening|opener))\b/i.test(
      text,
    )
  )
    return "use";
  if (
    /^(?:the|an?|at least|our|your|its|their|one|two|some)\b/i.test(text) ||
    / (?:in|on|at) (?:every|each|all|any)\b/i.test(text)
  )
    return "include";
  return isPlural(text) || !/\b(?:the|a)\b/i.test(text)
    ? /^(?:names?|authors?|links?|sources?|prices?|dates?|years?|number|examples?)$/.test(headOf(text))
      ? "include"
      : "use"
    : "include";
}
