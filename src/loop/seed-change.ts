/** A changed seed (every deploy may bring one) is noticed by its hash and offered as a three-way merge. */
import { isoTime } from "../core/clock.js";
import { hashText } from "../core/hash.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import { NO_USAGE, type Proposal } from "../core/proposal.js";
import { mergeSeed, type SeedMerge } from "../core/seed.js";
import { checkTemplate } from "../core/template.js";
import type { Scope } from "./context.js";
import { blocksOf, GATE_NOT_RUN } from "./judge.js";

const OPERATOR: Principal = { id: "seed", role: "operator" };

/**
 * Stores a proposal to merge the new seed, unless this very seed was offered before. Gives it, or null. `again`: a
 * person wants it offered once more, if it does not wait already.
 */
export async function offerChangedSeed(
  scope: Scope,
  record: InstructionsRecord,
  seed: string,
  by = OPERATOR,
  again = false,
): Promise<Proposal | null> {
  const offered = hashText(seed);
  if (record.seed === seed || (!again && record.offeredSeeds.includes(offered))) return null;
  const open = await scope.store.proposals(scope.address, ["open"], { limit: 1000 });
  if (open.items.some((one) => one.seed === seed)) return null;
  checkTemplate(seed, scope.templateFormat);
  const head = await scope.store.version(scope.address, record.head);
  const current = blocksOf(head);
  const merge = mergeSeed(record.seed ?? "", seed, current);
  const proposal: Proposal = {
    id: scope.newId(),
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    state: "open",
    base: record.head,
    edits: merge.edits.map((edit) => ({
      ...edit,
      evidence: [{ kind: "authorship", by, source: by.role, lessonId: null }],
    })),
    supports: [],
    // Nothing was learned since: the new seed is taken as it is, white space included.
    text: current.text === record.seed ? seed : null,
    rationale: describeMerge(merge),
    by,
    trust: by.role,
    lessonIds: [],
    strategy: null,
    reflectionId: null,
    screens: [],
    gate: GATE_NOT_RUN,
    usage: NO_USAGE,
    seed,
    decision: null,
  };
  const decision = { by, at: proposal.createdAt, reason: "A newer seed was offered.", version: null };
  const outdated = open.items.filter((one) => one.seed !== null).map(({ id }) => id);
  const outcome = await scope.store.commit({
    address: scope.address,
    expectHead: record.head,
    proposals: outdated.map((id) => ({ id, from: ["open"], to: { state: "stale", decision } })),
    newProposals: [proposal],
    offeredSeed: offered,
  });
  return outcome.status === "committed" ? proposal : null;
}

function describeMerge({ edits, conflicts }: SeedMerge): string {
  const taken = `The seed has changed; ${edits.length === 1 ? "1 change merges" : `${edits.length} changes merge`} into the current text.`;
  if (conflicts.length === 0) return taken;
  const kept = conflicts
    .map(({ before, after }) => `${quote(before)} → ${after === null ? "removed" : quote(after)}`)
    .join("; ");
  return `${taken} Not taken over, since these blocks were changed here: ${kept}.`;
}

const quote = (text: string | null): string =>
  JSON.stringify((text ?? "").length > 80 ? `${text?.slice(0, 79)}…` : (text ?? ""));
