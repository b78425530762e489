/** House rules told as facts: "links go last", "a call to action belongs in every email". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { pastBase } from "../english.js";
import { QUOTED } from "../fragments.js";
import { isAboutStyle, isKind, isNounPhrase, isPlural, lowerFirst, useOf } from "../phrases.js";

/** A house rule told as a fact: "links go last", "our name is spelled …", "a call to action belongs in every email". */
export function readFact(text: string, context: Context): Draft | null {
  const placed =
    /^(.+?) (?:always |should |must |just )?(?:go(?:es)?|comes?|belongs?|sits?)(?: always)? ((?:first|last|at|in|on|before|after|under|above|right|below|up|next to)(?:,? .+|$))$/i.exec(
      text,
    );
  const atEdge = /^(?:first|last|at the (?:top|end|bottom|start|beginning))\b/i.test(placed?.[2] ?? "");
  const isRule =
    isAboutStyle(placed?.[1] ?? "") || isAboutStyle(placed?.[2] ?? "") || (atEdge && isKind(placed?.[1] ?? ""));
  if (placed && isNounPhrase(placed[1] ?? "", 8) && isRule)
    return wanted(`put ${lowerFirst(placed[1] ?? "")} ${placed[2]}`, "necessity");
  const routed =
    /^((?:anything|everything) (?:about|on|to do with|concerning|for) .+?|.+?) (?:goes|go) to ((?:the|our|an?|my) .+|\p{Lu}\p{L}+)$/u.exec(
      text,
    );
  const sent = routed?.[1] ?? "";
  if (routed && (/^(?:any|every)thing /i.test(sent) || (isKind(sent) && isNounPhrase(sent, 6))) && context.standing)
    return wanted(`send ${lowerFirst(sent)} to ${routed[2]}`, "necessity");
  const lacking = /^(.+?) (?:must have|have|has|take|takes) no (.+)$/i.exec(text);
  if (
    lacking &&
    isNounPhrase(lacking[1] ?? "", 4) &&
    isAboutStyle(lacking[1] ?? "") &&
    isNounPhrase(lacking[2] ?? "", 5) &&
    (context.standing || isPlural(lacking[1] ?? ""))
  )
    return unwanted(`${useOf(lacking[2] ?? "")} in ${lowerFirst(lacking[1] ?? "")}`, "necessity");
  const takes = /^(.+?) (?:do|does) not (?:take|have|need|use|contain|get|require) (.+)$/i.exec(text);
  if (
    takes &&
    isPlural(takes[1] ?? "") &&
    isAboutStyle(takes[1] ?? "") &&
    !/^(?:the|these|those) /i.test(takes[1] ?? "") &&
    isNounPhrase(takes[1] ?? "", 4) &&
    isNounPhrase(takes[2] ?? "", 5)
  )
    return unwanted(`${useOf(takes[2] ?? "")} in ${lowerFirst(takes[1] ?? "")}`, "necessity");
  const preferred = /^((?:an? |\p{L}+)[^,]*?) (?:is|are|works?) (?:much |far |way )?better than (.+)$/iu.exec(text);
  if (
    preferred &&
    /^an? |s$/i.test(preferred[1] ?? "") &&
    isNounPhrase(preferred[1] ?? "", 4) &&
    isNounPhrase(preferred[2] ?? "", 8) &&
    isAboutStyle(`${preferred[1]} ${preferred[2]}`) &&
    !/^(?:the|this|that|last|yesterday)\b/i.test(preferred[2] ?? "")
  )
    return wanted(`use ${lowerFirst(preferred[1] ?? "")} rather than ${preferred[2]}`, "preference");
  const absent = /^(.+?) (?:do|does) not (?:belong|go|come) ((?:in|on|at)\b.+|first|last)$/i.exec(text);
  if (absent && isNounPhrase(absent[1] ?? "", 6))
    return unwanted(
      /^(?:first|last)/i.test(absent[2] ?? "")
        ? `put ${lowerFirst(absent[1] ?? "")} ${absent[2]}`
        : `${useOf(absent[1] ?? "")} ${absent[2]}`,
      "necessity",
    );
  const written =
    /^(.+?) (?:is|are|gets?)(?: always| never| to be)? (written|spelled|spelt|called|styled|capitalised|capitalized|hyphenated|abbreviated|italicised|italicized|pronounced|lowercased|treated as)(?: (?:as|like))? ?(.*)$/i.exec(
      text,
    );
  if (written && isNounPhrase(written[1] ?? "", 6) && !/\b(?:was|were|here)\b/i.test(text)) {
    const base = pastBase((written[2] ?? "").split(" ")[0] ?? "");
    const negated = / never /i.test(text.slice(0, text.length - (written[3] ?? "").length));
    if (base && (written[3] || /hyphen|capital|ital|lower/.test(base)))
      return {
        ...wanted(`${base} ${lowerFirst(written[1] ?? "")} ${written[3] ?? ""}`.trim(), "necessity"),
        avoid: negated,
      };
  }
  const grammar = new RegExp(
    `^((?:the (?:word|term) )?${QUOTED}|[\\p{L}-]+) (?:is|are|takes) (?:always |a |an )?(plural|` +
      "singular|one word|two words|hyphenated|lower ?case|upper ?case|capitalised|capitalized|" +
      "masculine|feminine)(?: (?:verb|noun))?$",
    "iu",
  ).exec(text);
  if (grammar && !/^(?:it|this|that|they)$/i.test(grammar[1] ?? ""))
    return wanted(`treat ${lowerFirst(grammar[1] ?? "")} as ${grammar[2]}`, "necessity");
  const gets = /^((?:every|each|all|any) .+?) (?:gets?|needs?|takes?|carr(?:y|ies)) ([^,]+)(?:, .+)?$/i.exec(text);
  if (
    gets &&
    isNounPhrase(gets[1] ?? "", 5) &&
    isAboutStyle(`${gets[1]} ${gets[2]}`) &&
    isNounPhrase(gets[2] ?? "", 8)
  ) {
    return wanted(`include ${gets[2]} in ${lowerFirst(gets[1] ?? "")}`, "necessity");
  }
  const takenBy = /^((?:\p{L}+ ){0,2}\p{L}+s) (?:get|take|carry) ((?:an?|the|one|two|three|no) .+)$/iu.exec(text);
  if (
    takenBy &&
    isKind(takenBy[1] ?? "") &&
    (isAboutStyle(takenBy[1] ?? "") || isAboutStyle(takenBy[2] ?? "") || context.paired) &&
    isNounPhrase(takenBy[1] ?? "", 3) &&
    isNounPhrase(takenBy[2] ?? "", 6)
  ) {
    const given = takenBy[2] ?? "";
    return /^no /i.test(given)
      ? unwanted(`${useOf(given.slice(3))} in ${lowerFirst(takenBy[1] ?? "")}`, "necessity")
      : wanted(`give ${lowerFirst(takenBy[1] ?? "")} ${given}`, "necessity");
  }
  if (/^(?:it's|it is) /i.test(text)) {
    const said = new RegExp(
      `^(?:it's|it is)(?: always)? (${QUOTED}|[\\p{L}-]+(?: [\\p{L}-]+)?),? (?:not|never) (${QUOTED}|` +
        "[\\p{L}-]+(?: [\\p{L}-]+)?)$",
      "iu",
    ).exec(text);
    if (said && said[1]?.startsWith("\uE000")) return wanted(`write ${said[1]}, not ${said[2]}`, "replacement");
  }
  const little =
    /^((?:a little|some|a bit of) [\p{L}-]+) (?:is|are) (?:fine|ok|okay|allowed|welcome|permitted|good)$/iu.exec(
      text,
    )?.[1];
  if (little && isAboutStyle(little)) return wanted(`use ${lowerFirst(little)}`, "permission");
  const permitted =
    /^((?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|up to .+?|\d+) .+?|[\p{L}]+s?) (?:is|are) (?:fine|ok|okay|allowed|welcome|permitted|good)(?: (?:again|now|from now on|in moderation|per .+|in .+))?$/iu.exec(
      text,
    );
  if (
    permitted &&
    isAboutStyle(permitted[1] ?? "") &&
    isNounPhrase(permitted[1] ?? "", 6) &&
    (isPlural(permitted[1] ?? "") || /^(?:one|up to|\d)/i.test(permitted[1] ?? "")) &&
    (context.standing || /\b(?:again|now)\b/i.test(context.source) || /^(?:one|two|three|up to|\d)/i.test(text))
  ) {
    return wanted(`use ${lowerFirst(permitted[1] ?? "")}`, "permission");
  }
  return null;
}
