/** Remarks on what was wrong or is needed: "too many emojis", "puns have to go", "a tweet without a number is useless". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { gerundBase, pastBase } from "../english.js";
import { QUOTED, from } from "../fragments.js";
import { REMEDY, STYLE_ADJECTIVES, comparativeOf } from "../lexicon/adjectives.js";
import { general, gerundAction, isAboutStyle, isNounPhrase, isPlural, lowerFirst, useOf } from "../phrases.js";
import { readAction } from "./action.js";
import { readModal } from "./modal.js";

const HOW =
  "(?:way |far |much |a bit |a little |a tad |just |slightly |always |often |usually |still |simply |somewhat |generally )*";
const IT =
  "(?:it's|it is|they're|they are|that's|these are|there are|there's|there is|it has|it uses|you use|you're using|you have|you put|you add|we use|we get|we have|I see|still|also|again|and|but|oh|wow|got|has|uses|using|they|it (?:all )?(?:feels|sounds|reads|looks|comes across|comes off)(?: as)?|(?:all )?(?:feels|sounds|reads|looks|comes across|comes off)(?: as)?|tends to be|always|everything is|you're|you are|your (?:tone|style|writing) is)";

type Rule = readonly [RegExp, (found: RegExpExecArray, context: Context) => Draft | null];

const RULES: readonly Rule[] = [
  [
    from(`(?:${IT} )*${HOW}(?:too|so|this|that) (many|much) (.+)$`),
    (found, context) => tooMuch(found[1] ?? "", found[2] ?? "", context),
  ],
  [
    from(
      `(?:${IT} )*${HOW}(?:an?|some)? ?(?:awful lot of|overuse of|excess of|surfeit of|ton of|overload of|overdose of|excessive|over-reliance on|overabundance of|(?:bit|touch|little) (?:much|heavy) (?:on|with) the|heavy on the|heavy on) (.+)$`,
    ),
    (found, context) => tooMuch(isPlural(found[1] ?? "") ? "many" : "much", found[1] ?? "", context),
  ],
  [
    from(
      `(?:${IT} )*(?:not|is not|are not|does not have|do not have|could use|could do with|needs?) (?:nearly |quite |really |got )?(?:enough|some more|a few more|a bit more|more)(?! than) (.+)$`,
    ),
    (found) => tooLittle(found[1] ?? ""),
  ],
  [from(`(?:${IT} )*${HOW}too few (.+)$`), (found) => tooLittle(found[1] ?? "")],
  [
    from(
      "(?:you (?:tend to )?|it |we )?(?:overuse|over-use|overdo|lean too (?:hard|heavily) on|rely too (?:much|heavily) on|go overboard (?:with|on)) (.+)$",
    ),
    (found, context) => tooMuch(isPlural(found[1] ?? "") ? "many" : "much", found[1] ?? "", context),
  ],
  [
    from("you use (?:the )?(.+?) (?:way |far |much )?too (?:much|often|freely|liberally)$"),
    (found, context) => tooMuch(isPlural(found[1] ?? "") ? "many" : "much", found[1] ?? "", context),
  ],
  // what a kind of thing is too much
  [
    from(
      `(.+?) (?:is|are|feel|feels|sound|sounds|read|reads|run|runs|tend to be|get|look)(?: always| often| usually| still| just| generally)? ${HOW}too (\\S+)$`,
    ),
    (found) => thingTooMuch(found[1] ?? "", found[2] ?? ""),
  ],
  [
    from(`(?:${IT} )*${HOW}too (\\S+)(?: (?:for .+|overall|in tone|and \\S+))?$`),
    (found, context) => tooAdjective(found[1] ?? "", context),
  ],
  [
    from(
      `(?:${IT} |you |this )*(?:sounds?|reads?|feels?|comes? across|looks?) (?:a bit |a little |way |far |much |rather |just )?(?:too much |so much |more )?like (an? (?:\\S+ )?(?:robots?|bots?|machine|lawyer|press release|ad|advert|advertisement|brochure|textbook|chatbot|template|sales pitch|manual|schoolboy|politician|salesman|salesperson|press officer|user manual|linkedin post|linkedin bot)|robots|marketing|spam|linkedin|an ad|legalese|corporate speak|chatgpt|ai)(?: .*)?$`,
    ),
    (found) => unwanted(`sound like ${found[1]}`, "complaint", remark),
  ],
  [
    from("if i (?:ever )?(?:see|read|hear|have to read) (.+?) (?:one more time|again|once more|ever again)(?:,? .*)?$"),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "we(?:'ve| have)?(?: all| now| already)? (?:banned|dropped|stopped using|ditched|retired|agreed to (?:drop|ban|avoid)|moved away from|got rid of) (.+)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(.+?) (?:do|does) not (?:really )?(?:work|fit|suit|help|land|belong|come across well|go down well|translate|render|play well|sit well|read well|do it)(?: (?:for|with|in|on|here|us|our|well|at all|to).*)?$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(\\S+ing .+?) (?:would|does|will|really|always|often) (?:really |always |also )?(?:helps?|be (?:good|nice|great|useful|helpful|lovely|ideal|better)|makes? (?:it|things|them) (?:easier|clearer|better))(?: .*)?$",
    ),
    (found, context) => helpful(found[1] ?? "", context),
  ],
  [
    from(
      "(?:(?:the|one|only|my|main|other|another) )*(?:things? )(?:(?:that|which|i|we|still|really) )*(?:bothers?|annoys?|bugs?|irritates?|do not like|dislike|hate|would drop|keep (?:removing|deleting|fixing|correcting|taking out))(?: me| us)?(?: (?:is|are|here is))?(?: all)?(?: the)? (.+)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from("(?:you're|you are|it's|it is) (?:always |constantly |still )?(\\S+ing .+)$"),
    (found, context) =>
      /\b(?:again|always|constantly|still|every time)\b/i.test(context.source)
        ? habit((found[1] ?? "").replace(/ again$/i, ""), context)
        : null,
  ],
  [
    from("i find (?:the |your |these |all the )?(.+?) (?:a bit |a little |much |way |far |often )?too (\\S+)$"),
    (found) => thingTooMuch(found[1] ?? "", found[2] ?? ""),
  ],
  [
    from(
      "(?:an? .+?|.+s) (?:would|does|do|always|really|usually) (?:really |always )?(?:helps?|be (?:nice|good|great|helpful|useful|lovely|ideal|handy)).*$",
    ),
    (found, context) =>
      context.standing
        ? essential(found[0], found[0].replace(/ (?:would|does|do|always|really|usually) .*$/i, ""), context)
        : null,
  ],
  [
    from("(?:it |this |these |they |everything )?needs? ((?:an? |more |fewer |less ).+)$"),
    (found, context) =>
      context.standing && isNounPhrase(found[1] ?? "") && isAboutStyle(found[1] ?? "")
        ? wanted(`use ${found[1]}`, "complaint", remark)
        : null,
  ],
  [from("what (?:i|we|readers|people)(?:'m| am|'re| are)? (?:really |still |always )?(?:miss(?:ing)?|want|need|would like|would like to see|lack|would love) (?:is|are) (.+)$"), (found) => (isNounPhrase(found[1] ?? "", 12) && isAboutStyle(found[1] ?? "") ? wanted(`include ${found[1]}`, "preference") : null)],
  [from(`((?:the )?(?:word |phrase |term |expression )?${QUOTED}) (?:really |just |always )?(?:comes? across as|comes? off as|sounds?|reads?(?: as)?|feels?|looks?|is|are) (?:a bit |so |very |too |really |rather )?(?:rude|hollow|cold|fake|insincere|cheesy|pushy|salesy|patronising|patronizing|condescending|arrogant|robotic|stiff|awful|horrible|terrible|weird|odd|aggressive|passive-aggressive|dated|old-fashioned|corny|cringe|cringy|unprofessional|silly|sarcastic|desperate|empty|meaningless|annoying|wrong|off)$`), (found) => banned(found[1] ?? "")],
  // habits
  [
    from(
      "(?:you|it|the (?:bot|agent|assistant)|they)(?:'re| are)? (?:keep|keeps|kept|constantly|continually|forever|insist on|insists on|tend to|have a habit of) (.+)$",
    ),
    (found, context) => habit(found[1] ?? "", context),
  ],
  [
    from(
      "(?:you|it|they)(?: always|'re always|'s always| are always| is always| still) ((?:forget|forgets|omit|omits|miss|misses|skip|skips|leave out|leaves out|forgetting|skipping|missing|\\S+ing) .+)$",
    ),
    (found, context) => habit((found[1] ?? "").replace(/^(\S+?t)s /, "$1 "), context),
  ],
  // bans
  [
    from(
      "(.+?),? (?:(?:really|just|all|simply|definitely|absolutely|also) )*(?:has|have|needs?|had|'s|'ve)(?: got)? to (?:go|stop|die|be (?:banned|stopped|gone|binned))(?: .*)?$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from("(.+?),? (?:must|should|can|need to|needs to) (?:go|die|stop|disappear)(?: away)?$"),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(.+?) (?:is|are)(?: all| strictly| absolutely| completely| totally| definitely| now| officially| always| just)? (?:banned|forbidden|prohibited|off[ -]limits|out|verboten|a no-no|a no-go|no-gos|not an option|not done|a bad idea|a mistake|no-nos|a no|not allowed|not ok|not okay|not permitted|not welcome|not needed|no longer (?:needed|necessary|required|wanted)|not necessary|unnecessary|unwelcome|not our (?:thing|style)|not acceptable|unacceptable|not on|cringe|cringey|cringy|tacky|naff|a turn-?off|unprofessional|overused|distracting|annoying|irritating|beneath us|superfluous|overkill|pointless|a waste of (?:space|time|characters)|noise|clutter|the worst|unreadable|inappropriate|unsuitable|unacceptable|useless|worthless|no good|no use|spammy|cheesy|dated|outdated|clich[eé]d|patroni[sz]ing|old|getting old|meaningless)(?: (?:here|on|in|for|to|and|at|from) .*)?$",
    ),
    (found, context) => annoying(found[1] ?? "", found[0], context),
  ],
  [
    from("(.+?) makes? (?:me|us|it|them|you|everything) (?:look|sound|seem|feel|read|cringe|wince|sick|mad) ?.*$"),
    (found) => annoying(found[1] ?? "", "makes", null),
  ],
  [
    from(
      "(.+?) (?:drives?|driving|makes?|making|gives?|annoys?|annoying|irritates?|irritating|grates?|grating|bugs?|bothers?|winds?|puts?|turns?|sets?|ruins?|rubs?|kills?)(?: (?:me|us|people|our readers|readers|everyone|my boss|the client|on)) ?(?:mad|crazy|nuts|insane|up the wall|cringe|wince|sick|the ick|the creeps|hives|a headache|off|up|on edge|teeth on edge|the wrong way|my nerves|bonkers|shudder|twitch|itch)?(?: .*)?$",
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
      "(?:there's |there is |i see )?(?:absolutely |really )?no (?:need|reason|point|sense|use|call) (?:to|in) (?!use\\b|have\\b|include\\b|add\\b)(.+)$",
    ),
    (found, context) => opposite(found[1] ?? "", context),
  ],
  [
    from(
      "(?:there's |there is |i see |i'm seeing |we have )?(?:absolutely |really )?no (?:need|place|reason|call|excuse|room|use) (?:for|to (?:use|have|include|add))(?: all)?(?: the| these| those)? (.+)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(?:we|you|i|nobody|no one|readers|people|our readers)(?: really| actually)? (?:do not|does not|never)?(?: really| actually)? ?(?:needs?|wants?|likes?|reads?|cares? (?:about|for)|asked for)(?: to (?:see|read))?(?: the| these| all these| all the| any| so many)? (.+)$",
    ),
    (found) => nobody(found[0], found[1] ?? ""),
  ],
  [
    from(
      "(?:(?:still|again|you're|you are|it's|it is|we're|always|also) )*(?:missing|lacks?|lacking|without|forgetting|leaving out|left out|forgot)(?: out)? (?:the|an?|any|our|your)? ?(.+?)(?: (?:again|every time|each time|as usual|all the time|most of the time|yet again|once again|a lot))?$",
    ),
    (found, context) =>
      /\b(?:again|every time|each time|always|as usual|all the time|most of the time|a lot)\b/i.test(context.source)
        ? missed(found[1] ?? "")
        : null,
  ],
  [
    from(
      "(?:i|we|people|readers|they|customers|you|the team) cannot (?:really |properly |even )?\\S+ (?:.+ )?without (?:an?|the|any|some) (.+)$",
    ),
    (found) => missed(found[1] ?? ""),
  ],
  // what is required
  [
    from(
      `(?:an?|any) (.+?) (?:without|with no|lacking|missing|that (?:has|have) no|that does not have) (.+?) (?:is|are|feels|looks|does|will|has|means|would|gets)(?: .*)?(?:useless|worthless|no (?:good|use)|pointless|incomplete|not worth|meaningless|nothing|wasted|a waste|a fail|unfinished|unusable|unacceptable|not acceptable|dead|dull|boring|not a|naked|half|no \\S+ at all|incomplete|flat|wrong|bad|weak)(?: .*)?$`,
    ),
    (found) => required(found[2] ?? "", found[1] ?? ""),
  ],
  [
    from(
      "(?:it's|it is|(?:an?|any) .+ is) (?:useless|worthless|no good|pointless|no use)(?: to (?:me|us|anyone))? without (.+)$",
    ),
    (found) => required(found[1] ?? "", null),
  ],
  [from("no (.+?),? (?:and it's |then )?(?:no (?:\\S+|deal)|not (?:a|worth) .*)$"), () => null],
  [
    from(
      "(.+?) (?:is|are)(?: always| absolutely| really| also| strictly| now)? (?:an? (?:absolute )?must(?:-have)?|musts|essential|mandatory|required|obligatory|compulsory|non-negotiable|crucial|vital|a requirement|indispensable|needed(?: in (?:every|each|all) .+)?|necessary|key|critical)(?: (?:in|for|on|here|at|to) .*)?$",
    ),
    (found, context) => essential(found[0], found[1] ?? "", context),
  ],
  [
    from(
      "(?:the|our|these|my|your)? ?(.+?) (?:would |might |will |could |always |usually )?(?:work|works|read|reads|land|lands|look|looks|be|is|are|do|does|feel|feels|perform|performs) (?:much |so much |a lot |way |far |even )?(?:better|best|stronger|nicer|clearer|easier|more (?:convincing|readable|useful|credible))(?: to read)? (with|without|if you|when you|in|as) (.+)$",
    ),
    (found, context) => betterWith(found[1] ?? "", (found[2] ?? "").toLowerCase(), found[3] ?? "", context),
  ],
  [
    from(
      "(?:it|things|they|these|that)(?: would|'d| will|'ll)? (?:(?:really |always |greatly )?helps?(?: (?:me|us|a lot|readers|people))?|be (?:really |so |very |much |far |even )?(?:great|good|nice|better|helpful|useful|lovely|best|ideal|handy|easier|clearer|cool|awesome|fantastic|amazing|sweet|wonderful|perfect)|(?:is|'s) (?:really |so |much |always |usually |generally |far )?(?:better|best|nice|helpful|easier|important|good|great|crucial|essential|vital|useful|clearer|critical|imperative|polite|preferable|safer|worth|key)|pays|makes? (?:my|our|everyone's|their) (?:life|lives|job|work|day) (?:so much |much |a lot |far )?easier|makes sense|works better|works best|would be|matters)(?: (?:for (?:me|us|readers|people|our readers)))? (if you|when you|if we|that you|you|to|not to|if|when) (.+)$",
    ),
    (found, context) => better((found[1] ?? "").toLowerCase(), found[2] ?? "", context),
  ],
  [
    from(
      "(?:(?:it|that)(?: would|'d)? ?)?(?:would |might )?(?:be |it's |is )?(?:really |so |very |much |far )*(?:nice|good|great|better|best|helpful|lovely|ideal|cool|useful|makes? (?:my|our) (?:life|job|work) easier) (?:if|when) (?!you\\b|we\\b)(.+)$",
    ),
    (found, context) => wishedState(found[1] ?? "", context),
  ],
  [
    from(
      "(?:it's|it is|would be|it'd be|be|'twould be|might be|may be|much|far)? ?(?:really |so |much |always |usually |generally |far )*(?:better|best|nice|nicer|helpful|easier|important|good|great|cool|awesome|fantastic|amazing|sweet|crucial|essential|vital|useful|lovely|ideal|worth|clearer|preferable|safer)(?: (?:for (?:me|us|readers|people|our readers)))? (if you|when you|if we|to|not to) (.+)$",
    ),
    (found, context) => better((found[1] ?? "").toLowerCase(), found[2] ?? "", context),
  ],
  [
    from(
      "(?:i|we)(?:'ve| have)? (?:keep|kept|asked|been|said|am always|'m always|have to keep)(?: (?:asking|saying|telling you|before|already|repeatedly|asked|to keep asking))* (?:for|you for|to you for|you to|to) (.+)$",
    ),
    (found, context) => repeated(found[0], found[1] ?? "", context),
  ],
  [
    from(
      "(?:please )?(?:be )?(?:careful|watch out|beware|sparing|cautious|wary|mindful) (?:with|of|about|for|around)(?: the)? (.+)$",
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

/** Reads what somebody remarks on as a directive. */
export function readRemark(text: string, context: Context): Draft | null {
  for (const [pattern, read] of RULES) {
    const found = pattern.exec(text);
    const draft = found && read(found, context);
    if (draft) return draft;
  }
  return null;
}

