/** A proposal with all that whoever decides wants to see: the change, line by line, and what it rests on. */
import { createTwoFilesPatch } from "diff";
import { applyEdits } from "../core/apply.js";
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import { viewBlocks } from "../core/identify.js";
import type { Proposal } from "../core/proposal.js";
import type { Version } from "../core/version.js";
import { type Caller, checkReach } from "./access/caller.js";
import type { Desk } from "./desk.js";

const NOTHING = { text: "", blocks: [], nextBlock: 1 };

/** @throws `proposal_not_found` */
export async function viewProposal(desk: Desk, caller: Caller, id: string) {
  const { proposal, instructions } = await desk.proposal(caller, id);
  const { store } = desk.memory;
  const base = proposal.base === 0 ? null : await store.version(proposal.address, proposal.base);
  const before = base ?? NOTHING;
  const after = base?.erased ? null : textAfter(proposal, base);
  const views = new Map(viewBlocks(before.text, before.blocks, []).map((view) => [view.id, view]));
  const lessons = await Promise.all(
    proposal.lessonIds.map(async (lessonId) => {
      const lesson = await store.lesson(proposal.address, lessonId);
      if (!lesson) return [];
      const feedback = await instructions.feedbackOf(lesson);
      const ref = feedback?.run ?? null;
      return [
        { lesson, feedback, run: ref && mayRead(caller, ref.address) ? await store.run(ref.address, ref.id) : null },
      ];
    }),
  );
  const names = [`version ${proposal.base}`, "proposed"] as const;
  return {
    proposal,
    before: { version: proposal.base, text: before.text },
    after: after === null ? null : { text: after },
    patch:
      after === null
        ? ""
        : createTwoFilesPatch(...names, before.text, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, ""),
    edits: proposal.edits.map((edit) => ({
      edit,
      block: edit.kind === "add" ? null : (views.get(edit.block) ?? null),
    })),
    lessons: lessons.flat(),
  };
}

/** A run may lie under other instructions than what was said of it. */
function mayRead(caller: Caller, address: Proposal["address"]): boolean {
  try {
    checkReach(caller, address);
    return true;
  } catch (error) {
    if (KnowhowError.is(error, "forbidden")) return false;
    throw error;
  }
}

/** The text that the proposal would make of its base; null where its edits fit nothing. @throws `conflict` */
export function textAfter(proposal: Proposal, base: Version | null): string | null {
  if (proposal.text !== null) return proposal.text;
  try {
    return applyEdits(base ?? NOTHING, proposal.edits, { origin: "rule", since: proposal.base + 1 }).text;
  } catch (error) {
    // A refused proposal may have edits that fit nothing.
    if (KnowhowError.is(error, "invalid_edit")) return null;
    throw new KnowhowError("conflict", `The proposal of "${addressKey(proposal.address)}" cannot be shown.`, {
      cause: error,
    });
  }
}
