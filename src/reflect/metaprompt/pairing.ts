/** Finds the replacements that a block diff shows as a removal beside an addition, when few words are left. */
import type { BlockView } from "../../core/block.js";
import type { Edit } from "../../core/edit.js";
import { sharesATopic } from "./coverage.js";

type Add = Extract<Edit, { kind: "add" }>;

/**
 * The edits, with an addition made a replacement where it stands in the place of a removed block of its kind that
 * shares a word with it, and `isOpen` says that nothing else accounts for the removal. Else a contradicted block could
 * outlive its successor.
 */
export function pairInPlace(
  edits: readonly Edit[],
  views: readonly BlockView[],
  isOpen: (removed: BlockView) => boolean,
): Edit[] {
  const removed = new Set(edits.flatMap((edit) => (edit.kind === "remove" ? [edit.block] : [])));
  const replaced = new Set<string>();
  const paired = edits.map((edit): Edit => {
    if (edit.kind !== "add" || edit.as === "heading") return edit;
    const old = inThePlaceOf(edit, views, removed).find(
      (view) =>
        view.kind === edit.as && !replaced.has(view.id) && isOpen(view) && sharesATopic(view.content, edit.text),
    );
    if (!old) return edit;
    replaced.add(old.id);
    return { kind: "replace", block: old.id, text: edit.text, evidence: edit.evidence };
  });
  return paired.filter((edit) => edit.kind !== "remove" || !replaced.has(edit.block));
}

/** The removed blocks that stood right behind the block that the addition follows. */
function inThePlaceOf({ place }: Add, views: readonly BlockView[], removed: ReadonlySet<string>): BlockView[] {
  const from = "after" in place ? views.findIndex(({ id }) => id === place.after) + 1 : 0;
  const rest = views.slice(from);
  const end = rest.findIndex(({ id }) => !removed.has(id));
  return end < 0 ? rest : rest.slice(0, end);
}