const remark = { remark: true } as const;

function tooMuch(quantity: string, rest: string, context: Context): Draft | null {
  const [thing = "", place] = rest.split(/ (?=in (?:these|this|the|your|here)|here$|again$|for (?:me|my|us|our))/);
  const named = general(thing);
  if (!isNounPhrase(named, 5) || /^(?:of|for|to|time|fun|better|so|that|like|as|on|in)\b/i.test(named)) return null;
  if (!isAboutStyle(named) && !context.standing && !isPlural(named) && quantity === "many") return null;
  return wanted(
    `use ${quantity === "many" ? "fewer" : "less"} ${lowerFirst(named)}${place && /\b(?:the|your) \w+s$/.test(place) ? ` ${place}` : ""}`,
    "complaint",
    remark,
  );
}

function tooLittle(thing: string): Draft | null {
  const named = general(thing);
  return isNounPhrase(named, 5) && isAboutStyle(named)
    ? wanted(`use more ${lowerFirst(named)}`, "complaint", remark)
    : null;
}

function thingTooMuch(thing: string, adjective: string): Draft | null {
  if (!isNounPhrase(thing, 5) || !isAboutStyle(thing) || /^(?:this|that)\b/i.test(thing)) return null;
  const plural = isPlural(thing);
  const lower = adjective.toLowerCase();
  if (!plural && !/^(?:the )?(?:tone|language|style|wording|voice|writing|vocabulary|register|english)$/i.test(thing))
    return null;
  if (lower === "long" || lower === "short")
    return wanted(`keep ${lowerFirst(general(thing))} ${lower === "long" ? "shorter" : "longer"}`, "complaint", remark);
  return STYLE_ADJECTIVES.has(lower) ? wanted(`make ${lowerFirst(thing)} less ${lower}`, "complaint", remark) : null;
}

