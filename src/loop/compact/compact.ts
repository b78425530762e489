/** `compact`: offers to merge learned rules that overlap, as a proposal that waits for a person. */
import { addressKey } from "../../core/address.js";
import { isoTime } from "../../core/clock.js";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import { hashJson } from "../../core/hash.js";
import { viewBlocks } from "../../core/identify.js";
import type { BlockView } from "../../core/block.js";
import type { Strategy } from "../../core/ports/strategy.js";
import { leastTrusted } from "../../core/principal.js";
import { NO_USAGE, type Proposal, type Usage } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import { estimateTokenCount } from "tokenx";
import type { Scope } from "../context.js";
import { notStored } from "../decide.js";
import { type Head, readHead } from "../head.js";
import { blocksOf, explain, judge, standingOn } from "../judge.js";
import { allPages } from "../pages.js";
import { callsOf, withModelUse } from "../model-use.js";
import { editsOf, type LeftOut, type MergeEdits } from "./groups.js";

export interface CompactOptions {
  /** Default: the policy's, else the memory's. */
  readonly strategy?: Strategy;
  /** Show what would be offered, and store nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

export interface CompactResult {
  /** `proposed`: it waits for a person; `refused` by a screen or the gate; `unchanged`: nothing overlaps. */
  readonly status: "proposed" | "refused" | "unchanged" | "failed";
  readonly proposal: Proposal | null;
  /** Merges that were thought of and would have lost something, or mixed authorities. */
  readonly leftOut: readonly LeftOut[];
  /** Estimated tokens of the whole text, now and then. */
  readonly tokens: { readonly before: number; readonly after: number; readonly budget: number | null };
  readonly rationale: string;
  readonly usage: Usage;
  readonly error: KnowhowError | null;
}

/** @throws `invalid_policy` for no strategy, or one that cannot compact; `conflict` */
export async function compact(scope: Scope, options: CompactOptions = {}): Promise<CompactResult> {
  checkKnown("compact()", options, { strategy: true, dryRun: true, signal: true });
  const { dryRun = false, signal = new AbortController().signal } = options;
  const strategy = options.strategy ?? scope.policy.strategy ?? scope.strategy;
  const merge = strategy?.compact?.bind(strategy);
  if (!strategy || !merge) {
    throw new KnowhowError(
      "invalid_policy",
      "compact() needs a strategy that can merge rules. Pass one, for example literal() or playbook({ model }).",
    );
  }
  const head = await readHead(scope);
  const rules = rulesOf(scope, head);
  const { id, offered } = await find(scope, strategy, head);
  const before = estimateTokenCount(blocksOf(head.version).text);
  const tokens = { before, after: before, budget: scope.policy.tokenBudget ?? null };
  const none = { proposal: null, leftOut: [], tokens, usage: NO_USAGE, error: null };
  if (offered) return { ...none, status: "proposed", proposal: offered, rationale: "It was offered already." };
  if (rules.length < 2)
    return { ...none, status: "unchanged", rationale: "There are no two rules that could overlap." };
  const started = isoTime(scope.clock());
  const work = { purpose: "compaction", id, strategy: strategy.name, dryRun, signal } as const;
  const { outcome, usage } = await withModelUse(scope, work, (use) =>
    merge({
      ...use,
      rules,
      guidance: scope.policy.updateInstructions ?? null,
      templateFormat: scope.templateFormat,
    }),
  );
  const record = (fields: Pick<ReflectionRecord, "status" | "usage" | "rationale"> & Partial<ReflectionRecord>) => ({
    id,
    address: scope.address,
    createdAt: started,
    finishedAt: isoTime(scope.clock()),
    strategy: strategy.name,
    model: strategy.model,
    base: head.version?.number ?? 0,
    lessonIds: [],
    proposalId: null,
    version: null,
    error: null,
    ...fields,
  });
  if ("error" in outcome) {
    const error = KnowhowError.is(outcome.error)
      ? outcome.error
      : new KnowhowError("model_failed", `The strategy failed: ${String(outcome.error)}`, { cause: outcome.error });
    const rationale = `The compaction failed (${error.code}): ${error.message}`;
    const told = { code: error.code, message: error.message };
    // After an end by the budget the same one goes on, with the answers it has.
    if (!dryRun && error.code !== "budget_exceeded")
      await write(scope, record({ status: "failed", usage, rationale, error: told }), []);
    return { ...none, status: "failed", rationale, usage, error };
  }
  const { merges, usage: used } = outcome.value;
  const standing = await standingOn(scope, head.version);
  const made = editsOf(merges, rules, standing);
  const rationale = sentencesOf(made);
  if (made.edits.length === 0) {
    if (!dryRun) await write(scope, record({ status: "unchanged", usage: used, rationale }), []);
    return { ...none, status: "unchanged", leftOut: made.leftOut, rationale, usage: used };
  }
  const judgement = await judge(
    scope,
    {
      head: head.version,
      edits: made.edits,
      supports: made.supports,
      text: null,
      origin: "rule",
      lessons: [],
      byModel: used.calls > 0,
      hand: null,
      noteCall: callsOf(scope, { purpose: "judge", id, strategy: strategy.name }),
    },
    signal,
  );
  const refused = judgement.verdict === "refuse";
  if (!refused && judgement.edits.length === 0) {
    const why = `${rationale} Nothing is left to merge: ${explain(judgement)}`;
    if (!dryRun) await write(scope, record({ status: "unchanged", usage: used, rationale: why }), []);
    return { ...none, status: "unchanged", leftOut: made.leftOut, rationale: why, usage: used };
  }
  const proposal: Proposal = {
    id: scope.newId(),
    address: scope.address,
    createdAt: isoTime(scope.clock()),
    state: refused ? "refused" : "open",
    base: head.version?.number ?? 0,
    edits: judgement.edits,
    supports: made.supports,
    text: null,
    rationale,
    by: { id: strategy.name, role: "model" },
    trust: leastTrusted(
      [...judgement.edits, ...made.supports].flatMap((one) => one.evidence.map(({ source }) => source)),
    ),
    lessonIds: [],
    strategy: strategy.name,
    reflectionId: id,
    screens: judgement.screens,
    gate: judgement.gate,
    usage: used,
    seed: null,
    decision: null,
  };
  const status = refused ? "refused" : "proposed";
  if (!dryRun) {
    const why = refused ? explain(judgement) : rationale;
    await write(scope, record({ status, usage: used, rationale: why, proposalId: proposal.id }), [proposal]);
  }
  const after = estimateTokenCount(judgement.after.text);
  return { ...none, status, proposal, leftOut: made.leftOut, tokens: { ...tokens, after }, rationale, usage: used };
}

