/**
 * What reflecting cost: every call of a model, summed by what it was for, and set against the rules that came of it.
 */
import type { ModelCall } from "../core/model-call.js";
import type { Proposal } from "../core/proposal.js";
import type { ReflectionRecord, ReflectionStatus } from "../core/reflection.js";
import type { Scope } from "./context.js";
import { readHead } from "./head.js";
import { allPages } from "./pages.js";

/** Calls and their tokens. */
export interface Cost {
  readonly calls: number;
  /** How many of the calls failed. */
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** How many of the calls have tokens that were estimated, since the provider did not count them. */
  readonly estimated: number;
}

/** The cost of one kind of call: what for, by which strategy, of which model. */
export interface CostLine extends Cost {
  readonly purpose: ModelCall["purpose"];
  readonly strategy: string | null;
  readonly model: string | null;
}

export interface ReflectionCost extends Cost {
  readonly reflectionId: string;
  /** When it began, or its first call ended. ISO 8601, UTC. */
  readonly at: string;
  readonly strategy: string | null;
  readonly model: string | null;
  /** How it ended; null for a dry run, or one that was interrupted. */
  readonly status: ReflectionStatus | null;
  /** Rules of it that were accepted. */
  readonly rules: number;
}

export interface CostReport {
  readonly total: Cost;
  /** Rules that strategies made and that were accepted. */
  readonly rules: number;
  /** The total for each of them; null without any. */
  readonly perRule: Pick<Cost, "calls" | "inputTokens" | "outputTokens"> | null;
  /** The dearest first. */
  readonly lines: readonly CostLine[];
  /** Newest first; only those that asked a model. */
  readonly reflections: readonly ReflectionCost[];
}

const NOTHING: Cost = { calls: 0, failed: 0, inputTokens: 0, outputTokens: 0, estimated: 0 };

/** What allPages cost so far. */
export async function costs(scope: Scope): Promise<CostReport> {
  await readHead(scope);
  const { store, address } = scope;
  const records = await allPages((page) => store.reflections(address, page));
  const accepted = await allPages((page) => store.proposals(address, ["accepted"], page));
  const kept = await allPages((page) => store.calls(address, page));
  const noted = new Set(kept.map(({ reflectionId }) => reflectionId));
  const entries = [...kept.map(entryOf), ...records.filter(({ id }) => !noted.has(id)).flatMap(unnoted)];
  const total = sum(entries);
  const rules = accepted.reduce((count, proposal) => count + rulesIn(proposal), 0);
  return {
    total,
    rules,
    perRule: perRule(total, rules),
    lines: linesOf(entries),
    reflections: reflectionsOf(entries, records, accepted),
  };
}

/** Shares a cost out among rules; null without any. */
export function perRule(
  cost: Pick<Cost, "calls" | "inputTokens" | "outputTokens">,
  rules: number,
): CostReport["perRule"] {
  if (rules === 0) return null;
  const { calls, inputTokens, outputTokens } = cost;
  const share = (number: number): number => Math.round((number / rules) * 100) / 100;
  return { calls: share(calls), inputTokens: share(inputTokens), outputTokens: share(outputTokens) };
}

/** How many rules a proposal of a strategy adds or rewords. Merging rules makes no new ones. */
export function rulesIn({ strategy, edits }: Pick<Proposal, "strategy" | "edits">): number {
  if (strategy === null || edits.some((edit) => edit.kind === "remove" && edit.into !== undefined)) return 0;
  return edits.filter(
    (edit) => edit.kind === "replace" || (edit.kind === "add" && edit.as !== "heading" && edit.as !== "break"),
  ).length;
}

interface Entry extends CostLine {
  readonly reflectionId: string | null;
  readonly at: string;
}

const entryOf = ({ purpose, strategy, model, reflectionId, at, ...call }: ModelCall): Entry => ({
  purpose,
  strategy,
  model,
  reflectionId,
  at,
  calls: 1,
  failed: call.error === null ? 0 : 1,
  inputTokens: call.inputTokens,
  outputTokens: call.outputTokens,
  estimated: call.estimated ? 1 : 0,
});

/** A strategy of somebody's own may tell its usage only in sum. */
function unnoted({ id, createdAt, strategy, model, usage }: ReflectionRecord): Entry[] {
  if (usage.calls === 0) return [];
  const what = { purpose: "reflection", strategy, model, reflectionId: id, at: createdAt } as const;
  return [{ ...what, ...usage, failed: 0, estimated: 0 }];
}

function linesOf(entries: readonly Entry[]): CostLine[] {
  const groups = groupBy(entries, ({ purpose, strategy, model }) => JSON.stringify([purpose, strategy, model]));
  return groups
    .map(([{ purpose, strategy, model }, group]) => ({ purpose, strategy, model, ...sum(group) }))
    .sort((a, b) => tokensOf(b) - tokensOf(a));
}

function reflectionsOf(
  entries: readonly Entry[],
  records: readonly ReflectionRecord[],
  accepted: readonly Proposal[],
): ReflectionCost[] {
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const mine = entries.flatMap((entry) =>
    entry.reflectionId === null ? [] : [{ ...entry, reflectionId: entry.reflectionId }],
  );
  return groupBy(mine, ({ reflectionId }) => reflectionId)
    .map(([first, group]) => {
      const record = recordOf.get(first.reflectionId);
      const proposals = accepted.filter(({ reflectionId }) => reflectionId === first.reflectionId);
      return {
        reflectionId: first.reflectionId,
        at: record?.createdAt ?? group.reduce((least, { at }) => (at < least ? at : least), first.at),
        strategy: record?.strategy ?? first.strategy,
        model: record?.model ?? first.model,
        status: record?.status ?? null,
        rules: proposals.reduce((count, proposal) => count + rulesIn(proposal), 0),
        ...sum(group),
      };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

const tokensOf = ({ inputTokens, outputTokens }: Cost): number => inputTokens + outputTokens;

const sum = (costs: readonly Cost[]): Cost =>
  costs.reduce(
    (total, one) => ({
      calls: total.calls + one.calls,
      failed: total.failed + one.failed,
      inputTokens: total.inputTokens + one.inputTokens,
      outputTokens: total.outputTokens + one.outputTokens,
      estimated: total.estimated + one.estimated,
    }),
    NOTHING,
  );

/** The groups, each with its first, in the order of their first. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [first: T, group: readonly T[]][] {
  const groups = new Map<string, [first: T, group: T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known[1].push(item);
    else groups.set(key, [item, [item]]);
  }
  return [...groups.values()];
}
