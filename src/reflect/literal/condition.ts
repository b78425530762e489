/** Conditions and occasions before a directive: "When the paper has code, link it", "In headlines, no puns". */
import { isTopic } from "./joints.js";
import { from } from "./fragments.js";
import { STYLE_ADJECTIVES } from "./lexicon/adjectives.js";
import { isAboutStyle, lowerFirst } from "./phrases.js";
import { isDirectiveVerb, isAmbiguousVerb } from "./english.js";

export interface Conditioned {
  readonly condition: string | null;
  readonly rest: string;
}

const SUBORDINATE =
  "(?:should (?:an?|any|some|the|you|they|there)(?= .*,)|if|when|whenever|where|wherever|unless|once|before|after|until|while|even if|even when|" +
  "in case|as soon as|as long as|provided(?: that)?|the (?:first|second|next|last) time|(?:every|" +
  "each|any) ?time|for (?:every|each|any|all)|in (?:every|each|all)|on (?:every|each)|" +
  "any \\S+ that|anything)";
const OCCASION = "(?:for|in|on|at|with|within|during|given|instead of|rather than|besides|apart from|to)";
const WITH_COMMA = from(
  `(${SUBORDINATE} [^,]+(?:, (?:or|and) [^,]+)?|${OCCASION} (?!me\\b|us\\b|my part|the record|` +
    "fairness|short|fact|addition|particular|example|instance|my opinion|general|future|the future|" +
    "this case|goodness|now\\b|once\\b|that note|top of|the other hand|the whole|" +
    "balance)[^,]{1,60}),(?: then)? (.+)$",
);
const WITHOUT_COMMA = from(
  `(${SUBORDINATE} (?:\\S+ ){1,14}?)(?:then )?((?:please |always |never |do not |just |also |make sure |no ).+)$`,
);
const INSTEAD = from("((?:instead of|rather than) .+?),? ((?:write|say|use|put|try|prefer) .+)$");
const MARKED = from(
  `(${OCCASION} (?:our |my |the |all |your |any |every |each )?(?:\\p{L}+ ){0,2}?\\p{L}+s?) ((?:please |always |never |only |do not |just |also |use |keep |no |(?:i|we)(?:'d| would| want| need| prefer) |you (?:must|should|need|have) ).+)$`,
);

/** What follows a verb of asking or telling. */
const WHOM_OR_WHAT = /^(?:me|us|him|her|which|whether|what|who|how)$/i;

/** Parts a clause into what it depends on and what it asks for. */
export function splitCondition(text: string): Conditioned {
  const topic = /^([^:]{3,60}): (?=\S)(.+)$/.exec(text);
  if (
    topic &&
    /^(?:for|in|on|with) /i.test(topic[1] ?? "") &&
    !/\b(?:future|now|general|short|thing)\b/i.test(topic[1] ?? "")
  )
    return { condition: topic[1] ?? "", rest: topic[2] ?? "" };
  if (
    topic &&
    isTopic(topic[1] ?? "") &&
    /^(?:please |always |never |do |\p{L}+)/iu.test(topic[2] ?? "") &&
    !/^(?:no|none|yes)\b/i.test(topic[2] ?? "")
  ) {
    const first = (topic[2] ?? "").split(" ")[0] ?? "";
    if (isDirectiveVerb(first) || /^(?:please|always|never|do)$/i.test(first))
      return { condition: `for ${lowerFirst(topic[1] ?? "")}`, rest: topic[2] ?? "" };
  }
  const found = MARKED.exec(text) ?? WITH_COMMA.exec(text) ?? WITHOUT_COMMA.exec(text) ?? INSTEAD.exec(text);
  if (found) return { condition: (found[1] ?? "").trim(), rest: found[2] ?? "" };
  const subordinate = from(`(?:${SUBORDINATE}|${OCCASION}|between|after) `).exec(text);
  if (subordinate) {
    const words = text.split(" ");
    for (let at = from(`${SUBORDINATE} `).test(text) ? 3 : 2; at < words.length - 1; at++) {
      const verb = words[at] ?? "";
      if (/^(?:never|always)$/i.test(verb) && isDirectiveVerb(words[at + 1] ?? ""))
        return { condition: words.slice(0, at).join(" "), rest: words.slice(at).join(" ") };
      if (!isDirectiveVerb(verb)) continue;
      if (
        isAmbiguousVerb(verb) &&
        !(
          at >= 3 &&
          /^(?:with|the|it|them|every|each|an?|all|whether|who|which|what|how)$/i.test(words[at + 1] ?? "") &&
          (isAboutStyle(words[at - 1] ?? "") || WHOM_OR_WHAT.test(words[at + 1] ?? ""))
        )
      )
        continue;
      if (/^(?:stay|be|remain|keep)$/i.test(verb) && STYLE_ADJECTIVES.has((words[at + 1] ?? "").toLowerCase()))
        return { condition: words.slice(0, at).join(" "), rest: words.slice(at).join(" ") };
      if (
        (!(/^(?:ask|tell|give|show|mention|say|check|send)$/i.test(verb) && WHOM_OR_WHAT.test(words[at + 1] ?? "")) &&
          !(/^leave$/i.test(verb) && /^(?:blank|empty|un\p{L}+ed)$/iu.test(words.at(-1) ?? "")) &&
          !/^(?:it|them|the|a|an|that|this|our|your|with|out|no|to|only|every|each|all|any|under|\d+)$/i.test(
            words[at + 1] ?? "",
          )) ||
        /^(?:to|you|we|i|they|not|should|must|can|cannot|could|would|may|might|will|and|or|the|a|do|people|readers|authors)$/i.test(
          words[at - 1] ?? "",
        )
      )
        continue;
      return { condition: words.slice(0, at).join(" "), rest: words.slice(at).join(" ") };
    }
  }
  return { condition: null, rest: text };
}

/** Conditions that say nothing, or speak of one moment. */
export const EMPTY_CONDITION = new RegExp(
  "^(?:if (?:not|so|yes|no)|if (?:you|i|we) (?:can|could|want|like|must|were you|have time)(?: to)?|if (?:need be|" +
    "necessary|anything)|when (?:you|i) (?:have time|are (?:done|ready|back|free))|" +
    "before you (?:send|post|publish) (?:it|this)|once (?:you're done|that's done|this is done)|" +
    "after that|in (?:the )?(?:meantime|end))$",
  "i",
);
