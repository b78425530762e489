/** Which two versions the history page compares, from its address. */
import type { Version } from "knowhow";

/**
 * `?to=4` compares version 4 with the one before, `?to=4&from=1` with version 1. Without any, or with one that does not
 * exist, the newest. `from` is null where there is nothing before. `numbers` newest first.
 */
export function comparedIn(
  search: string,
  numbers: readonly number[],
): { readonly from: number | null; readonly to: number | null } {
  const asked = new URLSearchParams(search);
  const known = (name: string): number | null => numbers.find((number) => String(number) === asked.get(name)) ?? null;
  const to = known("to") ?? numbers[0] ?? null;
  const before = to === null ? null : (numbers.find((number) => number < to) ?? null);
  const from = known("from");
  return { from: from === to ? before : (from ?? before), to };
}

/** The words of a block of a version, without its marker; null when it has no such block. */
export function wordsOfBlock({ text, blocks }: Pick<Version, "text" | "blocks">, id: string): string | null {
  const block = blocks.find((one) => one.id === id);
  return block ? text.slice(block.content, block.end) : null;
}
