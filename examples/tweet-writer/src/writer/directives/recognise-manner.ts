// Recognisers for how a tweet is written and what it must say: names, person, tone, words, spelling, layout, content.
import { pattern } from "../../text/pattern.js";
import type { Directive } from "./directive.js";
import type { Recogniser } from "./recognise-parts.js";

const mentioning = pattern`
    \b(?:mention\w*|includ\w+|nam(?:e|es|ing)|give|giving|state|stating|say|saying|cit(?:e|es|ing)|quot(?:e|es|
    ing)|credit\w*|tell|add\w*|use|using|put|show|list\w*|have|with|contain\w*|attribut\w+|refer\w*|write|
    report|acknowledg\w+|always|make sure|should|must|need|want|no|not|never|without|avoid|drop|skip|omit|leave|
    remove|specify|note|spell)\b`;

export const authors: Recogniser = ({ text, negative, place }) => {
  if (
    !pattern`
      \b(?:authors?|author'?s'? names?|researchers|scientists|the team|people behind|who (?:wrote|did|made|
      is behind)|whose work|surnames?|last names?|et al)\b`.test(text)
  )
    return [];
  if (
    /\b(?:as (?:if|one of|though|the authors?)|voice of|(?:third|first)[ -]person|they|authors? as)\b/.test(text) ||
    (place === "start" && /\b(?:open|start|begin|lead)\b/.test(text))
  )
    return [];
  if (!mentioning.test(text)) return [];
  return [{ kind: "authors", wanted: !negative }];
};

export const title: Recogniser = ({ text, negative, place }) => {
  if (
    !/\btitles?\b|\bwhat the paper is called\b|\bpaper'?s name\b|\bname of the paper\b/.test(text) ||
    /\btitle case\b|title-case/.test(text)
  )
    return [];
  if (place === "start" || !mentioning.test(text)) return [];
  return [{ kind: "title", wanted: !negative }];
};

export const year: Recogniser = ({ text, negative }) =>
  /\byears?\b|\bdates?\b|\bwhen it (?:was published|came out|appeared)\b|\bhow old\b/.test(text) &&
  mentioning.test(text) &&
  !/\b(?:out of date|up to date)\b/.test(text)
    ? [{ kind: "year", wanted: !negative }]
    : [];

export const person: Recogniser = ({ text, quotes, negative }) => {
  const we =
    pattern`
      \bfirst[ -]person\b|\bas one of the authors\b|\bas (?:if|though) (?:you|we) (?:were|wrote|did)\b|
      \bas the authors\b|\bvoice of the authors\b|\bin the we\b|\bwe-form\b|\bour own (?:work|paper)\b`.test(text) ||
    quotesWe(text, quotes);
  if (we) return [{ kind: "person", as: negative ? "they" : "we" }];
  if (
    pattern`
      \bthird[ -]person\b|\boutsider\b|\bauthors? as (?:they|«\d»)|\bnot (?:our|your|my) (?:own )?(?:work|
      paper)\b|\bas a reporter\b`.test(text)
  ) {
    return [{ kind: "person", as: negative ? "we" : "they" }];
  }
  return [];
};

function quotesWe(text: string, quotes: readonly string[]): boolean {
  if (/\b(?:authors? as)\b/.test(text)) return false;
  const named = [...text.matchAll(/«(\d)»/g)].map((match) => quotes[Number(match[1])] ?? "");
  return (
    named.some((quote) => /^(?:we|our|us)$/i.test(quote)) ||
    /\b(?:use|say|write|using|saying|writing|with) we\b/.test(text)
  );
}

