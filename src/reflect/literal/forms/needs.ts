/** Needs: "a tweet without a number is useless", "it would help if you named the source". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { gerundBase, pastBase } from "../english.js";
import { from } from "../fragments.js";
import { general, gerundAction, isAboutStyle, isNounPhrase, isPlural, lowerFirst, useOf } from "../phrases.js";
import { readAction } from "./action.js";
import { readModal } from "./modal.js";
import { remark, type Rule } from "./rule.js";

export const NEEDS: readonly Rule[] = [
  [
    from(
      "(?:an?|any) (.+?) (?:without|with no|lacking|missing|that (?:has|have) no|" +
        "that does not have) (.+?) (?:is|are|feels|looks|does|will|has|means|would|" +
        "gets)(?: .*)?(?:useless|worthless|no (?:good|use)|pointless|incomplete|not worth|meaningless|" +
        "nothing|wasted|a waste|a fail|unfinished|unusable|unacceptable|not acceptable|dead|dull|boring|" +
        "not a|naked|half|no \\S+ at all|incomplete|flat|wrong|bad|weak)(?: .*)?$",
    ),
    (found) => required(found[2] ?? "", found[1] ?? ""),
  ],
  [
    from(
      "(?:it's|it is|(?:an?|any) .+ is) (?:useless|worthless|no good|pointless|no use)(?: to (?:me|us|" +
        "anyone))? without (.+)$",
    ),
    (found) => required(found[1] ?? "", null),
  ],
  [from("no (.+?),? (?:and it's |then )?(?:no (?:\\S+|deal)|not (?:a|worth) .*)$"), () => null],
  [
    from(
      "(.+?) (?:is|are)(?: always| absolutely| really| also| strictly|" +
        " now)? (?:an? (?:absolute )?must(?:-have)?|musts|essential|mandatory|required|obligatory|" +
        "compulsory|non-negotiable|crucial|vital|a requirement|indispensable|needed(?: in (?:every|each|" +
        "all) .+)?|necessary|key|critical)(?: (?:in|for|on|here|at|to) .*)?$",
    ),
    (found, context) => essential(found[0], found[1] ?? "", context),
  ],
  [
    from(
      "(?:the|our|these|my|your)? ?(.+?) (?:would |might |will |could |always |usually )?(?:work|works|" +
        "read|reads|land|lands|look|looks|be|is|are|do|does|feel|feels|perform|performs) (?:much |" +
        "so much |a lot |way |far |even )?(?:better|best|stronger|nicer|clearer|easier|" +
        "more (?:convincing|readable|useful|credible))(?: to read)? (with|without|if you|when you|in|" +
        "as) (.+)$",
    ),
    (found, context) => betterWith(found[1] ?? "", (found[2] ?? "").toLowerCase(), found[3] ?? "", context),
  ],
  [
    from(
      "(?:it|things|they|these|that)(?: would|'d| will|'ll)? (?:(?:really |always |" +
        "greatly )?helps?(?: (?:me|us|readers|people))?(?: (?:a lot|so much|enormously|greatly|massively|a great deal|no end))?|be (?:really |so |very |much |far |" +
        "even )?(?:great|good|nice|better|helpful|useful|lovely|best|ideal|handy|easier|clearer|cool|" +
        "awesome|fantastic|amazing|sweet|wonderful|perfect)|(?:is|'s) (?:really |so |much |always |" +
        "usually |generally |far )?(?:better|best|nice|helpful|easier|important|good|great|crucial|" +
        "essential|vital|useful|clearer|critical|imperative|polite|preferable|safer|worth|key)|pays|" +
        "makes? (?:my|our|everyone's|their) (?:life|lives|job|work|day) (?:so much |much |a lot |" +
        "far )?easier|makes sense|works better|works best|would be|matters)(?: (?:for (?:me|us|readers|" +
        "people|our readers)))? (if you|when you|if we|that you|you|to|not to|if|when) (.+)$",
    ),
    (found, context) =>
      better((found[1] ?? "").toLowerCase(), found[2] ?? "", context) ??
      (/^(?:if|when)$/i.test(found[1] ?? "") ? wishedState(found[2] ?? "", context) : null),
  ],
  [
    from(
      "(?:(?:it|that)(?: would|'d)? ?)?(?:would |might )?(?:be |it's |is )?(?:really |so |very |much |" +
        "far )*(?:nice|good|great|better|best|helpful|lovely|ideal|cool|useful|makes? (?:my|our) (?:life|" +
        "job|work) easier) (?:if|when) (?!you\\b|we\\b)(.+)$",
    ),
    (found, context) => wishedState(found[1] ?? "", context),
  ],
  [
    from(
      "(?:it's|it is|would be|it'd be|be|'twould be|might be|may be|much|far)? ?(?:really |so |much |" +
        "always |usually |generally |far )*(?:better|best|nice|nicer|helpful|easier|important|good|great|" +
        "cool|awesome|fantastic|amazing|sweet|crucial|essential|vital|useful|lovely|ideal|worth|clearer|" +
        "preferable|safer)(?: (?:for (?:me|us|readers|people|our readers)))? (if you|when you|if we|to|" +
        "not to) (.+)$",
    ),
    (found, context) => better((found[1] ?? "").toLowerCase(), found[2] ?? "", context),
  ],
  [
    from(
      "(?:i|we)(?:'ve| have)? (?:keep|kept|asked|been|said|am always|'m always|" +
        "have to keep)(?: (?:asking|saying|telling you|before|already|repeatedly|asked|" +
        "to keep asking))* (?:for|you for|to you for|you to|to) (.+)$",
    ),
    (found, context) => repeated(found[0], found[1] ?? "", context),
  ],
  [
    from(
      "(?:please )?(?:be )?(?:careful|watch out|beware|sparing|cautious|wary|mindful) (?:with|of|about|" +
        "for|around)(?: the)? (.+)$",
    ),
    (found) =>
      isNounPhrase(found[1] ?? "")
        ? wanted(`be careful with ${lowerFirst(general(found[1] ?? ""))}`, "complaint", { remark: true })
        : null,
  ],
  [
    from("(?:please )?watch (?:the|your|out for) (.+)$"),
    (found) =>
      isNounPhrase(found[1] ?? "") && isAboutStyle(found[1] ?? "")
        ? wanted(`watch ${found[1]}`, "complaint", { remark: true })
        : null,
  ],
];

function required(thing: string, where: string | null): Draft | null {
  if (!isNounPhrase(thing, 7)) return null;
  const place = where && isAboutStyle(where) ? ` in every ${where.replace(/^(?:an?|any) /i, "")}` : "";
  return wanted(`include ${thing}${place}`, "necessity");
}

export function essential(all: string, thing: string, context: Context): Draft | null {
  if (!isNounPhrase(thing, 7) || /^(?:this|that|it|your)\b/i.test(thing)) return null;
  if (!isAboutStyle(thing) || (gerundAction(thing) !== null && !context.standing)) return null;
  const where = / (in (?:every|each|all|any) .+)$/i.exec(all)?.[1];
  const action = gerundAction(thing);
  return wanted(
    action ?? `include ${lowerFirst(thing)}${where && !thing.includes(where) ? ` ${where}` : ""}`,
    "necessity",
  );
}

function betterWith(subject: string, link: string, rest: string, context: Context): Draft | null {
  if (/^(?:this|that|it)\b/i.test(subject) || !isAboutStyle(subject)) return null;
  if (link.endsWith("you")) return readAction(rest, context);
  const named = rest.split(/, e\.g|, such as| e\.g/)[0]?.replace(/,$/, "") ?? rest;
  const done = /^(.+) (?:mentioned|included|added|named|cited|linked|given|shown|at the (?:end|top|start))$/i.exec(
    named,
  )?.[1];
  if (link === "without") return isNounPhrase(named) ? unwanted(useOf(named), "preference") : null;
  if (link === "with")
    return done && isNounPhrase(done)
      ? wanted(`include ${done}`, "preference")
      : isNounPhrase(named) && isAboutStyle(named)
        ? wanted(`use ${named}`, "preference")
        : null;
  return isNounPhrase(named) && isPlural(subject)
    ? wanted(`write ${lowerFirst(subject)} ${link} ${named}`, "preference")
    : null;
}

function better(link: string, rest: string, context: Context): Draft | null {
  const text = rest
    .replace(/^(?:could|would|can|always|just|also|you|we|did) /gi, "")
    .replace(/^(?:did |do )?not /i, "not ");
  const negated =
    link === "not to" ||
    /^not /i.test(text) ||
    /^(?:you |we )?never /i.test(rest) ||
    /^(?:you |we )?(?:did|do|could|would) not /i.test(rest);
  const core = text.replace(/^(?:not|never) /i, "");
  const [verb = "", ...others] = core.split(" ");
  const draft = readAction(core, { ...context, polite: true }) ?? readPast(verb, others.join(" "), context);
  return (
    draft && {
      ...draft,
      avoid: negated !== draft.avoid,
      form: "preference",
      weak: link === "to" && !isAboutStyle(draft.action) && !context.standing,
    }
  );
}

/** "… if the tweets came without hashtags" → what tweets should be. */
function wishedState(text: string, context: Context): Draft | null {
  const found =
    /^(.+?) (?:all |always |also )?(was|were|had|came|went|could|did not|would|started|began|ended|closed|finished|opened|stayed|used|included|mentioned|contained|carried|is|are|has|have|begin|end) (.+)$/i.exec(
      text,
    );
  if (!found) return null;
  const verb = (found[2] ?? "").toLowerCase();
  const modal =
    verb === "did not"
      ? "should not"
      : /^(?:could|would)$/.test(verb)
        ? "should"
        : `should ${pastBase(verb) ?? (/^(?:is|are)$/.test(verb) ? "be" : verb.replace(/^has$/, "have"))}`;
  const draft = readModal(`${found[1]} ${modal} ${found[3]}`, context);
  return draft && { ...draft, form: "preference" };
}

