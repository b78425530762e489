/**
 * `capabilities`: what a rule could do beyond shaping an answer. Invisible characters and scripts are refused;
 * encoded text, images, and requests to ignore, reveal, send or hide, or to wait for a cue, wait for a person. Names
 * and addresses are the business of `lineage`, which is the first line; this is the second. A person's own hand is
 * held to invisible characters only.
 */
import type { Edit } from "../core/edit.js";
import type { Screen, ScreenInput } from "../core/ports/screen.js";
import type { ScreenResult } from "../core/proposal.js";
import { isForbidden } from "./clause.js";
import { encodingIn, invisibleIn, markupIn } from "./concealed.js";
import { requestsIn } from "./requests.js";
import { count, editName } from "./words.js";

export const capabilitiesScreen: Screen = {
  name: "capabilities",
  check(input) {
    return input.edits.flatMap((edit, index) => {
      if (edit.kind === "remove") return [];
      const was =
        edit.kind === "replace" ? (input.before.blocks.find(({ id }) => id === edit.block)?.content ?? "") : "";
      return findingsFor(edit, was, input).map(({ verdict, what }): ScreenResult => ({
        screen: "capabilities",
        verdict,
        message: `${editName(edit, index)} ${what}${verdict === "hold" ? " A person must look." : ""}`,
        edit: index,
      }));
    });
  },
};

interface Found {
  readonly verdict: "hold" | "refuse";
  readonly what: string;
}

/** What the block said already is not held against a rewording of it. */
function findingsFor(edit: Exclude<Edit, { kind: "remove" }>, was: string, { hand }: ScreenInput): Found[] {
  const { text } = edit;
  const found: Found[] = [];
  const invisible = invisibleIn(text);
  if (invisible.length > invisibleIn(was).length) {
    const names = [...new Set(invisible)].slice(0, 3).join(", ");
    found.push({
      verdict: "refuse",
      what: `has ${count(invisible.length, "invisible character")} (${names}). Take them out.`,
    });
  }
  if (hand !== null) return found;
  const encoding = encodingIn(text);
  if (encoding !== null && encodingIn(was) !== encoding) {
    found.push({ verdict: "hold", what: `has ${encoding} in it, which nobody can read at a glance.` });
  }
  const markup = markupIn(text, mentionsOnly(text));
  if (markup && markupIn(was, false)?.what !== markup.what) found.push(markup);
  const asked = new Set(requestsIn(was));
  for (const what of requestsIn(text)) if (!asked.has(what)) found.push({ verdict: "hold", what });
  return found;
}

const mentionsOnly = (text: string): boolean => {
  const at = text.toLowerCase().indexOf("<script");
  return at >= 0 && isForbidden(text.toLowerCase(), at);
};
