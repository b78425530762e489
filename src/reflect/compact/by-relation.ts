/**
 * Merges without a model, as `literal` relates rules: what says the same becomes one, what another rule holds in full
 * goes into it, and of two on the same subject the newer holds.
 */
import type { BlockView } from "../../core/block.js";
import type { Merge } from "../../core/ports/compaction.js";
import { relateRules } from "../literal/relate.js";

/** The merges, each rule in one of them at most. */
export function mergesByRelation(rules: readonly BlockView[]): Merge[] {
  const gone = new Set<string>();
  const groups = new Map<string, { readonly kept: BlockView; readonly members: Member[] }>();
  for (const [index, one] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      if (gone.has(one.id)) break;
      if (gone.has(other.id) || one.under.join() !== other.under.join()) continue;
      const found = relate(one, other);
      if (!found) continue;
      const { kept, into, why, superseded } = found;
      gone.add(into.id);
      const group = groups.get(kept.id) ?? { kept, members: [] };
      const inherited = groups.get(into.id)?.members ?? [];
      groups.delete(into.id);
      group.members.push({ rule: into, why, superseded }, ...inherited);
      groups.set(kept.id, group);
    }
  }
  return [...groups.values()].map(({ kept, members }) => ({
    blocks: [kept.id, ...members.map(({ rule }) => rule.id)],
    text: kept.content,
    superseded: members.some(({ superseded }) => superseded),
    reason: members.map(({ rule, why }) => `${rule.id} ${why} ${kept.id}.`).join(" "),
  }));
}

interface Member {
  readonly rule: BlockView;
  readonly why: string;
  readonly superseded: boolean;
}

interface Related {
  readonly kept: BlockView;
  readonly into: BlockView;
  readonly why: string;
  readonly superseded: boolean;
}

function relate(one: BlockView, other: BlockView): Related | null {
  if (sameWords(one.content, other.content))
    return { kept: one, into: other, why: "has the words of", superseded: false };
  const [older, newer] = one.since <= other.since ? [one, other] : [other, one];
  if (sentencesOf(one.content).length === 1 && sentencesOf(other.content).length === 1) {
    const relation = relateRules(older.content, newer.content);
    if (relation === "duplicate") return { kept: one, into: other, why: "says the same as", superseded: false };
    if (relation === "replace" && older.since < newer.since)
      return { kept: newer, into: older, why: "is on the same subject as, and older than,", superseded: true };
    return null;
  }
  if (holds(one.content, other.content)) return { kept: one, into: other, why: "is a part of", superseded: false };
  if (holds(other.content, one.content)) return { kept: other, into: one, why: "is a part of", superseded: false };
  return null;
}

/** Every sentence of `part` is said by one of `whole`. */
const holds = (whole: string, part: string): boolean =>
  sentencesOf(part).every((sentence) =>
    sentencesOf(whole).some((other) => sameWords(other, sentence) || relateRules(other, sentence) === "duplicate"),
  );

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+|\n+/).flatMap((sentence) => (sentence.trim() === "" ? [] : [sentence.trim()]));

const sameWords = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s.!]+/g, " ")
    .trim();
