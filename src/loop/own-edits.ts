/** Edits that a person makes by hand. */
import type { Edit } from "../core/edit.js";
import { KnowhowError } from "../core/errors.js";
import { checkText, describe } from "../core/text.js";

/** An edit by a person; its evidence is their authorship. */
export type OwnEdit = Edit extends infer One ? (One extends Edit ? Omit<One, "evidence"> : never) : never;

/** What callers without types may get wrong; whether an edit fits the text is seen when it is applied. */
export function checkEdits(edits: unknown): readonly OwnEdit[] {
  if (!Array.isArray(edits))
    throw new KnowhowError("invalid_edit", `"edits" must be an array, not ${describe(edits)}.`);
  for (const edit of edits as readonly unknown[]) {
    const { kind, block, text, place } = (typeof edit === "object" && edit !== null ? edit : {}) as Partial<
      Record<string, unknown>
    >;
    const forms: Record<string, boolean> = {
      add: typeof text === "string" && typeof place === "object" && place !== null,
      replace: typeof text === "string" && typeof block === "string",
      remove: typeof block === "string",
    };
    if (typeof kind !== "string" || forms[kind] !== true) {
      throw new KnowhowError(
        "invalid_edit",
        'An edit is { kind: "add", place, text }, { kind: "replace", block, text } or { kind: "remove", block }.',
      );
    }
    if (typeof text === "string") checkText(text, "The text of an edit");
  }
  return edits as readonly OwnEdit[];
}
