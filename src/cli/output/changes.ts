/** A proposal's changes for people: each edit, and under it why. */
import { applyEdits } from "../../core/apply.js";
import type { Edit } from "../../core/edit.js";
import type { Evidence } from "../../core/evidence.js";
import type { Store } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import type { Version } from "../../core/version.js";
import { narratorFor } from "./narrate.js";
import type { Paint } from "./paint.js";
import { patchLines } from "./patch.js";
import { printable } from "./printable.js";

/** Lines that show what a proposal changes; those of a person's whole text as a diff. */
export async function changeLines(store: Store, proposal: Proposal, paint: Paint): Promise<string[]> {
  const base = proposal.base === 0 ? null : await store.version(proposal.address, proposal.base);
  if (proposal.strategy === null) return patchLines(base?.text ?? "", textOf(base, proposal), paint);
  const narrate = narratorFor(store, proposal.address);
  const reasonLines = async (evidence: readonly Evidence[]): Promise<string[]> => {
    const reasons = await Promise.all(evidence.map((one) => narrate(one)));
    return [...new Set(reasons)].map((reason) => paint.dim(`      ${reason}`));
  };
  const lines: string[] = [];
  for (const edit of proposal.edits) lines.push(...editLines(edit, base, paint), ...(await reasonLines(edit.evidence)));
  for (const { block, evidence } of proposal.supports) {
    lines.push(...marked("=", wordsOf(base, block), paint.cyan), ...(await reasonLines(evidence)));
  }
  return lines;
}

/** How many edits and repeated rules there are, in words. */
export function countChanges({ edits, supports }: Proposal): string {
  const kinds = [
    [edits.filter(({ kind }) => kind === "add").length, "added"],
    [edits.filter(({ kind }) => kind === "replace").length, "changed"],
    [edits.filter(({ kind }) => kind === "remove").length, "removed"],
    [supports.length, "confirmed"],
  ] as const;
  return kinds.flatMap(([number, verb]) => (number > 0 ? [`${number} ${verb}`] : [])).join(", ");
}

function editLines(edit: Edit, base: Version | null, paint: Paint): string[] {
  const before = edit.kind === "add" ? [] : marked("-", wordsOf(base, edit.block), paint.red);
  const after = edit.kind === "remove" ? [] : marked("+", edit.text, paint.green);
  return [...before, ...after];
}

/** Every line of a text, the first behind its mark. */
function marked(mark: string, text: string, colour: (line: string) => string): string[] {
  return printable(text)
    .split("\n")
    .map((line, index) => colour(`  ${index === 0 ? mark : " "} ${line}`));
}

/** The words of a block, without its list marker. */
function wordsOf(version: Version | null, id: string): string {
  const block = version?.blocks.find((one) => one.id === id);
  return version && block ? version.text.slice(block.content, block.end) : `(block ${id})`;
}

/** The text as the proposal would have it, on the version it was made for. */
function textOf(base: Version | null, { text, edits }: Proposal): string {
  if (text !== null) return text;
  const blocks = base ?? { text: "", blocks: [], nextBlock: 1 };
  return applyEdits(blocks, edits, { origin: "hand", since: (base?.number ?? 0) + 1 }).text;
}
