/** Complaints: "too many emojis", "too formal", "you keep burying the limitations", "missing the error code again". */
import { type Context, type Draft, unwanted, wanted } from "../draft.js";
import { gerundBase } from "../english.js";
import { from, QUOTED } from "../fragments.js";
import { comparativeOf, REMEDY, STYLE_ADJECTIVES } from "../lexicon/adjectives.js";
import { general, gerundAction, isAboutStyle, isNounPhrase, isPlural, lowerFirst } from "../phrases.js";
import { readAction } from "./action.js";
import { banned } from "./bans.js";
import { essential } from "./needs.js";
import { remark, type Rule } from "./rule.js";
import { readWish } from "./wish.js";

const HOW =
  "(?:way |far |much |a bit |a little |a tad |just |slightly |always |often |usually |still |" +
  "simply |somewhat |generally )*";

const IT =
  "(?:it's|it is|they're|they are|that's|these are|there are|there's|there is|it has|it uses|" +
  "you use|you're using|you have|you put|you add|we use|we get|we have|I see|still|also|again|and|" +
  "but|oh|wow|got|has|uses|using|they|it (?:all )?(?:feels|sounds|reads|looks|comes across|" +
  "comes off)(?: as)?|(?:all )?(?:feels|sounds|reads|looks|comes across|comes off)(?: as)?|" +
  "tends to be|always|everything is|you're|you are|your (?:tone|style|writing) is)";

