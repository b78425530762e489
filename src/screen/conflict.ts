/**
 * `conflict`: holds a rule that contradicts a block which the same proposal leaves as it is, or another edit of the
 * proposal. A contradiction is the same subject with opposite polarity, with another limit of the same unit, or with
 * a word replaced by its opposite. A light comparison of words: it misses much, so that what it says is right.
 */
import type { Screen } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
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
  readonly name: string;
  readonly scope: readonly string[];
}

export const conflictScreen: Screen = {
  name: "conflict",
  check({ before, after, edits, hand }) {
    if (hand !== null) return [];
    const ids = new Set(before.blocks.map(({ id }) => id));
    const blocks = new Map([...before.blocks, ...after.blocks].map((block) => [block.id, block]));
    const edited = new Set(edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
    const said: Said[] = before.blocks.flatMap((block) => {
      if (block.kind === "heading" || block.kind === "fence" || edited.has(block.id)) return [];
      const name = `${block.id} (${quoted(block.content)})`;
      return sayingsOf(block.content).map((saying) => ({ saying, name, scope: scopeOf(block, blocks) }));
    });
    return edits.flatMap((edit, index): ScreenResult[] => {
      if (edit.kind === "remove" || (edit.kind === "add" && (edit.as === "heading" || edit.as === "fence"))) return [];
      const scope = scopeOf(blockOfEdit(edit, after.blocks, ids), blocks);
      const sayings = sayingsOf(edit.text);
      const other = said.find(
        (one) =>
          (within(scope, one.scope) || within(one.scope, scope)) &&
          sayings.some((saying) => contradicts(saying, one.saying)),
      );
      said.push(...sayings.map((saying) => ({ saying, name: editName(edit, index).toLowerCase(), scope })));
      if (!other) return [];
      const message = `${editName(edit, index)} contradicts ${other.name}. A person must say which holds.`;
      return [{ screen: "conflict", verdict: "hold", message, edit: index }];
    });
  },
};

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
