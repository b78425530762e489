/** What is known of each learned rule: since when it stands, who said it last, whether it was at work, who objects. */
import { addressKey } from "../core/address.js";
import type { BlockView } from "../core/block.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { viewBlocks } from "../core/identify.js";
import type { Page } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import type { Proposal } from "../core/proposal.js";
import type { Run } from "../core/run.js";
import { contradict } from "../screen/contradictions.js";
import type { Scope } from "./context.js";
import { readHead } from "./head.js";
import { allPages } from "./pages.js";
import { blocksOf, standingOn } from "./judge.js";
import { VersionReads } from "./version-reads.js";

/** One learned rule. Times are ISO 8601, UTC. */
export interface RuleReport {
  readonly block: BlockView;
  /** The version that gave it its present words, and when. */
  readonly since: { readonly version: number; readonly at: string | null };
  /** The newest evidence for it. */
  readonly supported: {
    readonly at: string;
    readonly version: number;
    readonly by: Principal | null;
    /** How many pieces of evidence stand behind it; that somebody accepted it is none. */
    readonly times: number;
  } | null;
  /** The runs kept under these instructions that ran on it, in its present words. */
  readonly exercised: { readonly runs: number; readonly last: { readonly at: string; readonly run: string } | null };
  /** The newest proposal or waiting lesson against it, since it reads so. */
  readonly contradicted: {
    readonly at: string;
    readonly by: Principal;
    readonly what: string;
    readonly id: string;
  } | null;
}

export interface RulesReport {
  readonly rules: readonly RuleReport[];
  /** How many runs were looked at, and whether there are older ones. */
  readonly runs: { readonly seen: number; readonly more: boolean };
}

/** Only so many runs are looked at, the newest. */
const MOST_RUNS = 10_000;

/** The learned rules of the newest version. */
export async function rules(scope: Scope): Promise<RulesReport> {
  const { version: head } = await readHead(scope);
  const { text, blocks } = blocksOf(head);
  const views = viewBlocks(text, blocks, scope.policy.lockedHeadings ?? []).filter(
    ({ origin, kind }) => origin === "rule" && kind !== "heading" && kind !== "break",
  );
  const versions = new VersionReads(scope);
  const standing = await standingOn(scope, head);
  const ran = await exercised(scope, views, versions);
  const objections = await objectionsIn(scope);
  return {
    rules: await Promise.all(
      views.map(async (block): Promise<RuleReport> => {
        const at = (await versions.get(block.since))?.createdAt ?? null;
        const mine = standing.filter(({ blockId }) => blockId === block.id);
        return {
          block,
          since: { version: block.since, at },
          supported: supportedBy(mine),
          exercised: ran.of.get(block.id) ?? { runs: 0, last: null },
          contradicted: newest(objections.filter((one) => one.at >= (at ?? "") && one.against(block))),
        };
      }),
    ),
    runs: ran.looked,
  };
}

function supportedBy(records: readonly EvidenceRecord[]): RuleReport["supported"] {
  const last = records.reduce<EvidenceRecord | null>(
    (newest, one) => (!newest || one.createdAt >= newest.createdAt ? one : newest),
    null,
  );
  if (!last) return null;
  const taught = records.filter(({ evidence }) => evidence.kind !== "approval");
  const times = new Set(taught.map(({ evidence }) => JSON.stringify(evidence))).size;
  return { at: last.createdAt, version: last.version, by: last.by, times };
}

async function exercised(
  scope: Scope,
  views: readonly BlockView[],
  versions: VersionReads,
): Promise<{ of: Map<string, RuleReport["exercised"]>; looked: RulesReport["runs"] }> {
  const key = addressKey(scope.address);
  const of = new Map<string, RuleReport["exercised"]>();
  let seen = 0;
  let cursor: string | null = null;
  do {
    const page: Page<Run> = await scope.store.runs(scope.address, { cursor, limit: Math.min(1000, MOST_RUNS - seen) });
    for (const run of page.items) {
      seen += 1;
      const number = run.ref.layers.find(({ id }) => id === key)?.version ?? 0;
      const version = number > 0 ? await versions.get(number) : null;
      const held = new Map(version?.blocks.map(({ id, since }) => [id, since]));
      for (const { id, since } of views) {
        if (held.get(id) !== since) continue;
        const before = of.get(id);
        of.set(id, { runs: (before?.runs ?? 0) + 1, last: before?.last ?? { at: run.createdAt, run: run.id } });
      }
    }
    cursor = page.next;
  } while (cursor !== null && seen < MOST_RUNS);
  return { of, looked: { seen, more: cursor !== null } };
}

interface Objection {
  readonly at: string;
  readonly by: Principal;
  readonly what: string;
  readonly id: string;
  readonly against: (rule: BlockView) => boolean;
}

/** Proposals that did not come into force, and comments that wait. */
async function objectionsIn(scope: Scope): Promise<Objection[]> {
  const { store, address } = scope;
  const states = ["open", "rejected", "refused", "stale"] as const;
  const proposals = await allPages((page) => store.proposals(address, states, page));
  const lessons = await allPages((page) => store.lessons(address, ["pending", "parked"], page));
  const waiting = await Promise.all(
    lessons.map(async (lesson): Promise<Objection[]> => {
      const feedback = await store.feedback(lesson.address, lesson.feedbackId);
      const comment = feedback?.comment ?? null;
      if (!feedback || comment === null) return [];
      const { by, createdAt: at } = feedback;
      const against = (rule: BlockView): boolean => contradict(comment, rule.content);
      return [{ at, by, what: `a ${lesson.state} lesson`, id: lesson.id, against }];
    }),
  );
  return [...proposals.map(objectionOf), ...waiting.flat()];
}

function objectionOf({ createdAt: at, by, state, id, edits }: Proposal): Objection {
  const against = (rule: BlockView): boolean =>
    edits.some((edit) => {
      if (edit.kind === "add") return contradict(edit.text, rule.content);
      // Merging rules speaks against none of them.
      return edit.block === rule.id && !(edit.kind === "remove" && edit.into !== undefined) && !merges(edits, rule.id);
    });
  return { at, by, what: `${state === "open" ? "an" : "a"} ${state} proposal`, id, against };
}

const merges = (edits: Proposal["edits"], block: string): boolean =>
  edits.some((edit) => edit.kind === "remove" && edit.into === block);

function newest(objections: readonly Objection[]): RuleReport["contradicted"] {
  const last = objections.reduce<Objection | null>((found, one) => (!found || one.at > found.at ? one : found), null);
  return last && { at: last.at, by: last.by, what: last.what, id: last.id };
}
