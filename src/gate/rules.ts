/** Whether the rules that cases protect still stand. */
import type { Blocks } from "../core/apply.js";
import type { Case } from "../core/case.js";
import { viewBlocks } from "../core/identify.js";

/** The words of each block, without its marker, by its id. */
export function wordsOf({ text, blocks }: Pick<Blocks, "text" | "blocks">): ReadonlyMap<string, string> {
  return new Map(viewBlocks(text, blocks).map((block) => [block.id, block.content]));
}

/** A case whose rule a new text takes away (`words` null) or replaces. */
export interface Superseded {
  readonly one: Case;
  readonly words: string | null;
}

/** Those of the cases whose rule is gone or reads otherwise after than before. Cases of no single rule stay. */
export function supersededBy(
  cases: readonly Case[],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Superseded[] {
  return cases.flatMap((one): Superseded[] => {
    if (one.rule === null) return [];
    const words = after.get(one.rule.block) ?? null;
    return words === null || words !== before.get(one.rule.block) ? [{ one, words }] : [];
  });
}

/** Why a case is retired by a version, in a sentence. */
export function whySuperseded({ one, words }: Superseded, version: number): string {
  const rule = quote(one.rule?.text ?? "");
  if (words === null) return `Version ${version} took its rule away: ${rule}.`;
  return `Version ${version} replaced its rule ${rule} by ${quote(words)}.`;
}

const quote = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text);
