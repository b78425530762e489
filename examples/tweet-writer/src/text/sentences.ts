// Sentences of running text: the platform's segmenter, with the breaks after abbreviations mended.
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const abbreviation = new RegExp(
  "(?:^|[\\s(\\[])(?:e\\.g|i\\.e|et al|cf|vs|resp|approx|ca|viz|w\\.r\\.t|a\\.k\\.a|s\\.t|Figs?|Eqs?|Refs?|Secs?|Tab|" +
    "No|Nos|Vol|pp|Dr|Prof|Mr|Mrs|Ms|St|Jr|Inc|Ltd|Corp|Univ|Dept|stat|syst|[A-Z])\\.\\)?\\s*$",
);

/** The sentences of a text, trimmed, in order; an empty list for blank text. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const previous = sentences.at(-1);
    const runsOn = previous !== undefined && (abbreviation.test(previous) || /^\s*[a-z,;)]/.test(segment));
    if (runsOn) sentences[sentences.length - 1] = previous + segment;
    else sentences.push(segment);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== "");
}