export const COMPLAINTS: readonly Rule[] = [
  [
    from(
      "((?:(?:a (?:bit|little|lot|touch) )?(?:more|fewer|less)|[\\p{L}]{3,}er) .+?) (?:would|might|could|will) " +
        "(?:really |greatly |also |probably )*(?:help|be (?:good|nice|great|better|helpful|lovely|ideal|welcome|appreciated)|make|work|do)\\b.*$",
    ),
    (found, context) => readWish(found[1] ?? "", false, context),
  ],
  [
    from(`(?:${IT} )*${HOW}(?:too|so|this|that) (many|much) (.+)$`),
    (found, context) => tooMuch(found[1] ?? "", found[2] ?? "", context),
  ],
  [
    from(
      `(?:${IT} )*${HOW}(?:an?|some)? ?(?:awful lot of|overuse of|excess of|surfeit of|ton of|` +
        "overload of|overdose of|excessive|over-reliance on|overabundance of|(?:bit|touch|" +
        "little) (?:much|heavy) (?:on|with) the|heavy on the|heavy on) (.+)$",
    ),
    (found, context) => tooMuch(isPlural(found[1] ?? "") ? "many" : "much", found[1] ?? "", context),
  ],
  [
    from(
      `(?:${IT} )*(?:not|is not|are not|does not have|do not have|could use|could do with|` +
        "needs?) (?:nearly |quite |really |got )?(?:enough|some more|a few more|a bit more|" +
        "more)(?! than) (.+)$",
    ),
    (found) => tooLittle(found[1] ?? ""),
  ],
  [from(`(?:${IT} )*${HOW}too few (.+)$`), (found) => tooLittle(found[1] ?? "")],
  [
    from(
      "(?:you (?:tend to )?|it |we )?(?:overuse|over-use|overdo|lean too (?:hard|heavily) on|" +
        "rely too (?:much|heavily) on|go overboard (?:with|on)) (.+)$",
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
      "(.+?) (?:is|are|feel|feels|sound|sounds|read|reads|run|runs|tend to be|get|look)(?: always|" +
        ` often| usually| still| just| generally)? ${HOW}too (\\S+)$`,
    ),
    (found) => thingTooMuch(found[1] ?? "", found[2] ?? ""),
  ],
  [
    from(`(?:${IT} )*${HOW}too (\\S+)(?: (?:for .+|overall|in tone|and \\S+))?$`),
    (found, context) => tooAdjective(found[1] ?? "", context),
  ],
  [
    from(
      `(?:${IT} |you |this )*(?:sounds?|reads?|feels?|comes? across|looks?) (?:a bit |a little |way |` +
        "far |much |rather |just )?(?:too much |so much |more )?like (an? (?:\\S+ )?(?:robots?|bots?|" +
        "machine|lawyer|press release|ad|advert|advertisement|brochure|textbook|chatbot|template|" +
        "sales pitch|manual|schoolboy|politician|salesman|salesperson|press officer|user manual|" +
        "linkedin post|linkedin bot)|robots|marketing|spam|linkedin|an ad|legalese|corporate speak|" +
        "chatgpt|ai)(?: .*)?$",
    ),
    (found) => unwanted(`sound like ${found[1]}`, "opinion", remark),
  ],
  [
    from("if i (?:ever )?(?:see|read|hear|have to read) (.+?) (?:one more time|again|once more|ever again)(?:,? .*)?$"),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "we(?:'ve| have)?(?: all| now| already)? (?:banned|dropped|stopped using|ditched|retired|" +
        "agreed to (?:drop|ban|avoid)|moved away from|got rid of) (.+)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(.+?) (?:do|does) not (?:really )?(?:work|fit|suit|help|land|belong|come across well|" +
        "go down well|translate|render|play well|sit well|read well|do it)(?: (?:for|with|in|on|here|us|" +
        "our|well|at all|to).*)?$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  [
    from(
      "(\\S+ing .+?) (?:would|does|will|really|always|often) (?:really |always |also )?(?:helps?|" +
        "be (?:good|nice|great|useful|helpful|lovely|ideal|better)|makes? (?:it|things|them) (?:easier|" +
        "clearer|better))(?: .*)?$",
    ),
    (found, context) => helpful(found[1] ?? "", context),
  ],
  [
    from(
      "(?:(?:the|one|only|my|main|other|another) )*(?:things? )(?:(?:that|which|i|we|still|" +
        "really) )*(?:bothers?|annoys?|bugs?|irritates?|do not like|dislike|hate|would drop|" +
        "keep (?:removing|deleting|fixing|correcting|taking out))(?: me| us)?(?: (?:is|are|" +
        "here is))?(?: all)?(?: the)? (.+)$",
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
      "(?:an? .+?|.+s) (?:would|does|do|always|really|usually) (?:really |always )?(?:helps?|" +
        "be (?:nice|good|great|helpful|useful|lovely|ideal|handy)).*$",
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
  [
    from(
      "what (?:i|we|readers|people)(?:'m| am|'re| are)? (?:really |still |always )?(?:miss(?:ing)?|" +
        "want|need|would like|would like to see|lack|would love) (?:is|are) (.+)$",
    ),
    (found) =>
      isNounPhrase(found[1] ?? "", 12) && isAboutStyle(found[1] ?? "")
        ? wanted(`include ${found[1]}`, "preference")
        : null,
  ],
  [
    from(
      `((?:the )?(?:word |phrase |term |expression )?${QUOTED}) (?:really |just |` +
        "always )?(?:comes? across as|comes? off as|sounds?|reads?(?: as)?|feels?|looks?|is|" +
        "are) (?:a bit |so |very |too |really |rather )?(?:rude|hollow|cold|fake|insincere|cheesy|pushy|" +
        "salesy|patronising|patronizing|condescending|arrogant|robotic|stiff|awful|horrible|terrible|" +
        "weird|odd|aggressive|passive-aggressive|dated|old-fashioned|corny|cringe|cringy|unprofessional|" +
        "silly|sarcastic|desperate|empty|meaningless|annoying|wrong|off)$",
    ),
    (found) => banned(found[1] ?? ""),
  ],
  // habits
  [
    from(
      "(?:you|it|the (?:bot|agent|assistant)|they)(?:'re| are)? (?:keep|keeps|kept|constantly|" +
        "continually|forever|insist on|insists on|tend to|have a habit of) (.+)$",
    ),
    (found, context) => habit(found[1] ?? "", context),
  ],
  [
    from(
      "(?:you|it|they)(?: always|'re always|'s always| are always| is always| still) ((?:forget|" +
        "forgets|omit|omits|miss|misses|skip|skips|leave out|leaves out|forgetting|skipping|missing|" +
        "\\S+ing) .+)$",
    ),
    (found, context) => habit((found[1] ?? "").replace(/^(\S+?t)s /, "$1 "), context),
  ],
];

function tooMuch(quantity: string, rest: string, context: Context): Draft | null {
  const [thing = "", place] = rest.split(/ (?=in (?:these|this|the|your|here)|here$|again$|for (?:me|my|us|our))/);
  const named = general(thing);
  if (!isNounPhrase(named, 5) || /^(?:of|for|to|time|fun|better|so|that|like|as|on|in)\b/i.test(named)) return null;
  if (!isAboutStyle(named) && !context.standing) return null;
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

function helpful(done: string, context: Context): Draft | null {
  const action = gerundAction(done);
  const draft = action ? readAction(action, context) : null;
  return draft && { ...draft, form: "preference" };
}
