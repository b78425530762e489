/**
 * Which blocks and edits an edit contradicts: the same subject with opposite polarity, with another limit of the same
 * unit, or with a word replaced by its opposite. A light comparison of words: it misses much, so that what it says is
 * right.
 */
import type { Edit } from "../core/edit.js";
import type { ScreenInput } from "../core/ports/screen.js";
import { blockOfEdit, type Saying, sayingsOf, scopeOf, within } from "./saying.js";
import { editName, quoted } from "./words.js";

const OPPOSITES = new Set(
  [
    ["short", "long"],
    ["brief", "detailed"],
    ["formal", "informal"],
    ["formal", "casual"],
    ["before", "after"],
    ["first", "last"],
    ["start", "end"],
    ["begin", "end"],
    ["beginning", "end"],
    ["top", "bottom"],
    ["british", "american"],
    ["uppercas", "lowercas"],
    ["more", "fewer"],
    ["singular", "plural"],
    ["ascending", "descending"],
  ].flatMap(([one = "", other = ""]) => [`${one} ${other}`, `${other} ${one}`]),
);

interface Said {
  readonly saying: Saying;
  /** Null for what another edit says. */
  readonly block: string | null;
  readonly name: string;
  readonly scope: readonly string[];
}

/** What an edit contradicts. `block` is null for another edit of the same proposal. */
export type Contradicted = Pick<Said, "block" | "name">;

/** For each edit, in their order, what it contradicts among the blocks that no edit names and the edits before it. */
export function contradictionsIn({
  before,
  after,
  edits,
}: Pick<ScreenInput, "before" | "after" | "edits">): Contradicted[][] {
  const ids = new Set(before.blocks.map(({ id }) => id));
  const blocks = new Map([...before.blocks, ...after.blocks].map((block) => [block.id, block]));
  const edited = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
  const said: Said[] = before.blocks.flatMap((block) => {
    if (block.kind === "heading" || block.kind === "fence" || edited.has(block.id)) return [];
    const name = `${block.id} (${quoted(block.content)})`;
    const scope = scopeOf(block, blocks);
    return sayingsOf(block.content).map((saying) => ({ saying, block: block.id, name, scope }));
  });
  return edits.map((edit, index) => {
    if (!saysSomething(edit)) return [];
    const scope = scopeOf(blockOfEdit(edit, after.blocks, ids), blocks);
    const sayings = sayingsOf(edit.text);
    const found = said.filter(
      (one) =>
        (within(scope, one.scope) || within(one.scope, scope)) &&
        sayings.some((saying) => contradicts(saying, one.saying)),
    );
    const name = editName(edit, index).toLowerCase();
    said.push(...sayings.map((saying) => ({ saying, block: null, name, scope })));
    return found;
  });
}

const saysSomething = (edit: Edit): edit is Extract<Edit, { kind: "add" | "replace" }> =>
  edit.kind === "replace" || (edit.kind === "add" && edit.as !== "heading" && edit.as !== "fence");

function contradicts(one: Saying, other: Saying): boolean {
  if (one.words.length !== other.words.length) return false;
  if (one.subject === other.subject) {
    const sameNumbers = one.numbers.join(" ") === other.numbers.join(" ");
    if (one.negative !== other.negative) return sameNumbers;
    return !sameNumbers && one.numbers.length === 1 && /\b(?:atmost|atleast|exactly) #/.test(one.subject);
  }
  if (one.negative !== other.negative || one.words.length < 2) return false;
  const differing = one.words.flatMap((word, at) =>
    word === other.words[at] ? [] : [`${word} ${other.words[at] ?? ""}`],
  );
  return differing.length === 1 && OPPOSITES.has(differing[0] ?? "");
}

/** Whether any sentence of one text contradicts one of the other. */
export function contradict(one: string, other: string): boolean {
  const said = sayingsOf(other);
  return sayingsOf(one).some((saying) => said.some((against) => contradicts(saying, against)));
}