export const plainWords: Recogniser = ({ text, negative }) => {
  const wanted = pattern`
      \b(?:plain(?:er)?(?:,? (?:words?|english|language|terms))?|(?:simpl(?:e|er|est)|everyday|ordinary|common|
      easy|easier|familiar|normal|layman'?s|lay) (?:\w+ )?(?:words?|english|language|terms|vocabulary)|simply|
      non-?(?:experts?|specialists?|scientists?|technical)|lay (?:people|person|readers?|audience)|lay(?:men|
      man|people)|general (?:audience|public|readers?)|newcomers|outsiders can|accessible|understandable|
      readable|teenager|high ?school|year-old|(?:my|your) (?:mum|mom|mother|grandmother|gran|grandma|neighbou?r|
      dad)|understand|anyone|everyone|everybody|people outside)\b`;
  const unwanted = pattern`
      \b(?:jargon|technical (?:terms?|words?|language|vocabulary)|big words|long words|fancy words|
      difficult words|hard words|complicated words|academic (?:language|words|prose|style)|academese|
      gobbledygook|buzz ?words?|specialist (?:terms|language))\b|jargon-free`;
  if (unwanted.test(text))
    return negative || /\b(?:less|fewer|explain|too|jargon-free|translate|replace)\b/.test(text)
      ? [{ kind: "plain-words" }]
      : [];
  if (!wanted.test(text) || /\bplain (?:text|full stop)\b/.test(text)) return [];
  return negative && !/\b(?:not|never|no) (?:assume|need)|\bnon-/.test(text) ? [] : [{ kind: "plain-words" }];
};

export const abbreviations: Recogniser = ({ text, negative }) => {
  if (!/\babbreviat\w*\b|\bacronyms?\b|\binitialisms?\b|\bshort forms?\b|\babbrevs?\b/.test(text)) return [];
  const expand =
    /\b(?:spell|expand|write out|written out|in full|explain|full (?:form|name|word)s?|fewer|less|too)\b/.test(text);
  return negative || expand ? [{ kind: "abbreviations" }] : [];
};

export const layout: Recogniser = ({ text, negative }) => {
  if (/\bbullet(?:ed|s| ?points?| lines?| list)?\b|\bdot points\b/.test(text))
    return [{ kind: "layout", as: negative ? "paragraph" : "bullets" }];
  if (/\b(?:one|single) paragraph\b|\bon one line\b|\brunning text\b|\ba single line\b/.test(text))
    return [{ kind: "layout", as: negative && !/\bwithout\b/.test(text) ? "lines" : "paragraph" }];
  if (
    pattern`
      \bline ?-?breaks?\b|\bnew ?lines?\b|\b(?:own|separate|different) lines?\b|\bsentences? (?:per|a|to a|each) line\b|\bblank lines?\b|
      \bwhite ?space\b|\bbreathing (?:room|space)\b`.test(text)
  ) {
    return [{ kind: "layout", as: negative ? "paragraph" : "lines" }];
  }
  return [];
};

export const spelling: Recogniser = ({ text, negative }) => {
  const british = /\b(?:british|uk|english english|commonwealth|oxford|bre)\b/.test(text);
  const american = /\b(?:american|us|u\.s\.|america)\b/.test(text);
  if (british === american || !/\b(?:spell\w*|english|orthography|british|american)\b/.test(text)) return [];
  return [{ kind: "spelling", as: british !== negative ? "british" : "american" }];
};

export const numerals: Recogniser = ({ text, negative }) => {
  if (!/\bnumbers?\b|\bnumerals?\b|\bdigits?\b|\bcounts\b/.test(text)) return [];
  const inWords = /\b(?:spell(?:ed)? out|in words|as words|write out|written out|number words)\b/.test(text);
  const digits = /\bnumerals?\b|\bdigits?\b|\bas figures\b|\bin figures\b/.test(text);
  if (!inWords && !digits) return [];
  return [{ kind: "numerals", as: (inWords && !negative) || (digits && !inWords && negative) ? "words" : "digits" }];
};

