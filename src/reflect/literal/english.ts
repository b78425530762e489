/** English words: base forms, singulars and what is a known word. Wraps `compromise/two`; importing this loads it. */
import nlp from "compromise/two";
import { AMBIGUOUS_VERBS, TAKE_PLURAL, VERBS } from "./lexicon/verbs.js";
import { FEATURE_NOUNS, OUTPUT_NOUNS } from "./lexicon/nouns.js";
import { FUNCTION_WORDS } from "./lexicon/function-words.js";
import { EXTRA_WORDS } from "./lexicon/extra-words.js";

type Tense = "Gerund" | "PastTense" | "PresentTense";

/** What is used of compromise's internals, which it publishes but types only as `object`. */
interface Internals {
  readonly lexicon: Readonly<Record<string, string | readonly string[]>>;
  readonly toInfinitive: (word: string, model: unknown, tense: Tense) => string;
  readonly toSingular: (word: string, model: unknown) => string;
  readonly model: unknown;
}

function internals(): Internals {
  const model = nlp.model() as { one: { lexicon: Internals["lexicon"] } };
  const methods = nlp.methods() as {
    two: { transform: { verb: Pick<Internals, "toInfinitive">; noun: Pick<Internals, "toSingular"> } };
  };
  const { verb, noun } = methods.two.transform;
  return { lexicon: model.one.lexicon, model, toInfinitive: verb.toInfinitive, toSingular: noun.toSingular };
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
  return VERBS.has(lower) || hasTag(lower, "Infinitive");
}

/** True for a verb of the lexicon: one that directives are made of. */
export function isDirectiveVerb(word: string): boolean {
  return VERBS.has(word.toLowerCase());
}

/** True for a base form that is as often a noun: `link`, `name`, `start`. */
export function isAmbiguousVerb(word: string): boolean {
  return AMBIGUOUS_VERBS.has(word.toLowerCase());
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
  const hyphen = lower.lastIndexOf("-");
  const base = INFLECTED.get(lower.slice(hyphen + 1))?.base;
  if (base) return lower.slice(0, hyphen + 1) + base;
  return hasTag(lower, "Gerund") ? english().toInfinitive(lower, english().model, "Gerund") : null;
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
  if (hasTag(lower, "PastTense")) return english().toInfinitive(lower, english().model, "PastTense");
  return null;
}

/** The base of a verb in the third person (`mentions` → `mention`); null if the word is none. */
export function thirdBase(word: string): string | null {
  const lower = word.toLowerCase();
  const listed = INFLECTED.get(lower);
  if (listed) return listed.tense === "PresentTense" ? listed.base : null;
  return hasTag(lower, "PresentTense") ? english().toInfinitive(lower, english().model, "PresentTense") : null;
}

const SAME_SINGULAR = new Set("data media emoji news series this its is us always across previous perhaps".split(" "));

/** The singular of a noun in lower case; a word that is none comes back as it is. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (SAME_SINGULAR.has(lower) || lower.length < 4 || !lower.endsWith("s") || /(?:ss|us|is)$/.test(lower)) {
    return lower === "statistics" ? "statistic" : lower;
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
