// Grammar questions that need a tagger: is there a finite verb, what is this verb's plain or its third-person form.
// compromise takes half a second to load, so nothing else in the example imports it.
import nlp from "compromise";

// Verbs of abstracts that the tagger takes for nouns after a name: "SwinIR outperforms all".
nlp.addWords({
  outperform: "Infinitive",
  outperforms: "PresentTense",
  outperformed: "PastTense",
  surpasses: "PresentTense",
  surpassed: "PastTense",
  generalizes: "PresentTense",
  generalises: "PresentTense",
  outweighs: "PresentTense",
  leverages: "PresentTense",
  utilizes: "PresentTense",
  utilises: "PresentTense",
});

const finite = "(#PastTense|#PresentTense|#Copula|#Modal)";

const known = new Map<string, boolean>();
const mostKnown = 5000;

/** Whether the text holds a verb that can carry a sentence; gerunds and "to" infinitives do not count. */
export function hasFiniteVerb(text: string): boolean {
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const answer = findsFiniteVerb(text);
  known.set(text, answer);
  return answer;
}

/** Verbs that the tagger misses because they are nouns as well. */
const alsoNouns = /\b(?:leads? to|accounts? for|hinges? on|cuts? \w+ (?:from|by)|results? in)\b/;

function findsFiniteVerb(text: string): boolean {
  if (alsoNouns.test(text)) return true;
  const terms = nlp(text).not("to #Adverb? #Infinitive").match(finite).not("#Gerund");
  if (!terms.found) return false;
  return /\p{L}{2,}/u.test(terms.text());
}

const plainVerbs = new Map<string, string>();

/** `proposes` → `propose`, `has` → `have`; a word that is not read as a verb comes back unchanged. */
export function plainVerb(verb: string): string {
  if (verb === "is") return "are";
  if (verb === "was") return "were";
  if (verb === "has") return "have";
  const before = plainVerbs.get(verb);
  if (before !== undefined) return before;
  const infinitive = nlp(`they will ${stripThird(verb)}`)
    .verbs()
    .toInfinitive()
    .text("normal");
  const plain = infinitive.split(" ").at(-1) ?? verb;
  if (plainVerbs.size < mostKnown) plainVerbs.set(verb, plain);
  return plain;
}

/** `propose` → `proposes`, `have` → `has`; for a subject in the singular. Past tense and modals stay. */
export function singularVerb(verb: string): string {
  if (verb === "are") return "is";
  if (verb === "were") return "was";
  if (verb === "have") return "has";
  if (/ed$|^(?:found|can|could|may|might|will|would|should|must|did|had|gave|took|made|saw|built|led)$/.test(verb))
    return verb;
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

function stripThird(verb: string): string {
  if (verb.endsWith("ies")) return `${verb.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(verb)) return verb.slice(0, -2);
  return /[^s]s$/.test(verb) ? verb.slice(0, -1) : verb;
}
