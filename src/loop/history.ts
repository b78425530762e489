/** Looking back: versions, what changed between them, and who taught each line. */
import { createTwoFilesPatch } from "diff";
import type { BlockView } from "../core/block.js";
import { diffToEdits } from "../core/diff.js";
import type { Edit } from "../core/edit.js";
import type { EvidenceRecord } from "../core/evidence.js";
import { viewBlocks } from "../core/identify.js";
import type { Page, PageRequest } from "../core/ports/store.js";
import type { Principal } from "../core/principal.js";
import type { Usage } from "../core/proposal.js";
import { standingEvidence } from "../core/standing.js";
import { type ChainFault, type Version, verifyChain } from "../core/version.js";
import type { Scope } from "./context.js";
import { type CostReport, perRule, rulesIn } from "./costs.js";
import { readHead, readVersion } from "./head.js";
import { blocksOf } from "./judge.js";
import { allPages } from "./pages.js";

/** A version, and the labels that point to it. */
export interface HistoryEntry extends Version {
  readonly labels: readonly string[];
  /** What the reflection cost that made it; null where no model was asked. */
  readonly cost: VersionCost | null;
}

/** What one version cost, and each of its new or reworded rules. */
export interface VersionCost extends Usage {
  readonly rules: number;
  readonly perRule: CostReport["perRule"];
}

/** Versions, newest first. */
export async function history(scope: Scope, page: PageRequest = {}): Promise<Page<HistoryEntry>> {
  const { record } = await readHead(scope);
  const labels = Object.entries(record?.labels ?? {});
  const { items, next } = await scope.store.versions(scope.address, page);
  return {
    items: await Promise.all(
      items.map(async (version) => ({
        ...version,
        labels: labels.filter(([, to]) => to === version.number).map(([name]) => name),
        cost: await costOf(scope, version),
      })),
    ),
    next,
  };
}

async function costOf({ store, address }: Scope, { proposalId, reflectionId }: Version): Promise<VersionCost | null> {
  if (proposalId === null || reflectionId === null) return null;
  const proposal = await store.proposal(address, proposalId);
  if (!proposal || proposal.usage.calls === 0) return null;
  const rules = rulesIn(proposal);
  return { ...proposal.usage, rules, perRule: perRule(proposal.usage, rules) };
}

/** What changed between two versions. */
export interface VersionDiff {
  readonly from: number;
  readonly to: number;
  /** As edits of blocks; without evidence. */
  readonly edits: readonly Edit[];
  /** In the unified format, with three lines of context. */
  readonly patch: string;
}

/** @throws `version_not_found` */
export async function diff(scope: Scope, from: number, to: number): Promise<VersionDiff> {
  await readHead(scope);
  const [before, after] = await Promise.all([readVersion(scope, from), readVersion(scope, to)]);
  return {
    from,
    to,
    edits: diffToEdits(before, after.text),
    patch: makePatch(before.text, after.text, `version ${from}`, `version ${to}`),
  };
}

/** A unified diff of two texts. */
function makePatch(before: string, after: string, from: string, to: string): string {
  return createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, "");
}

/** One block of the text, and what is known of where it came from. */
export interface BlameEntry {
  readonly block: BlockView;
  /** The lines it stands on, from 1, both included. */
  readonly lines: readonly [first: number, last: number];
  /** The version that gave it its present words. */
  readonly version: number;
  /** Who is behind them: who said what they rest on, else the version's author. */
  readonly author: Principal;
  readonly reason: string;
  readonly proposalId: string | null;
  /** Oldest first; also of earlier wordings of the same block, but without what was taken back since. */
  readonly evidence: readonly EvidenceRecord[];
}

/** Who taught each block of a version; default: the head. @throws `version_not_found` */
export async function blame(scope: Scope, number?: number): Promise<BlameEntry[]> {
  const head = await readHead(scope);
  const version = number === undefined ? head.version : await readVersion(scope, number);
  if (!version) return [];
  const { text, blocks } = blocksOf(version);
  const records = await scope.store.evidence(
    scope.address,
    blocks.map((block) => block.id),
  );
  const evidence = standingEvidence(records.filter((record) => record.version <= version.number));
  const since = await versionsByNumber(
    scope,
    version,
    blocks.map((block) => block.since),
  );
  const views = viewBlocks(text, blocks, scope.policy.lockedHeadings ?? []);
  const lineOf = lineCounter(text);
  return blocks.flatMap((block, index): BlameEntry[] => {
    const lines = [lineOf(block.start), lineOf(block.end)] as const;
    const made = since.get(block.since);
    const view = views[index];
    if (!made || !view) return [];
    const { author, reason, proposalId } = made;
    const mine = evidence.filter((record) => record.blockId === block.id);
    // A reflection may take in what several people said; the block is of whoever is behind it, not who accepted it.
    const taught = mine.filter((record) => record.version >= block.since && record.evidence.kind !== "approval");
    const known = taught.filter((record) => record.by !== null);
    const teacher = (known.findLast((record) => record.version === block.since) ?? known.at(0))?.by;
    const by = teacher ?? author;
    return [{ block: view, lines, version: block.since, author: by, reason, proposalId, evidence: mine }];
  });
}

async function versionsByNumber(
  scope: Scope,
  known: Version,
  numbers: readonly number[],
): Promise<Map<number, Version>> {
  const wanted = [...new Set(numbers)].filter((number) => number !== known.number);
  const read = await Promise.all(wanted.map((number) => scope.store.version(scope.address, number)));
  return new Map([known, ...read.filter((version) => version !== null)].map((version) => [version.number, version]));
}

/** Line numbers of offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    line += text.slice(at, offset).split(/\r\n|\n|\r/).length - 1;
    at = offset;
    return line;
  };
}

/** Checks the hash chain of all versions; an empty list means that nothing was tampered with. */
export async function verify(scope: Scope): Promise<ChainFault[]> {
  await readHead(scope);
  const versions = await allPages((page) => scope.store.versions(scope.address, page));
  return verifyChain(versions.reverse());
}
