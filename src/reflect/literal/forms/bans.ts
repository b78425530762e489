/** Bans: "puns have to go", "superlatives are not our style", "what's with the hashtags". */
import { type Context, type Draft, unwanted } from "../draft.js";
import { from, QUOTED } from "../fragments.js";
import { isPerson, pastBase } from "../english.js";
import { general, gerundAction, headOf, isAboutStyle, isNounPhrase, isPlural, useOf } from "../phrases.js";
import { readAction } from "./action.js";
import { missed } from "./needs.js";
import { remark, type Rule } from "./rule.js";

export const BANS: readonly Rule[] = [
  [
    from(
      "(.+?),? (?:(?:really|just|all|simply|definitely|absolutely|also) )*(?:has|have|needs?|had|'s|" +
        "'ve)(?: got)? to (?:go|stop|die|be (?:banned|stopped|gone|binned))(?: .*)?$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from("(.+?),? (?:must|should|can|need to|needs to) (?:go|die|stop|disappear)(?: away)?$"),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(.+?) (?:is|are)(?: all| strictly| absolutely| completely| totally| definitely| now| officially|" +
        " always| just)? (?:banned|forbidden|prohibited|off[ -]limits|out|verboten|a no-no|a no-go|" +
        "no-gos|not an option|not done|a bad idea|a mistake|no-nos|a no|not allowed|not ok|not okay|" +
        "not permitted|not welcome|not needed|no longer (?:needed|necessary|required|wanted)|" +
        "not necessary|unnecessary|unwelcome|not our (?:thing|style)|not acceptable|unacceptable|not on|" +
        "cringe|cringey|cringy|tacky|naff|a turn-?off|unprofessional|overused|distracting|annoying|" +
        "irritating|beneath us|superfluous|overkill|pointless|a waste of (?:space|time|characters)|noise|" +
        "clutter|the worst|unreadable|inappropriate|unsuitable|unacceptable|useless|worthless|no good|" +
        "no use|spammy|cheesy|dated|outdated|clich[eé]d|patroni[sz]ing|old|getting old|" +
        "meaningless)(?: (?:here|on|in|for|to|and|at|from) .*)?$",
    ),
    (found, context) => annoying(found[1] ?? "", found[0], context),
  ],
  [
    from("(.+?) makes? (?:me|us|it|them|you|everything) (?:look|sound|seem|feel|read|cringe|wince|sick|mad) ?.*$"),
    (found) => annoying(found[1] ?? "", "makes", null),
  ],
  [
    from(
      "(.+?) (?:drives?|driving|makes?|making|gives?|annoys?|annoying|irritates?|irritating|grates?|" +
        "grating|bugs?|bothers?|winds?|puts?|turns?|sets?|ruins?|rubs?|kills?)(?: (?:me|us|people|" +
        "our readers|readers|everyone|my boss|the client|on)) ?(?:mad|crazy|nuts|insane|up the wall|" +
        "cringe|wince|sick|the ick|the creeps|hives|a headache|off|up|on edge|teeth on edge|" +
        "the wrong way|my nerves|bonkers|shudder|twitch|itch)?(?: .*)?$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  // "no account is discussed until …", "nothing gets sent without …"
  [
    from(
      "(?:no ([\\p{L} -]+?)|nothing) (?:is|are|gets?|should be|may be|must be|can be|is to be|are to be|should get)(?: ever)? (\\p{L}+)((?: .+)?)$",
    ),
    (found) => notDone(found[1] ?? "anything", found[2] ?? "", found[3] ?? ""),
  ],
  [from("nothing (?:goes|should go|must go) out (.+)$"), (found) => unwanted(`send anything ${found[1]}`, "negation")],
  [
    from(
      "we (?:do not|never|no longer)(?: ever)? (?:do|allow|permit|use|have|want|run|put in) (.+?)(?: here| any ?more| anywhere)*$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [from("(?:what's|what is|whats) (?:with|up with) (?:all )?(.+)$"), (found) => annoying(found[1] ?? "", "with", null)],
  [
    from("why (?:so many|all the|all these|all those|the|always the) (.+)$"),
    (found) => annoying(found[1] ?? "", "why", null),
  ],
  [
    from(
      "(?:there's |there is |i see )?(?:absolutely |really )?no (?:need|reason|point|sense|use|" +
        "call) (?:to|in) (?!use\\b|have\\b|include\\b|add\\b)(.+)$",
    ),
    (found, context) => opposite(found[1] ?? "", context),
  ],
  [
    from(
      "(?:there's |there is |i see |i'm seeing |we have )?(?:absolutely |really )?no (?:need|place|" +
        "reason|call|excuse|room|use) (?:for|to (?:use|have|include|add))(?: all)?(?: the| these|" +
        " those)? (.+)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(?:we|you|i|nobody|no one|readers|people|our readers)(?: really| actually)? (?:do not|does not|" +
        "never)?(?: really| actually)? ?(?:needs?|wants?|likes?|reads?|cares? (?:about|for)|" +
        "asked for)(?: to (?:see|read))?(?: the| these| all these| all the| any| so many)? (.+)$",
    ),
    (found) => nobody(found[0], found[1] ?? ""),
  ],
  [
    from(
      "(?:(?:still|again|you're|you are|it's|it is|we're|always|also) )*(?:missing|lacks?|lacking|" +
        "without|forgetting|leaving out|left out|forgot)(?: out)? (?:the|an?|any|our|" +
        "your)? ?(.+?)(?: (?:again|every time|each time|as usual|all the time|most of the time|yet again|" +
        "once again|a lot))?$",
    ),
    (found, context) =>
      /\b(?:again|every time|each time|always|as usual|all the time|most of the time|a lot)\b/i.test(context.source)
        ? missed(found[1] ?? "")
        : null,
  ],
  [
    from(
      "(?:i|we|people|readers|they|customers|you|the team) cannot (?:really |properly |" +
        "even )?\\S+ (?:.+ )?without (?:an?|the|any|some) (.+)$",
    ),
    (found) => missed(found[1] ?? ""),
  ],
];

function notDone(thing: string, participle: string, tail: string): Draft | null {
  const base = pastBase(participle);
  if (!base || base === "be" || (thing !== "anything" && !isNounPhrase(thing, 4)) || isPerson(headOf(thing)))
    return null;
  if (!/ (?:until|unless|without|before|after|in|on|to|by)\b/.test(tail)) return null;
  return unwanted(`${base} ${thing === "anything" || isPlural(thing) ? thing : `any ${thing}`}${tail}`, "negation");
}

function opposite(what: string, context: Context): Draft | null {
  const draft = readAction(gerundAction(what) ?? what, { ...context, polite: true });
  return draft && !draft.avoid ? unwanted(draft.action, "negation") : null;
}

export function banned(thing: string, outright = false): Draft | null {
  const named = general(thing.replace(/^(?:and|but|also|oh and|still,?|honestly,?) /i, "").replace(/,$/, ""));
  const action = gerundAction(named.replace(/^your /i, ""));
  if (action) return unwanted(action, "negation");
  if (
    !isNounPhrase(named, 6) ||
    /^(?:something|some|one thing|anything|everything|this|that|it|they|he|she|everyone|you|we|i)\b/i.test(named)
  )
    return null;
  if (/^the /i.test(named) && !isAboutStyle(named)) return null;
  return isAboutStyle(named) || (outright && isPlural(named))
    ? unwanted(useOf(named.replace(/^your /i, "")), "negation")
    : null;
}

function annoying(thing: string, all: string, context: Context | null): Draft | null {
  const specific =
    /^(?:this|that|an?|it|your|my)\b/i.test(thing) ||
    (/^the /i.test(thing) && !isPlural(thing) && !/slang|jargon|hype|tone/i.test(thing));
  if (specific && !new RegExp(QUOTED, "u").test(thing)) return null;
  const action = gerundAction(thing);
  if (action) return unwanted(action, "opinion", remark);
  if (/\b(?:banned|forbidden|prohibited|off[ -]limits|not allowed|no-no)/i.test(all)) return banned(thing, true);
  if (/\bout\b/i.test(all) && !(context?.standing ?? false) && !isPlural(thing) && !new RegExp(QUOTED, "u").test(thing))
    return null;
  return isAboutStyle(thing) && banned(thing) ? unwanted(useOf(thing), "opinion", remark) : null;
}

function nobody(all: string, thing: string): Draft | null {
  if (!/\b(?:do not|does not|never|nobody|no one)\b/i.test(all)) return null;
  const named = general(thing);
  if (/^(?:an?|one|two|three|four|five|six|\d+) /i.test(named) || !isNounPhrase(named, 6) || !isAboutStyle(named))
    return null;
  return unwanted(useOf(named), "opinion", remark);
}
