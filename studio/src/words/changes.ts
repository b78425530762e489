/** A proposal's edits in words: what kind of change, and where. */
import type { BlockView, Edit, Proposal, RuleChange, Usage } from "knowhow";
import { count, list } from "./counts.js";

/** `New rule in “Style”`, `Rule changed`, `Heading removed`. */
export function editTitle(edit: Edit, block: BlockView | null): string {
  const heading = edit.kind === "add" ? edit.as === "heading" : block?.kind === "heading";
  const thing = heading ? "heading" : "rule";
  if (edit.kind === "replace") return heading ? "Heading changed" : "Rule changed";
  if (edit.kind === "remove") {
    if (edit.into !== undefined) return "Rule merged into another";
    return heading ? "Heading removed" : "Rule removed";
  }
  const { place } = edit;
  if ("section" in place) return `New ${thing} in “${place.section}”`;
  if ("at" in place) return `New ${thing} at the ${place.at === "start" ? "beginning" : "end"}`;
  return block === null ? `New ${thing}` : `New ${thing} after “${short(block.content, 40)}”`;
}

/** A proposal in one line, for a list: the words of its first change. */
export function headline({ edits, supports, rationale, seed }: Proposal): string {
  if (seed !== null) return "The application’s own text has changed";
  const words = edits.flatMap((edit) => (edit.kind === "remove" ? [] : [edit.text]));
  const first = words[0];
  if (first !== undefined) return short(first, 120);
  if (edits.length > 0) return `${count(edits.length, "rule")} removed`;
  return supports.length > 0 ? "A rule was taught again" : short(rationale, 120);
}

/** `2 added, 1 changed`; empty for none. */
export function changesSentence({ edits, supports }: Proposal): string {
  const kinds = [
    [edits.filter(({ kind }) => kind === "add").length, "added"],
    [edits.filter(({ kind }) => kind === "replace").length, "changed"],
    [edits.filter(({ kind }) => kind === "remove").length, "removed"],
    [supports.length, "confirmed"],
  ] as const;
  return kinds.flatMap(([number, verb]) => (number > 0 ? [`${number} ${verb}`] : [])).join(", ");
}

/** What a reflection used, in a sentence. */
export function costSentence({ calls, inputTokens, outputTokens }: Usage): string {
  if (calls === 0) return "No language model was asked.";
  const tokens = list([`${count(inputTokens, "token")} read`, `${count(outputTokens, "token")} written`]);
  return `${count(calls, "call")} of a language model, ${tokens}.`;
}

/** On one line, cut at a word. */
export function short(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  const space = cut.lastIndexOf(" ");
  return `${(space > longest * 0.6 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The lines that a version changed, in a few words; null where it changed none, or is the first or a rollback. */
export function linesSentence({ version, reverts, added, reworded, retired }: RuleChange): string | null {
  if (version === 1 || reverts !== null) return null;
  const [first, ...others] = [
    ...added.map(({ content }) => content),
    ...reworded.map(({ content }) => `Reworded: ${content}`),
    ...retired.map(({ content }) => `Retired: ${content}`),
  ];
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first} And ${others.length} more.`;
}
