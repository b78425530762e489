/** English words: base forms, singulars and what is a known word. Wraps `compromise/two`; importing this loads it. */
import nlp from "compromise/two";
import { AMBIGUOUS_VERBS, NOT_REQUESTS, TAKE_PLURAL, VERBS } from "./lexicon/verbs.js";
import { FEATURE_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";
import { FUNCTION_WORDS } from "./lexicon/function-words.js";
import { EXTRA_WORDS } from "./lexicon/extra-words.js";

type Tense = "Gerund" | "PastTense" | "PresentTense";

/** What is used of compromise's internals, which it publishes but types only as `object`. */
interface Internals {
  readonly lexicon: Readonly<Record<string, string | readonly string[]>>;
  /** Words that may be either of two kinds: `Noun|Verb`. */
  readonly switches: Readonly<Record<string, string>>;
  readonly toInfinitive: (word: string, model: unknown, tense: Tense) => string;
  readonly toSingular: (word: string, model: unknown) => string;
  readonly model: unknown;
}

function internals(): Internals {
  const model = nlp.model() as {
    one: { lexicon: Internals["lexicon"] };
    two: { switches: Internals["switches"] };
  };
  const methods = nlp.methods() as {
    two: { transform: { verb: Pick<Internals, "toInfinitive">; noun: Pick<Internals, "toSingular"> } };
  };
  const { verb, noun } = methods.two.transform;
  const { lexicon } = model.one;
  return { lexicon, switches: model.two.switches, model, toInfinitive: verb.toInfinitive, toSingular: noun.toSingular };
}

let loaded: Internals | undefined;
const english = (): Internals => (loaded ??= internals());

/** The past and past participle of irregular verbs that directives use; regular ones follow from spelling. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    "began:begin begun:begin broke:break broken:break brought:bring built:build came:come caught:catch chose:choose " +
    "chosen:choose did:do done:do drew:draw drawn:draw drove:drive fell:fall found:find gave:give given:give got:get " +
    "gotten:get had:have has:have held:hold kept:keep knew:know known:know laid:lay led:lead left:leave lost:lose " +
    "made:make meant:mean met:meet paid:pay ran:run said:say saw:see seen:see sent:send shown:show sold:sell " +
    "spelt:spell spent:spend spoke:speak spoken:speak stuck:stick stood:stand stole:steal swung:swing took:take " +
    "taken:take taught:teach tied:tie lying:lie told:tell thought:think threw:throw thrown:throw went:go gone:go " +
    "wrote:write written:write wrapped:wrap used:use being:be was:be were:be been:be dealt:deal bound:bind " +
    "hid:hide hidden:hide stayed:stay cut:cut put:put set:set let:let hit:hit quit:quit read:read split:split " +
    "spread:spread leant:lean learnt:learn dying:die dropped:drop referred:refer preferred:prefer omitted:omit " +
    "using:use citing:cite quoting:quote writing:write including:include dating:date hyping:hype axed:axe axing:axe " +
    "capitalising:capitalise apologising:apologise summarising:summarise generalising:generalise"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** Verbs whose last consonant is doubled: stop, drop, quit; omit, refer. */
const DOUBLED =
  /^(?:[^aeiou]*|[^aeiou]*qu)[aeiou][bdfglmnprt]$|^(?:omit|refer|prefer|commit|admit|begin|forget|submit|defer|infer)$/;

/** Every inflected form of the verbs in the lexicon, to its base. */
const INFLECTED: ReadonlyMap<string, { base: string; tense: Tense }> = inflections();

function inflections(): Map<string, { base: string; tense: Tense }> {
  const forms = new Map<string, { base: string; tense: Tense }>();
  for (const base of VERBS) {
    const doubled = DOUBLED.test(base) ? base + base.at(-1) : base;
    const stem = base.endsWith("ie") ? `${base.slice(0, -2)}y` : /[^eo]e$/.test(base) ? base.slice(0, -1) : doubled;
    forms.set(`${stem}ing`, { base, tense: "Gerund" });
    const past = base.endsWith("e") ? `${base}d` : /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${doubled}ed`;
    if (!forms.has(past)) forms.set(past, { base, tense: "PastTense" });
    if (/[aeiou]l$/.test(base)) {
      forms.set(`${base}ling`, { base, tense: "Gerund" });
      forms.set(`${base}led`, { base, tense: "PastTense" });
    }
    const third = /[^aeiou]y$/.test(base)
      ? `${base.slice(0, -1)}ies`
      : /(?:s|x|z|ch|sh|o)$/.test(base)
        ? `${base}es`
        : `${base}s`;
    if (!forms.has(third)) forms.set(third, { base, tense: "PresentTense" });
  }
  for (const [form, base] of IRREGULAR) {
    const tense = form.endsWith("ing") ? "Gerund" : form === "has" ? "PresentTense" : "PastTense";
    forms.set(form, { base, tense });
  }
  forms.set("is", { base: "be", tense: "PresentTense" });
  forms.set("are", { base: "be", tense: "PresentTense" });
  return forms;
}

/** True for a verb in its base form that may begin an instruction. */
export function isBaseVerb(word: string): boolean {
  const lower = word.toLowerCase();
  return VERBS.has(lower) || hasTag(lower, "Infinitive") || isSwitch(lower, "Noun|Verb") || isMade(lower);
}

/** True for a verb that directives are made of; one that is as often a noun only if the lexicon has it. */
export function isDirectiveVerb(word: string): boolean {
  const lower = word.toLowerCase();
  if (VERBS.has(lower)) return true;
  if (isMade(lower)) return true;
  return !NOT_REQUESTS.has(lower) && hasTag(lower, "Infinitive") && english().switches[lower] === undefined;
}

/** `editorialise`, `anonymize`: a verb by its ending. */
const isMade = (lower: string): boolean =>
  /^[a-z]{4,}(?:al|an|ar|er|on|or|at|et|id|im|ym|in|ic|il|el|ol|y|ph|s)i[sz]e$/.test(lower) &&
  !/(?:exercise|promise|otherwise|likewise|clockwise|concise|precise|premise|expertise|treatise)$/.test(lower);

/** True for a base form that is as often a noun: `link`, `name`, `start`. */
export function isAmbiguousVerb(word: string): boolean {
  const lower = word.toLowerCase();
  return AMBIGUOUS_VERBS.has(lower) || (!VERBS.has(lower) && isSwitch(lower, "Noun|Verb"));
}

/** True for somebody who does something: `doctor`, `authors`. What they should do is not the agent's to do. */
export function isPerson(word: string): boolean {
  const lower = word.toLowerCase();
  return PEOPLE.has(singular(lower)) || hasTag(lower, "Actor") || hasTag(singular(lower), "Actor");
}

/** True for a word that English has as a noun in small letters, and no name. */
export function isCommonNoun(word: string): boolean {
  const lower = word.toLowerCase();
  if (!isKnown(lower)) return false;
  return !NAME_TAGS.some((tag) => hasTag(lower, tag));
}

const NAME_TAGS =
  "FirstName MaleName FemaleName LastName Person ProperNoun City Country Region Place Organization WeekDay Month Adverb Pronoun".split(
    " ",
  );

const PEOPLE = new Set(
  `person people customer user reader client guest patient student member visitor buyer candidate applicant
  subscriber learner child kid author colleague friend researcher scientist competitor owner attendee caller
  passenger team staff management everyone everybody somebody someone anyone anybody nobody parent woman man boss
  folk crew company government board council police bank school hospital`.split(/\s+/),
);

function isSwitch(lower: string, kind: string): boolean {
  const { switches } = english();
  return Object.hasOwn(switches, lower) && switches[lower] === kind;
}

/** True for an ambiguous verb that is a verb before a bare plural: "flag allergens". */
export function takesPlural(word: string): boolean {
  return TAKE_PLURAL.has(word.toLowerCase());
}

/** The base of a gerund (`using` → `use`); null if the word is none. */
export function gerundBase(word: string): string | null {
  const lower = word.toLowerCase();
  const listed = INFLECTED.get(lower);
  if (listed) return listed.tense === "Gerund" ? listed.base : null;
  if (!/^[a-z-]{3,}ing$/.test(lower) || NOT_GERUNDS.has(lower)) return null;
  const made = lower.replace(/ing$/, "e");
  if (isMade(made)) return made;
  const hyphen = lower.lastIndexOf("-");
  const base = INFLECTED.get(lower.slice(hyphen + 1))?.base;
  if (base) return lower.slice(0, hyphen + 1) + base;
  if (hasTag(lower, "Gerund")) return english().toInfinitive(lower, english().model, "Gerund");
  return Object.hasOwn(english().lexicon, lower) ? null : regularBase(lower, /ing$/);
}

const NOT_GERUNDS = new Set(
  "thing something anything nothing everything string king ring spring morning evening during wording spelling heading".split(
    " ",
  ),
);

/** The base of a past form (`led` → `lead`); null if the word is none. */
export function pastBase(word: string): string | null {
  const lower = word.toLowerCase();
  const listed = INFLECTED.get(lower);
  if (listed) return listed.tense === "PastTense" ? listed.base : null;
  if (lower.endsWith("ed") && isMade(lower.slice(0, -1))) return lower.slice(0, -1);
  if (hasTag(lower, "PastTense")) return english().toInfinitive(lower, english().model, "PastTense");
  return Object.hasOwn(english().lexicon, lower) ? null : regularBase(lower, /ed$/);
}

/** The base of a regular form that no lexicon lists: `masked`, `alphabetised`, `unzipping`. */
function regularBase(lower: string, ending: RegExp): string | null {
  if (!ending.test(lower) || lower.length < 6) return null;
  const stem = lower.replace(ending, "");
  const candidates = [stem, `${stem}e`, stem.replace(/i$/, "y"), stem.replace(/([^aeiou])\1$/, "$1")];
  return candidates.find(isBaseVerb) ?? null;
}

/** The base of a verb in the third person (`mentions` → `mention`); null if the word is none. */
export function thirdBase(word: string): string | null {
  const lower = word.toLowerCase();
  const listed = INFLECTED.get(lower);
  if (listed) return listed.tense === "PresentTense" ? listed.base : null;
  return hasTag(lower, "PresentTense") ? english().toInfinitive(lower, english().model, "PresentTense") : null;
}

const SAME_SINGULAR = new Set("data media emoji news series this its is us always across previous perhaps".split(" "));

const IRREGULAR_PLURAL: Readonly<Record<string, string>> = { statistics: "statistic", emojis: "emoji" };

/** The singular of a noun in lower case; a word that is none comes back as it is. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (SAME_SINGULAR.has(lower) || lower.length < 4 || !lower.endsWith("s") || /(?:ss|us|is)$/.test(lower)) {
    return IRREGULAR_PLURAL[lower] ?? lower;
  }
  if (lower.endsWith("ies")) return `${lower.slice(0, -3)}y`;
  if (/(?:ches|shes|sses|xes)$/.test(lower)) return lower.slice(0, -2);
  return lower.slice(0, -1);
}

/** True if the word is one this reader knows to be English. */
export function isKnown(word: string): boolean {
  const lower = word.toLowerCase().replace(/'s$|s'$/, "");
  return (
    FUNCTION_WORDS.has(lower) ||
    VERBS.has(lower) ||
    INFLECTED.has(lower) ||
    EXTRA_WORDS.has(lower) ||
    FEATURE_NOUNS.has(singular(lower)) ||
    OUTPUT_NOUNS.has(singular(lower)) ||
    Object.hasOwn(english().lexicon, lower) ||
    Object.hasOwn(english().lexicon, singular(lower)) ||
    derived(lower)
  );
}

function derived(lower: string): boolean {
  const root = lower.replace(/(?:ly|ness|ment|less|ful|ing|ed)$/, "");
  return root !== lower && root.length > 2 && (Object.hasOwn(english().lexicon, root) || VERBS.has(root));
}

function hasTag(word: string, tag: string): boolean {
  const { lexicon } = english();
  if (!Object.hasOwn(lexicon, word)) return false;
  const tags = lexicon[word];
  return typeof tags === "string" ? tags === tag : (tags?.includes(tag) ?? false);
}