function tooAdjective(adjective: string, _context: Context): Draft | null {
  const lower = adjective.toLowerCase();
  const remedy = Object.hasOwn(REMEDY, lower) ? REMEDY[lower] : undefined;
  if (remedy) return wanted(remedy, "complaint", remark);
  return STYLE_ADJECTIVES.has(lower) && comparativeOf(lower) === null
    ? wanted(`be less ${lower}`, "complaint", remark)
    : null;
}

function habit(rest: string, context: Context): Draft | null {
  const action = gerundAction(rest) ?? (gerundBase(rest.split(" ")[0] ?? "") ? null : rest);
  if (!action) return null;
  const forgotten = /^(?:always )?(?:forget|omit|miss|skip|leave out)(?:ting)? (?:to )?(.+)$/i.exec(action)?.[1];
  if (forgotten)
    return isNounPhrase(forgotten) && isAboutStyle(forgotten)
      ? wanted(`include ${forgotten}`, "complaint", remark)
      : readAction(forgotten, context);
  const draft = readAction(action, context);
  return draft && !draft.avoid ? unwanted(draft.action, "complaint", remark) : null;
}

function missed(thing: string): Draft | null {
  if (!isNounPhrase(thing, 6) || !isAboutStyle(thing)) return null;
  return wanted(`include the ${lowerFirst(thing)}`.replace(/the (?=\S+s$)/, ""), "complaint", remark);
}

