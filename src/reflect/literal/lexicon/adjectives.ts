/** Adjectives that say how an output should be or should not be. */
export const STYLE_ADJECTIVES: ReadonlySet<string> = new Set(
  `abstract academic accessible accurate active actionable aggressive apologetic arrogant assertive
  authoritative balanced bland blunt
  bold bombastic boring breathless breezy brief bright brisk bubbly businesslike busy calm careful casual catchy
  cautious chatty cheerful cheery cheesy
  chirpy choppy clean clear clever clickbaity clinical clipped clunky cold colloquial compact complete complex
  complicated concise
  concrete condescending confident confusing consistent conversational corny corporate creative crisp critical
  cryptic curt cute cutesy
  cynical dark dense descriptive detailed dense different diplomatic direct discreet distant down-to-earth
  dramatic dry dull earnest
  elaborate emotional empathetic energetic engaging enthusiastic exact excited explicit expressive factual
  familiar fancy firm flat flattering
  florid flowery fluffy focused forceful formal formulaic frank fresh friendly funny fussy generic gentle
  gimmicky gloomy gossipy grand gushing
  gushy hard harsh heavy honest human humble humorous hyped hypey impersonal inclusive informal informative
  intense intimate jargony
  jokey jolly journalistic kind laid-back lean legalistic legible lengthy light lighthearted literal literary
  lively long long-winded loose loud low-key lyrical
  matter-of-fact mechanical melodramatic memorable minimal modest natural neat negative nerdy neutral nice
  objective odd official opinionated
  optimistic original over-the-top overexcited overwrought passive patient patronising patronizing pedantic
  perky personal pessimistic plain playful poetic
  polished polite pompous positive practical preachy precise predictable pretentious professional promotional
  proper punchy pushy quick quiet quirky rambling
  readable realistic relaxed relevant repetitive respectful rigid robotic rude salesy sarcastic scannable scary
  sceptical scientific
  sensational sensationalist sentimental serious sharp shocking short shouty silly simple simplistic sincere
  skeptical skimmable slangy slick slow smart
  smug snappy snarky sober soft solemn soothing specific spammy stiff stilted stern straight straightforward
  strict strong structured stuffy subdued subtle
  succinct superficial supportive sweet sympathetic tactful technical tense terse theatrical thorough tidy tight
  timid tough transparent twee
  unambiguous understated upbeat upfront vague varied verbose vivid vulgar warm weak whimsical wholesome
  wishy-washy witty woolly wordy zany`.split(/\s+/),
);

/** Comparatives, to the adjective they are of; those that only add -er to a word above are made by rule. */
const COMPARATIVE: Readonly<Record<string, string>> = {
  shorter: "short",
  simpler: "simple",
  clearer: "clear",
  warmer: "warm",
  friendlier: "friendly",
  punchier: "punchy",
  drier: "dry",
  funnier: "funny",
  longer: "long",
  tighter: "tight",
  crisper: "crisp",
  softer: "soft",
  lighter: "light",
  briefer: "brief",
  snappier: "snappy",
  plainer: "plain",
};

/** The adjective of a comparative (`warmer` → `warm`); null if the word is none. */
export function comparativeOf(word: string): string | null {
  const lower = word.toLowerCase();
  const listed = COMPARATIVE[lower];
  if (listed) return listed;
  if (!lower.endsWith("er")) return null;
  const stem = lower.slice(0, -2);
  const candidates = [stem, `${stem}e`, stem.replace(/i$/, "y"), stem.replace(/(.)\1$/, "$1")];
  return candidates.find((candidate) => STYLE_ADJECTIVES.has(candidate)) ?? null;
}

/** What "too …" asks for instead, where there is a plain word for it. */
export const REMEDY: Readonly<Record<string, string>> = {
  long: "keep it shorter",
  lengthy: "keep it shorter",
  "long-winded": "keep it shorter",
  short: "make it longer",
  brief: "make it longer",
  wordy: "be less wordy",
  verbose: "be less verbose",
  complicated: "keep it simpler",
  complex: "keep it simpler",
};