function readPast(verb: string, rest: string, context: Context): Draft | null {
  const base = verb && gerundBase(verb) === null ? pastBase(verb) : null;
  return base ? readAction(`${base} ${rest}`.trim(), { ...context, polite: true }) : null;
}

function repeated(all: string, rest: string, context: Context): Draft | null {
  if (!/\b(?:keep|kept|always|have|again|before|already|times|repeatedly)\b|'ve\b/i.test(context.source)) return null;
  if (/ (?:you to|to) /i.test(all.slice(0, all.length - rest.length))) {
    const not = /^(?:not|never|stop|avoid) /i.test(rest);
    const draft = readAction(rest.replace(/^(?:not|never) /i, ""), context);
    return draft && { ...draft, avoid: not && !/^(?:stop|avoid)/i.test(rest) ? !draft.avoid : draft.avoid };
  }
  const as = /^(.+?) (?:as|at|in|for) (?:the|a|your|our) (?:closing|opening|last|first|final) (?:line|sentence)$/i.exec(
    rest,
  );
  const thing = as ? rest : (rest.split(/ (?:again|for weeks|every time)/)[0] ?? rest);
  return isNounPhrase(thing) && isAboutStyle(thing) ? wanted(`use ${lowerFirst(thing)}`, "preference") : null;
}

export function missed(thing: string): Draft | null {
  if (!isNounPhrase(thing, 6) || !isAboutStyle(thing)) return null;
  return wanted(`include the ${lowerFirst(thing)}`.replace(/the (?=\S+s$)/, ""), "complaint", remark);
}
