/** Limits: "under 200 characters", "three bullets max", "nothing longer than two sentences". */
import { wanted, type Context, type Draft } from "../draft.js";
import { from, whole } from "../fragments.js";
import { UNITS } from "../lexicon/nouns.js";
import { headOf, isAboutStyle, isNounPhrase, lowerFirst } from "../phrases.js";

export const NUMBER =
  "(?:\\d[\\d,.]*k?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|" +
  "twenty|thirty|forty|fifty|sixty|eighty|a hundred|one hundred|two hundred|three hundred|" +
  "a (?:single|couple of)|half a)";
const BOUND =
  "(?:never (?:more|longer) than|never over|under|below|beneath|less than|fewer than|shorter than|" +
  "no (?:more|longer|greater|higher) than|not (?:more|longer) than|at (?:the )?(?:very )?most|" +
  "max(?:imum)?(?: of)?|a max(?:imum)? of|up to|within|inside|at least|no (?:less|fewer) than|" +
  "min(?:imum)?(?: of)?|a minimum of|around|about|roughly|approximately|some|circa|exactly|only|" +
  "just|not over|between|closer to|nearer)";
const TAIL =
  "(?:max(?:imum)?|tops|at (?:the )?(?:very )?most|at the max|or (?:less|fewer|under|below|shorter|" +
  "more)|and no more|only|or so|ish|minimum|at least|(?:is|are) (?:plenty|enough|the (?:absolute |" +
  "hard |upper )?(?:limit|max|maximum|most))|and not (?:one|a \\w+) more|(?:is )?the (?:limit|max|" +
  "maximum))";
const UNIT = "[\\p{L}-]+(?: (?:points?|marks?|to action|long|each|words?|chars|characters))*?";

const BOUNDED = whole(
  `(?:(.+?) (?:(?:(?:should |must |to )?(?:be|stay|go)) )?)??(${BOUND}) (${NUMBER}(?:(?:-| (?:to|` +
    `and|or) |/)${NUMBER})?)[ -](${UNIT})((?: (?:per|in|for|each|long|total|an?) ?.*)?)`,
);
const TAILED = whole(
  `(?:(.+?) )??(${NUMBER}(?:(?:-| (?:to|or) )${NUMBER})?)[ -](${UNIT})((?: (?:per|in each|each) [\\p{L}-]+)?),? ` +
    `${TAIL}((?: (?:per|in|for|each|in total|an?) ?.*)?)`,
);
const OVER = whole(
  "(?:(?:no|nothing|not|never|none)(?: (?:any )?(.+?))?) (?:over|above|beyond|longer than|" +
    "more than|past|exceeding|bigger than|" +
    `greater than)(?: the)? (${NUMBER})[ -](${UNIT})((?: per .+)?)`,
);
const SAID = whole(
  "(?:the |our |your |my )?(?:(.+?) )?(?:limit|max(?:imum)?|cap|ceiling|upper limit|" +
    "length)(?: (?:length|size))?(?: (?:for|on|of) (.+?))? ?(?:is|:|=|should be|of|to be|" +
    `at) (${NUMBER})[ -](${UNIT})`,
);

/** Reads a limit that has no verb of its own. */
export function readLimit(text: string, _context: Context): Draft | null {
  const over = OVER.exec(text);
  const fine = /^(?:char|letter|word)/i.test(over?.[3] ?? "") && !/ (?:longer|more) than /i.test(text);
  if (over) return keep(over[1] ?? null, fine ? "under" : "at most", over[2] ?? "", over[3] ?? "", over[4] ?? "");
  const said = SAID.exec(text);
  if (said) return keep(said[1] ?? said[2] ?? null, "under", said[3] ?? "", said[4] ?? "", "");
  const bounded = BOUNDED.exec(text);
  if (bounded) return keep(bounded[1] ?? null, bounded[2] ?? "", bounded[3] ?? "", bounded[4] ?? "", bounded[5] ?? "");
  const tailed = TAILED.exec(text);
  if (!tailed) return null;
  const tail = from(".*\\b(?:or more|minimum|at least)\\b").test(text)
    ? "at least"
    : /\b(?:or so|ish)\b/i.test(text)
      ? "around"
      : /\bonly\b/i.test(text)
        ? "only"
        : "at most";
  return keep(tailed[1] ?? null, tail, tailed[2] ?? "", tailed[3] ?? "", `${tailed[4] ?? ""}${tailed[5] ?? ""}`);
}

const LENGTHS = /^(?:characters|letters|words|sentences|paragraphs|lines|pages|seconds|minutes|syllables)$/;

function keep(subject: string | null, rawBound: string, number: string, rawUnit: string, tail: string): Draft | null {
  if (tail !== "" && !isNounPhrase(tail.trim().replace(/^\S+ /, ""), 6)) return null;
  const unit = UNITS[rawUnit.toLowerCase().replace(/ (?:long|each)$/, "")] ?? rawUnit;
  const bound = boundWord(rawBound.toLowerCase());
  const singularUnit = /^(?:an?|one|1|a single|half a)$/i.test(number) ? unit.replace(/s$/, "") : unit;
  const count = /^\p{Lu}/u.test(number) ? number.toLowerCase() : number;
  const measure = `${bound} ${count} ${singularUnit}${tail}`.trim();
  const owner =
    subject === null && LENGTHS.test(unit) ? / for ((?:the|our|every|each|all) .+)$/i.exec(tail)?.[1] : undefined;
  if (owner && isNounPhrase(owner, 4) && isAboutStyle(owner)) return keep(owner, rawBound, number, rawUnit, "");
  const what =
    subject
      ?.replace(/^(?:and|but|so|also|please|maybe|just|keep|with) /i, "")
      .replace(/(?: (?:of|with|to|at|are|is|should be))?[,:]?$/i, "")
      .trim() ?? "";
  if (LENGTHS.test(unit)) {
    const whom =
      what === "" || /^(?:it|length|all|everything|they|them|this|that|these|the length|total|in total)$/i.test(what)
        ? "it"
        : lowerFirst(what);
    if (whom !== "it" && !(isNounPhrase(whom, 5) && isAboutStyle(whom))) return null;
    const amount = measure.slice(bound.length + 1);
    if (bound === "at least") return wanted(`make ${whom} at least ${amount}`, "limit");
    return wanted(
      `keep ${whom} ${bound === "only" ? "to" : bound === "at most" || bound === "exactly" ? `to ${bound}` : bound} ${amount}`,
      "limit",
    );
  }
  if (what !== "" || !isNounPhrase(unit, 4) || !isAboutStyle(unit) || isTime(headOf(unit))) return null;
  return wanted(`use ${measure}`, "limit");
}

const isTime = (unit: string): boolean => /^(?:times?|hours?|days?|weeks?|minutes?|months?|years?)$/.test(unit);

function boundWord(bound: string): string {
  if (/never/.test(bound)) return "at most";
  if (/most|max|no more|no greater|no higher|up to|not more/.test(bound))
    return bound.startsWith("up to") ? "up to" : "at most";
  if (/less than|fewer than|shorter|no longer|not over|not longer|below|beneath|inside/.test(bound)) return "under";
  if (/least|min|no less|no fewer/.test(bound)) return "at least";
  if (/roughly|approx|circa|closer|nearer|some/.test(bound)) return "around";
  return bound === "just" ? "only" : bound;
}
