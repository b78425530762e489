/** A person's hand on the gate: replaying the kept cases for a proposal that waits, or for two versions. */
import type { GateCase } from "../core/ports/gate.js";
import { KnowhowError } from "../core/errors.js";
import type { GateResult, Proposal } from "../core/proposal.js";
import { allCases } from "./cases.js";
import type { Scope } from "./context.js";
import { lessonsOf, notStored, openProposal } from "./decide.js";
import { readHead, readVersion } from "./head.js";
import { judge } from "./judge.js";
import { callsOf } from "./model-use.js";

export interface GateProposalOptions {
  readonly signal?: AbortSignal;
}

export interface ReplayOptions extends GateProposalOptions {
  /** The numbers of two versions; default: the newest, and the one before it. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * Lets the memory's gate look at an open proposal on the present head, and keeps what it says with it.
 * @throws `invalid_policy` without a gate; `proposal_not_found`, `proposal_decided`, `invalid_edit`, `conflict`
 */
export async function gateProposal(scope: Scope, id: string, options: GateProposalOptions = {}): Promise<Proposal> {
  gateOf(scope);
  const proposal = await openProposal(scope, id);
  const { version } = await readHead(scope);
  const { gate } = await judge(
    scope,
    {
      head: version,
      edits: proposal.edits,
      supports: proposal.supports,
      text: (version?.number ?? 0) === proposal.base ? proposal.text : null,
      origin: "rule",
      lessons: await lessonsOf(scope, proposal),
      byModel: proposal.usage.calls > 0,
      hand: proposal.strategy === null ? proposal.by : null,
      noteCall: callsOf(scope, { purpose: "judge", id: proposal.reflectionId, strategy: proposal.strategy }),
    },
    options.signal ?? new AbortController().signal,
  );
  const outcome = await scope.store.commit({
    address: scope.address,
    proposals: [{ id: proposal.id, from: ["open"], to: { state: "open", decision: null, gate } }],
  });
  if (outcome.status === "conflict") throw notStored(scope, "What the gate said");
  return { ...proposal, gate };
}

/** Replays the active cases on two versions. Nothing is kept. @throws `invalid_policy`, `version_not_found` */
export async function replayCases(scope: Scope, options: ReplayOptions = {}): Promise<GateResult> {
  const gate = gateOf(scope);
  const { version } = await readHead(scope);
  const to = options.to ?? version?.number ?? 1;
  const after = await readVersion(scope, to);
  const before = await readVersion(scope, options.from ?? Math.max(1, to - 1));
  const cases = (await allCases(scope, "active")).map(({ id, rule, messages, metadata, check }): GateCase => {
    return { caseId: id, rule: rule?.text ?? null, own: false, messages, metadata, check };
  });
  return gate.decide({
    address: scope.address,
    before: before.text,
    after: after.text,
    cases,
    signal: options.signal ?? new AbortController().signal,
    noteCall: callsOf(scope, { purpose: "judge", id: null, strategy: null }),
  });
}

function gateOf({ gate }: Scope): NonNullable<Scope["gate"]> {
  if (gate) return gate;
  throw new KnowhowError(
    "invalid_policy",
    "There is no gate. Pass one to createMemory, for example gate: replayGate({ run }).",
  );
}
