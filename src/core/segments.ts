/**
 * Sentences, words and characters of a text by Unicode's boundaries. What finds them is made when it is first used: the
 * first one of a process takes 10 ms, which every short command would pay.
 */

type Granularity = "sentence" | "word" | "grapheme";

const made = new Map<Granularity, Intl.Segmenter>();

/** The whole text in pieces; for words, also what stands between them. */
export function segmentsOf(text: string, granularity: Granularity): Intl.Segments {
  let segmenter = made.get(granularity);
  if (!segmenter) made.set(granularity, (segmenter = new Intl.Segmenter("en", { granularity })));
  return segmenter.segment(text);
}
