/** From merges that a strategy offers to edits: those that would lose something are left out, with the reason. */
import type { BlockView } from "../../core/block.js";
import type { Edit, Support } from "../../core/edit.js";
import type { Evidence, EvidenceRecord } from "../../core/evidence.js";
import type { Merge } from "../../core/ports/compaction.js";
import { describeRank, rankOf } from "../../core/standing.js";
import { faultOfMerge } from "./survives.js";

/** Rules that were to become one and do not, and why. */
export interface LeftOut {
  readonly blocks: readonly string[];
  readonly text: string;
  readonly reason: string;
}

export interface MergeEdits {
  readonly edits: readonly Edit[];
  readonly supports: readonly Support[];
  readonly taken: readonly Merge[];
  readonly leftOut: readonly LeftOut[];
}

/** All evidence of the merged rules goes with what stands for them. `standing` is what speaks for the blocks now. */
export function editsOf(
  merges: readonly Merge[],
  rules: readonly BlockView[],
  standing: readonly EvidenceRecord[],
): MergeEdits {
  const edits: Edit[] = [];
  const supports: Support[] = [];
  const taken: Merge[] = [];
  const leftOut: LeftOut[] = [];
  const used = new Set<string>();
  for (const merge of merges) {
    const group = rules.filter(({ id }) => merge.blocks.includes(id));
    const text = merge.text.trim();
    const fault = faultOfGroup({ ...merge, text }, group, standing, used);
    if (fault !== null) {
      leftOut.push({ blocks: merge.blocks, text, reason: fault });
      continue;
    }
    const [first] = group;
    const kept = group.find(({ content }) => content === text) ?? first;
    if (!kept) continue;
    const others = group.filter((one) => one !== kept);
    const behind = (blocks: readonly BlockView[]): Evidence[] => blocks.flatMap(({ id }) => evidenceOf(id, standing));
    if (kept.content === text) supports.push({ block: kept.id, evidence: behind(others) });
    else edits.push({ kind: "replace", block: kept.id, text, evidence: behind(group) });
    for (const one of others) edits.push({ kind: "remove", block: one.id, into: kept.id, evidence: behind([one]) });
    for (const { id } of group) used.add(id);
    taken.push(merge);
  }
  return { edits, supports: supports.filter(({ evidence }) => evidence.length > 0), taken, leftOut };
}

function faultOfGroup(
  { blocks, text, superseded }: Merge,
  group: readonly BlockView[],
  standing: readonly EvidenceRecord[],
  used: ReadonlySet<string>,
): string | null {
  if (group.length < 2 || group.length < new Set(blocks).size) return "It names rules that are not there.";
  if (text === "") return "Its text is blank.";
  if (group.some(({ id }) => used.has(id))) return "One of them is merged with others already.";
  if (new Set(group.map(({ under }) => under.join(" "))).size > 1) return "They stand under different headings.";
  const ranks = group.map((block) => ({ block, rank: rankOf(block, standing) }));
  if (new Set(ranks.map(({ rank }) => rank?.role ?? null)).size > 1) {
    const told = ranks.map(({ block, rank }) => `${block.id} rests on ${rank ? describeRank(rank) : "nobody"}`);
    return `They have different authority: ${told.join(", ")}.`;
  }
  const fault = faultOfMerge(group, text, superseded);
  if (fault !== null) return fault;
  const length = group.reduce((sum, { content }) => sum + content.length, 0);
  return text.length >= length ? "It would be no shorter." : null;
}

const evidenceOf = (block: string, standing: readonly EvidenceRecord[]): Evidence[] =>
  standing.flatMap(({ blockId, evidence }) =>
    blockId !== block || evidence.kind === "approval" || evidence.kind === "withdrawal" ? [] : [evidence],
  );