/** Learned rules that nobody locked. */
function rulesOf(scope: Scope, { version }: Head): BlockView[] {
  const { text, blocks } = blocksOf(version);
  return viewBlocks(text, blocks, scope.policy.lockedHeadings ?? []).filter(
    ({ origin, kind, locked }) =>
      origin === "rule" && !locked && (kind === "item" || kind === "paragraph" || kind === "sentence"),
  );
}

/**
 * The id of this compaction: the same after a crash, so that no answer is paid twice; another after one that failed.
 * And what it offered before, if that still waits.
 */
async function find(
  scope: Scope,
  strategy: Strategy,
  { version }: Head,
): Promise<{ id: string; offered: Proposal | null }> {
  const { address, store, policy } = scope;
  const records = await allPages((page) => store.reflections(address, page));
  const failed = new Set(records.flatMap(({ id, status }) => (status === "failed" ? [id] : [])));
  const idOf = (attempt: number): string =>
    hashJson({
      compact: addressKey(address),
      base: version?.number ?? 0,
      strategy: strategy.name,
      model: strategy.model,
      guidance: policy.updateInstructions ?? null,
      attempt,
    });
  let attempt = 0;
  while (failed.has(idOf(attempt))) attempt += 1;
  const id = idOf(attempt);
  const { items } = await store.proposals(address, ["open"], { limit: 1000 });
  return { id, offered: items.find(({ reflectionId }) => reflectionId === id) ?? null };
}

function sentencesOf({ taken, leftOut }: MergeEdits): string {
  const merged = taken.map(({ blocks, reason }) => `Merges ${blocks.join(", ")}: ${reason}`);
  const left = leftOut.map(({ blocks, reason }) => `Leaves ${blocks.join(", ")} apart: ${reason}`);
  return [...merged, ...left].join(" ") || "No rules overlap.";
}

async function write(scope: Scope, reflection: ReflectionRecord, newProposals: readonly Proposal[]): Promise<void> {
  const outcome = await scope.store.commit({ address: scope.address, newProposals, reflection });
  if (outcome.status === "conflict" && outcome.conflict !== "missing") throw notStored(scope, "The proposal");
}
