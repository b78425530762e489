/** The wordings that each block has had, and what each of them rests on: read from the versions and the evidence. */
import type { BlockView } from "../core/block.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { viewBlocks } from "../core/identify.js";
import type { Principal } from "../core/principal.js";
import type { Version } from "../core/version.js";

/** One wording of a block, or its absence. */
export interface Wording {
  /** Null: it was taken away. */
  readonly view: BlockView | null;
  /** The version that brought it, and whose that was. */
  readonly version: number;
  readonly author: Principal;
  /** What stands of the evidence for it, approvals included. */
  readonly records: readonly EvidenceRecord[];
}

/** Block ids to wordings, the present one last. What was undone is not among them. */
export type Wordings = ReadonlyMap<string, readonly Wording[]>;

/**
 * Walks through all versions, the oldest first. A rollback brings back the wordings of the version it goes back to; a
 * change that nothing was kept about either brings an earlier wording back or is the version's author's. What erased
 * versions brought is seen in the next that is left.
 */
export function wordingsIn(versions: readonly Version[], standing: readonly EvidenceRecord[]): Wordings {
  const wanted = new Set(versions.flatMap(({ reverts }) => (reverts === null ? [] : [reverts])));
  const kept = new Map<number, Wordings>();
  const byVersion = new Map<number, EvidenceRecord[]>();
  for (const record of standing) byVersion.set(record.version, [...(byVersion.get(record.version) ?? []), record]);
  let now = new Map<string, readonly Wording[]>();
  let unseen: EvidenceRecord[] = [];
  for (const version of versions) {
    const records = [...unseen, ...(byVersion.get(version.number) ?? [])];
    unseen = version.erased ? records : [];
    if (version.erased) continue;
    const target = version.reverts === null ? undefined : kept.get(version.reverts);
    now = target ? new Map(target) : step(now, version, records);
    if (wanted.has(version.number)) kept.set(version.number, new Map(now));
  }
  return now;
}

function step(
  before: ReadonlyMap<string, readonly Wording[]>,
  version: Version,
  records: readonly EvidenceRecord[],
): Map<string, readonly Wording[]> {
  const views = new Map(viewBlocks(version.text, version.blocks).map((view) => [view.id, view]));
  const after = new Map(before);
  for (const id of new Set([...before.keys(), ...views.keys()])) {
    const view = views.get(id) ?? null;
    const mine = records.filter(({ blockId }) => blockId === id);
    const wordings = move(before.get(id) ?? [], view, version, mine);
    const top = wordings.at(-1);
    if (top && mine.length > 0)
      after.set(id, [...wordings.slice(0, -1), { ...top, records: [...top.records, ...mine] }]);
    else after.set(id, wordings);
  }
  return after;
}

function move(
  wordings: readonly Wording[],
  view: BlockView | null,
  { number, author }: Version,
  records: readonly EvidenceRecord[],
): readonly Wording[] {
  const words = (one: BlockView | null | undefined): string | null => one?.content ?? null;
  if (words(wordings.at(-1)?.view) === words(view)) return wordings;
  const next: Wording = { view, version: number, author, records: [] };
  if (records.some(teaches)) return [...wordings, next];
  const earlier = wordings.findLastIndex((one) => words(one.view) === words(view));
  if (earlier >= 0) return wordings.slice(0, earlier + 1);
  return view === null ? [] : [...wordings, next];
}

/** An approval lends rank, but is not what a rule comes from. */
export const teaches = ({ evidence }: EvidenceRecord): boolean =>
  evidence.kind !== "approval" && evidence.kind !== "withdrawal";