function helpful(done: string, context: Context): Draft | null {
  const action = gerundAction(done);
  const draft = action ? readAction(action, context) : null;
  return draft && { ...draft, form: "preference" };
}

function opposite(what: string, context: Context): Draft | null {
  const draft = readAction(gerundAction(what) ?? what, { ...context, polite: true });
  return draft && !draft.avoid ? unwanted(draft.action, "negation") : null;
}

function banned(thing: string): Draft | null {
  const named = general(thing.replace(/^(?:and|but|also|oh and|still,?|honestly,?) /i, "").replace(/,$/, ""));
  const action = gerundAction(named.replace(/^your /i, ""));
  if (action) return unwanted(action, "negation");
  if (!isNounPhrase(named, 6) || /^(?:this|that|it|they|he|she|everyone|you|we|i)\b/i.test(named)) return null;
  if (/^the /i.test(named) && !isAboutStyle(named)) return null;
  return isAboutStyle(named) || isPlural(named) ? unwanted(useOf(named.replace(/^your /i, "")), "negation") : null;
}

function annoying(thing: string, all: string, context: Context | null): Draft | null {
  const specific =
    /^(?:this|that|an?|it|your|my)\b/i.test(thing) ||
    (/^the /i.test(thing) && !isPlural(thing) && !/slang|jargon|hype|tone/i.test(thing));
  if (specific && !new RegExp(QUOTED, "u").test(thing)) return null;
  const action = gerundAction(thing);
  if (action) return unwanted(action, "opinion", remark);
  if (/\b(?:banned|forbidden|prohibited|off[ -]limits|not allowed|no-no)/i.test(all)) return banned(thing);
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

function required(thing: string, where: string | null): Draft | null {
  if (!isNounPhrase(thing, 7)) return null;
  const place = where && isAboutStyle(where) ? ` in every ${where.replace(/^(?:an?|any) /i, "")}` : "";
  return wanted(`include ${thing}${place}`, "necessity");
}

function essential(all: string, thing: string, context: Context): Draft | null {
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
  const negated = link === "not to" || /^not /i.test(text) || /^(?:you |we )?(?:did|do|could|would) not /i.test(rest);
  const core = text.replace(/^not /i, "");
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
    /^(.+?) (?:all |always |also )?(was|were|had|came|went|could|did not|would|started|ended|opened|stayed|used|included|is|are|has|have|begin|end) (.+)$/i.exec(
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
