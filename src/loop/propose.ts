/** A person's own change, kept as a proposal: of the present text, or of a version it was made on. */
import { isoTime } from "../core/clock.js";
import { diffToEdits } from "../core/diff.js";
import type { Edit } from "../core/edit.js";
import { KnowhowError } from "../core/errors.js";
import { checkKnown } from "../core/known-options.js";
import type { Evidence } from "../core/evidence.js";
import { principalOf, type Principal } from "../core/principal.js";
import { NO_USAGE, type Proposal } from "../core/proposal.js";
import { checkText } from "../core/text.js";
import type { Version } from "../core/version.js";
import type { Scope } from "./context.js";
import { authorityOf, forbidden, notStored } from "./decide.js";
import { newRecord, readHead, readVersion } from "./head.js";
import { checkHead, headMoved, type IfHead } from "./if-head.js";
import { blocksOf, GATE_NOT_RUN, judge } from "./judge.js";
import { callsOf } from "./model-use.js";
import { checkEdits, type OwnEdit } from "./own-edits.js";
import { rebase } from "./settle.js";

export interface ProposeInput extends IfHead {
  readonly by: Principal;
  /** The whole new text, taken byte for byte while nobody changes the instructions meanwhile. */
  readonly text?: string;
  /** Or edits of single blocks. */
  readonly edits?: readonly OwnEdit[];
  /** The version that was changed; what others changed since then stays. Default: the head. */
  readonly base?: number;
  /** Why, in a sentence. */
  readonly reason?: string;
}

/**
 * Stores a person's own change as a proposal. One that a screen refuses is stored as `refused`, with the screens'
 * words.
 * @throws `invalid_edit`, `invalid_text`, `forbidden`, `version_not_found` for a base that is not there, `conflict` if
 * what it changes was changed since that base
 */
export async function propose(scope: Scope, input: ProposeInput): Promise<Proposal> {
  const by = principalOf(input);
  checkKnown("propose()", input, { by: true, text: true, edits: true, base: true, reason: true, ifHead: true });
  if (authorityOf(scope, by) === "none") throw forbidden(scope, by, "propose changes of");
  const present = await readHead(scope);
  checkHead(scope, present, input);
  const { record, version: head } = present;
  const version = await baseOf(scope, input.base, head);
  const evidence: Evidence[] = [{ kind: "authorship", by, source: by.role, lessonId: null }];
  const text = input.text === undefined ? null : checkText(input.text, "The proposed text");
  if ((text === null) === (input.edits === undefined)) {
    throw new KnowhowError("invalid_edit", "propose() takes either a whole text or edits.");
  }
  const edits =
    text === null
      ? checkEdits(input.edits).map((edit): Edit => ({ ...edit, evidence }))
      : diffToEdits(blocksOf(version), text, evidence);
  if (edits.length === 0 && text === blocksOf(version).text) {
    throw new KnowhowError("invalid_edit", "The proposed text is the same as the current one.");
  }
  const made: Proposal = {
    id: scope.newId(),
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    state: "open",
    base: version?.number ?? 0,
    edits,
    supports: [],
    text,
    rationale: input.reason ?? `Edited by ${by.id}.`,
    by,
    trust: by.role,
    lessonIds: [],
    strategy: null,
    reflectionId: null,
    screens: [],
    gate: GATE_NOT_RUN,
    usage: NO_USAGE,
    seed: null,
    decision: null,
  };
  const proposal = await screened(scope, made, head);
  const expected = input.ifHead === undefined || !record ? {} : { expectHead: input.ifHead };
  const step = { address: scope.address, newProposals: [proposal], ...expected };
  const first = await scope.store.commit(record ? step : { ...step, create: newRecord(scope, 0, null) });
  // Somebody else may have made the overlay meanwhile.
  const taken = first.status === "conflict" && first.conflict === "exists";
  const outcome = taken ? await scope.store.commit(step) : first;
  if (outcome.status === "conflict" && outcome.conflict === "head") throw headMoved(scope, outcome.record?.head ?? 0);
  if (outcome.status === "conflict") throw notStored(scope, "The proposal");
  return proposal;
}

/** The version that a person changed. */
async function baseOf(scope: Scope, base: number | undefined, head: Version | null): Promise<Version | null> {
  if (base === undefined || base === (head?.number ?? 0)) return head;
  if (Number.isInteger(base) && base > 0) return readVersion(scope, base);
  throw new KnowhowError("invalid_edit", `"base" must be the number of a version, not ${String(base)}.`);
}

/** A person's proposal with what screens and gate say of it on the present head. */
async function screened(scope: Scope, proposal: Proposal, head: Version | null): Promise<Proposal> {
  const rebased = await rebase(scope, proposal, head);
  if ("stale" in rebased) {
    throw new KnowhowError(
      "conflict",
      `${rebased.stale} The change was made on version ${proposal.base}. Make it again on the present text.`,
    );
  }
  const { edits, text } = rebased.proposal;
  const { verdict, screens, gate } = await judge(
    scope,
    {
      head,
      edits,
      text,
      origin: "hand",
      lessons: [],
      byModel: false,
      hand: proposal.by,
      noteCall: callsOf(scope, { purpose: "judge", id: null, strategy: null }),
    },
    new AbortController().signal,
  );
  return { ...proposal, state: verdict === "refuse" ? "refused" : "open", screens, gate };
}
