/** What a rule says, for light comparison: its sentences as polarity, numbers and content words, in their order. */
import type { BlockView } from "../core/block.js";
import type { Edit } from "../core/edit.js";
import { LEARNED_SECTION } from "../core/edit.js";

export interface Saying {
  readonly negative: boolean;
  /** The content words in their order, with numbers, without negation and without words that carry little. */
  readonly words: readonly string[];
  /** `words` with each number replaced by `#`. */
  readonly subject: string;
  readonly numbers: readonly string[];
}

const NEGATIONS =
  /^(?:not|never|no|none|don't|doesn't|mustn't|shouldn't|can't|cannot|avoid|without|omit|leave-out|skip|refrain|nor)$/;
/** Direction matters, so prepositions of place and time stay. */
const WEAK =
  /^(?:a|an|the|please|make|sure|ensure|should|must|shall|will|you|your|that|is|are|be|it|its|do|does|also|any|use|using|used|include|including|add|mention|have|put|from|now|on|of|ever|there|i|want|need|always|all|write|keep|stay|limit|to|characters?-?long|just|simply|length|every|each|each|than|in|with)$/;
const LIMIT_WORDS =
  /\b(?:at most|no more than|not more than|no longer than|not longer than|up to|fewer than|less than|under|below|within|maximum of|max(?:imum)?\.?)(?= \d)/g;
const LEAST_WORDS =
  /\b(?:at least|no fewer than|no less than|not less than|more than|over|above|minimum of|min(?:imum)?\.?)(?= \d)/g;

const stem = (word: string): string =>
  word.length > 4
    ? word
        .replace(/(?:ies|ied)$/, "y")
        .replace(/(?<=[a-z]{3})(?:es|s)$/, "")
        .replace(/e$/, "")
    : word.replace(/(?<=[a-z]{3})s$/, "");

/** One saying for each sentence, at most 200 of them. */
export function sayingsOf(text: string): Saying[] {
  return text
    .normalize("NFKC")
    .replace(/[‘’]/g, "'")
    .toLowerCase()
    .split(/[.!?](?=\s|$)|[;\n]/, 200)
    .map(sayingOf)
    .filter(({ words }) => words.length > 0);
}

function sayingOf(sentence: string): Saying {
  const marked = sentence
    .replace(LIMIT_WORDS, "atmost")
    .replace(LEAST_WORDS, "atleast")
    .replace(/\bleave out\b/g, "leave-out");
  const all = marked.match(/\p{N}+(?:[.,:]\p{N}+)*|[\p{L}'_-]+|[^\s\p{L}\p{N}\p{P}]/gu) ?? [];
  const negations = all.filter((word) => NEGATIONS.test(word)).length;
  const words = all
    .filter((word) => !NEGATIONS.test(word) && !WEAK.test(word))
    .map((word) => stem(word.replace(/^'+|'+$/g, "")));
  const isNumber = (word: string): boolean => /^\p{N}/u.test(word);
  return {
    negative: negations % 2 === 1,
    words,
    subject: words.map((word) => (isNumber(word) ? "#" : word)).join(" "),
    numbers: words.filter(isNumber),
  };
}

/** Headings that a block stands under. That of the learned rules limits nothing, wherever it came to stand. */
export function scopeOf(block: BlockView | undefined, blocks: ReadonlyMap<string, BlockView>): readonly string[] {
  const under = block?.under ?? [];
  return under.slice(under.findLastIndex((id) => blocks.get(id)?.content === LEARNED_SECTION) + 1);
}

/** The block an edit makes or changes, as it comes to stand. */
export function blockOfEdit(
  edit: Edit,
  after: readonly BlockView[],
  before: ReadonlySet<string>,
): BlockView | undefined {
  if (edit.kind === "remove") return undefined;
  if (edit.kind === "replace") return after.find(({ id }) => id === edit.block);
  return after.find(({ id, content }) => !before.has(id) && content === edit.text.trim());
}

export const within = (inner: readonly string[], outer: readonly string[]): boolean =>
  outer.every((id) => inner.includes(id));
