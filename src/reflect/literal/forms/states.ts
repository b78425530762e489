/** How something should be: "tweets must be short" → "keep tweets short". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { pastBase } from "../english.js";
import { QUOTED } from "../fragments.js";
import { comparativeOf, STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { isKind, isNounPhrase, isPlural, useOf } from "../phrases.js";
import { readLimit } from "./limit.js";

export function readBecoming(thing: string, state: string, negated: boolean, rest: string): Draft | null {
  const keep = thing === "it" ? "keep it" : `keep ${thing}`;
  if (thing === "it" && !negated && /^(?:an?|the|that|some|one of)\b/i.test(state)) return null;
  const definite = /^the /i.test(thing) && !isPlural(thing);
  if (
    definite &&
    /^\d|^(?:more |less )\S+$|^\S+er$/i.test(state) &&
    !/\b(?:characters|words|sentences|lines|pages|paragraphs)\b/i.test(state) &&
    !/\b(?:tone|language|style|voice|wording|register|writing)$/i.test(thing)
  )
    return null;
  const limit = readLimit(`${thing === "it" ? "" : `${thing} `}${state}`, PLAIN);
  if (limit && !negated) return { ...limit, form: "modal" };
  const over = /^(?:over|above|longer than|more than|beyond) (.+)$/i.exec(state);
  if (over && negated) return wanted(`${keep} under ${over[1]}`, "modal");
  const [first = "", ...others] = state.split(" ");
  const manner = first.endsWith("ly") ? first : "";
  const participle = manner ? (others[0] ?? "") : first;
  const base = pastBase(participle);
  if (base && !STYLE_ADJECTIVES.has(first.toLowerCase()) && !/ by (?:me|us|sam|legal)\b/i.test(state)) {
    const tail = others.slice(manner ? 1 : 0).join(" ");
    return {
      ...wanted(`${base} ${thing}${tail ? ` ${tail}` : ""}${manner ? ` ${manner}` : ""}`, "modal"),
      avoid: negated,
    };
  }
  if (
    /^in (?:the |an? |our |your |their )?(?:\S+ )*(?:language|tense|voice|format|style|person|case|font|english|form|tone|mood|bold|italics|caps|capitals|plural|singular|euros|dollars|pounds|celsius|order)$/i.test(
      state,
    )
  )
    return { ...wanted(`write ${thing} ${state}`, "modal"), avoid: negated };
  if (
    /^(?:first|last|at the|in the|on (?:its|their|a)|before|after|up front|upfront|up top|near|under the|above the)\b/i.test(
      state,
    )
  )
    return { ...wanted(`put ${thing} ${state}`, "modal"), avoid: negated };
  if (/^(?:word for word|verbatim|in order|up to date|as short as|easy to)\b/i.test(state))
    return { ...wanted(`${keep} ${state}`, "modal"), avoid: negated };
  const words = state
    .replace(/^(?:a (?:bit|little|lot|tad)|much|way|far|more|less|too|so|very|really|quite|slightly|as) /gi, "")
    .split(/[ ,]/);
  const adjective = (words.find((word) => !/^(?:bit|little|more|less|too|so|much|a)$/i.test(word)) ?? "").toLowerCase();
  const described =
    STYLE_ADJECTIVES.has(adjective) || comparativeOf(adjective) !== null || /^(?:more|less|no) \S/i.test(state);
  if (described) {
    if (negated) return unwanted(/^too /i.test(state) ? `make ${thing} ${state}` : `make ${thing} ${state}`, "modal");
    return wanted(/^(?:more|less|\S+er)\b/i.test(state) ? `make ${thing} ${state}` : `${keep} ${state}`, "modal");
  }
  if (/^(?:in|on|at|under|above|below|next to|inside|beside) (?:the|an?|every|each|all|our|your) /i.test(state))
    return { ...wanted(`put ${thing} ${state}`, "modal"), avoid: negated };
  if (
    /^in (?:the |an? )?/i.test(state) ||
    /^(?:under|below|within|around|between|up to|at (?:least|most))/i.test(state)
  )
    return { ...wanted(`${/^in/i.test(state) ? `write ${thing}` : keep} ${state}`, "modal"), avoid: negated };
  if (/^\p{L}{1,4}(?:[./-]\p{L}{1,4})+\b/u.test(state))
    return { ...wanted(`write ${thing} as ${state}`, "modal"), avoid: negated };
  if (
    /^(?:an?|the|our|your|one|two|three|\d|like|about|as|clear|plain|questions|statements|full|complete|lower ?case|upper ?case|bold|italic|singular|plural|optional|gone|consistent|easy|short|present|visible|numbered|bulleted|capitalised|mandatory|obvious|linked|digits|numerals)/i.test(
      state,
    ) ||
    new RegExp(`^${QUOTED}`, "u").test(state)
  ) {
    if (/^(?:gone|out|off)$/i.test(state)) return negated ? null : unwanted(useOf(thing), "modal");
    if (/^about /i.test(state) && negated) return unwanted(`make ${thing} ${state}`, "modal");
    return { ...wanted(`make ${thing} ${state}`, "modal"), avoid: negated };
  }
  if (isKind(thing) && isNounPhrase(state, 5) && rest !== "")
    return { ...wanted(`make ${thing} ${state}`, "modal"), avoid: negated };
  return null;
}

const PLAIN: Context = {
  standing: true,
  polite: true,
  question: false,
  paired: false,
  verbFirst: false,
  afterBan: false,
  conditional: false,
  source: "",
  antecedent: null,
};
