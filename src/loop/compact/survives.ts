/** Whether a merged rule still says what the rules said that it stands for: nothing is lost and nothing comes in. */
import type { BlockView } from "../../core/block.js";
import { particularsOf } from "../../screen/particulars.js";
import { type Saying, sayingsOf } from "../../screen/saying.js";

/**
 * What is wrong, in a sentence; null if every name, number, address, limit and prohibition survives, what was asked for
 * is not forbidden now, and no particular is new. Where the newer rule holds, particulars of the older may go.
 */
export function faultOfMerge(rules: readonly BlockView[], text: string, superseded: boolean): string | null {
  const before = rules.map(({ content }) => content).join("\n");
  const added = particularsOf(text).find((one) => !plain(before).includes(plain(one)));
  if (added !== undefined) return `It would bring in ${quote(added)}.`;
  const now = clausesOf(text);
  for (const { id, content } of rules) {
    if (superseded && content !== text) continue;
    const lost = particularsOf(content).find((one) => !plain(text).includes(plain(one)));
    if (lost !== undefined) return `It would lose ${quote(lost)} of ${id}.`;
    const numbers = numbersOf(clausesOf(content)).find((number) => !numbersOf(now).includes(number));
    if (numbers !== undefined) return `It would lose the limit ${quote(words(numbers))} of ${id}.`;
    for (const saying of clausesOf(content)) {
      const fault = polarityFault(saying, now);
      if (fault !== null) return `${fault} of ${id} (${quote(content)}).`;
    }
  }
  return null;
}

/** Sentences, and within them the parts that a negation does not reach across: "hashtags, but no emoji". */
const clausesOf = (text: string): Saying[] => text.split(TURN).flatMap(sayingsOf);

const TURN =
  /;|,?\s+but\s+|,?\s+(?:and|or)\s+(?=(?:no|not|never|without|avoid|don['’]t|do not)\b)|,\s+(?=(?:no|not|never)\b)/iu;

function polarityFault(saying: Saying, now: readonly Saying[]): string | null {
  const same = now.filter(({ negative }) => negative === saying.negative);
  if (saying.negative) {
    const kept = same.some((other) => saying.words.every((word) => other.words.includes(word)));
    return kept ? null : "It would lose the prohibition";
  }
  // Wishes may be reworded, but not turned round.
  const shared = (others: readonly Saying[]): number =>
    Math.max(0, ...others.map((other) => saying.words.filter((word) => other.words.includes(word)).length));
  const turned = shared(now.filter(({ negative }) => negative)) > shared(same);
  return turned ? "It would forbid a wish" : null;
}

/** Numbers with the limit that stands before them: `atmost 200`. */
const numbersOf = (sayings: readonly Saying[]): string[] =>
  sayings.flatMap((saying) =>
    saying.words.flatMap((word, index) => {
      if (!/^\p{N}/u.test(word)) return [];
      const before = saying.words[index - 1] ?? "";
      return [/^(?:atmost|atleast|exactly|about)$/.test(before) ? `${before} ${word}` : word];
    }),
  );

const words = (limit: string): string => limit.replace("atmost", "at most").replace("atleast", "at least");

const plain = (text: string): string => text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ");

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