export const shouting: Recogniser = ({ text, negative }) => {
  if (/\bsentence case\b/.test(text)) return [{ kind: "shouting" }];
  // "Do not shout at people with exclamation marks" is about the marks
  if (/\bexclamation\b/.test(text)) return [];
  const capitals = pattern`
      \ball[ -]?caps\b|\bcapital(?:s| letters|i[sz]\w+)\b|\bcaps(?: lock)?\b|\bupper ?-?case\b|\bshout\w*\b|
      \byell\w*\b`.test(text);
  return capitals && (negative || /\btoo\b|\blower ?case\b/.test(text)) ? [{ kind: "shouting" }] : [];
};

const hypeNames = pattern`
    \b(?:hype\w*|hyperbol\w+|superlatives?|exaggerat\w+|click-?bait\w*|sensational\w*|over-?s(?:ell|tat|old)\w*|
    enthus\w+|excit\w+|gush\w*|breathless\w*|marketing|sales ?(?:y|pitch|talk)|ad copy|advert\w*|buzz|
    fan ?boy\w*|cheerlead\w*|over-?the-?top|drama\w*|puffery)\b`;

export const hype: Recogniser = ({ text, negative }) => {
  if (
    pattern`
      \b(?:sober(?:ly)?|matter-of-fact|understated|measured|calm(?:er|ly)?|neutral(?:ly)?|level-headed|
      tone it down|tone down(?! (?:the|your) (?!hype|tone|language|wording|enthusiasm|excitement|marketing))|dry(?:ly)?|factual(?:ly)?|modest(?:ly)?|restrained|serious(?:ly)?|low-key)\b`.test(
      text,
    )
  )
    return negative ? [] : [{ kind: "hype" }];
  return hypeNames.test(text) && (negative || /\b(?:less|too|cut|enough|tone)\b/.test(text)) ? [{ kind: "hype" }] : [];
};

export const figure: Recogniser = ({ text, negative, place }) => {
  if (
    !pattern`
      \b(?:numbers?|figures?|statistics?|stats?|percentages?|metrics?|data points?|hard data|quantif\w+|
      measurements?)\b`.test(text) ||
    place === "start"
  )
    return [];
  if (
    pattern`
      \b(?:numerals?|spell(?:ed)? out|writ(?:e|ten) out|in words|as words|digits|round\w*|of (?:hash ?tags|words|characters)|
      phone)\b`.test(text) ||
    !mentioning.test(text)
  )
    return [];
  return [{ kind: "figure", wanted: !negative }];
};

export const cover: Recogniser = ({ text, negative, place }) => {
  if (negative || place !== undefined || (!mentioning.test(text) && !/\bexplain\w*\b/.test(text))) return [];
  const found: Directive[] = [];
  if (/\b(?:methods?|approach|technique|how (?:it|they|the \w+) (?:works?|did|was done|was made))\b/.test(text))
    found.push({ kind: "cover", role: "method" });
  if (/\b(?:problem|motivation|gap|challenge|what it solves)\b/.test(text))
    found.push({ kind: "cover", role: "problem" });
  if (/\b(?:results?|findings?|what (?:they|was) found|outcome)\b/.test(text))
    found.push({ kind: "cover", role: "result" });
  return found;
};

export const phrase: Recogniser = ({ text, quotes, negative, place }) => {
  // 'Do not start with "The"' does not forbid the word
  if (negative && place !== undefined) return [];
  const quoted = [...text.matchAll(/«(\d)»/g)].map((match) => quotes[Number(match[1])] ?? "");
  const phrases = quoted.filter((text) => text !== "" && !/^(?:we|our|us|they|them|i|you|yours?)$/i.test(text));
  const wanted = pattern`
      \b(?:use|say|write|include|add|mention|append|prefer|end with|start with|close with|open with|put|word|
      phrase|tag)\b`.test(text);
  if (!negative && (!wanted || /\b(?:like|such as|for example)\b/.test(text))) return [];
  return phrases.map((text) => ({ kind: "phrase" as const, text, wanted: !negative }));
};
