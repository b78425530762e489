/** Taking back, block by block, the wordings that rest on nothing but what is to be forgotten. */
import { applyEdits, type Blocks } from "../core/apply.js";
import type { BlockView } from "../core/block.js";
import { type Edit, type EditPlace, LEARNED_SECTION } from "../core/edit.js";
import type { Evidence, EvidenceRecord } from "../core/evidence.js";
import { viewBlocks } from "../core/identify.js";
import type { Version } from "../core/version.js";
import type { Origin } from "./forgotten.js";
import { teaches, type Wording, type Wordings } from "./wordings.js";

/** One block that changes. `before` null: it comes back; `after` null: it goes. */
export interface RevertedBlock {
  readonly block: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A block that stays as it is, and why. */
export interface KeptBlock {
  readonly block: string;
  readonly text: string;
  readonly reason: string;
}

export interface Reversal {
  readonly after: Blocks;
  readonly edits: readonly Edit[];
  readonly reverted: readonly RevertedBlock[];
  /** Others taught the same. */
  readonly kept: readonly KeptBlock[];
  /** Somebody reworded what is forgotten; a person must look. */
  readonly waiting: readonly KeptBlock[];
  /** What stood for the wordings that go. */
  readonly undone: readonly EvidenceRecord[];
  /** For blocks that come back: the block's new id, and what stood for it under the old one. */
  readonly returned: readonly { readonly block: string; readonly records: readonly EvidenceRecord[] }[];
}

/** What becomes of the head without what comes from `origin`. `by` is put down as the author of the change. */
export function revertBlocks(
  head: Version,
  versions: readonly Version[],
  wordings: Wordings,
  origin: Origin,
  authorship: Evidence,
): Reversal {
  const going: { readonly id: string; readonly top: Wording; readonly target: Wording | null }[] = [];
  const [kept, waiting]: [KeptBlock[], KeptBlock[]] = [[], []];
  const undone: EvidenceRecord[] = [];
  for (const [id, all] of wordings) {
    const top = all.at(-1);
    if (!top) continue;
    const last = all.findLastIndex((one) => stands(one, origin));
    if (last < all.length - 1) {
      undone.push(...all.slice(last + 1).flatMap(({ records }) => records));
      const target = all[last] ?? null;
      if (top.view || target?.view) going.push({ id, top, target });
    } else if (top.view) {
      const text = top.view.content;
      if (top.records.some((record) => origin.owns(record)))
        kept.push({ block: id, text, reason: `Others stand behind it too: ${others(top, origin)}.` });
      if (all.some((one) => !stands(one, origin)))
        waiting.push({ block: id, text, reason: `Reworded since by ${others(top, origin)}.` });
    }
  }
  const evidence = [authorship];
  const gone = new Set(going.flatMap(({ id, target }) => (target?.view ? [] : [id])));
  const emptied = emptiedHeadings(head, wordings, gone);
  const edits: Edit[] = [];
  for (const { id, top, target } of going) {
    if (!target?.view) edits.push({ kind: "remove", block: id, evidence });
    else if (top.view) edits.push({ kind: "replace", block: id, text: target.view.content, evidence });
    else edits.push(addBack(head, versions, target.view, top.version - 1, new Set([...gone, ...emptied]), evidence));
  }
  edits.push(...emptied.map((block): Edit => ({ kind: "remove", block, evidence })));
  const { blockOf, ...applied } = applyEdits(head, edits, { origin: "rule", since: head.number + 1 });
  const back = new Map(
    going.flatMap(({ target }, at) => (target?.view ? [[blockOf[at] ?? "", { target, view: target.view }]] : [])),
  );
  const blocks = applied.blocks.map((block) => {
    const view = back.get(block.id)?.view;
    if (!view) return block;
    // A block under its old id also is as old as before; one that got a new id begins now.
    return { ...block, origin: view.origin, since: view.id === block.id ? view.since : block.since };
  });
  const returned = [...back].flatMap(([block, { target, view }]) =>
    view.id === block ? [] : [{ block, records: target.records }],
  );
  const reverted = going.map(({ id, top, target }) => ({
    block: id,
    before: top.view?.content ?? null,
    after: target?.view?.content ?? null,
  }));
  return { after: { ...applied, blocks }, edits, reverted, kept, waiting, undone, returned };
}

/** Whether somebody else is behind a wording. The seed stands by itself, and so does what holds others together. */
function stands({ view, author, records }: Wording, origin: Origin): boolean {
  if (view?.origin === "seed") return true;
  const taught = records.filter(teaches);
  if (taught.length > 0) return taught.some((record) => !origin.owns(record));
  if (view && view.kind !== "item" && view.kind !== "paragraph" && view.kind !== "sentence") return true;
  return !origin.is(author);
}

function others({ records, author }: Wording, origin: Origin): string {
  const names = records
    .filter((record) => teaches(record) && !origin.owns(record))
    .map(({ by }) => by?.id ?? "somebody");
  return [...new Set(names.length > 0 ? names : [author.id])].join(", ");
}

/** Headings that were made for rules and hold nothing more once those are gone. */
function emptiedHeadings(head: Version, wordings: Wordings, gone: ReadonlySet<string>): string[] {
  const views = viewBlocks(head.text, head.blocks);
  return views.flatMap(({ id, kind, origin, content }) => {
    if (kind !== "heading" || origin === "seed" || content === LEARNED_SECTION || gone.has(id)) return [];
    if (wordings.get(id)?.at(-1)?.records.some(teaches)) return [];
    const members = views.filter(({ under }) => under.includes(id));
    return members.length > 0 && members.every((one) => gone.has(one.id)) ? [id] : [];
  });
}

/** Behind what stood before it, in its section, as far as that is still there. */
function addBack(
  head: Version,
  versions: readonly Version[],
  view: BlockView,
  lastIn: number,
  gone: ReadonlySet<string>,
  evidence: readonly Evidence[],
): Edit {
  const then = versions.find(({ number }) => number === lastIn);
  const views = then ? viewBlocks(then.text, then.blocks) : [];
  const at = views.findIndex(({ id }) => id === view.id);
  const heading = views.find(({ id }) => id === views[at]?.under.at(-1));
  const here = new Set(head.blocks.flatMap(({ id }) => (gone.has(id) ? [] : [id])));
  const before = views
    .slice(0, Math.max(0, at))
    .findLast(({ id, under }) => here.has(id) && (!heading || id === heading.id || under.includes(heading.id)));
  const place: EditPlace = before
    ? { after: before.id }
    : heading?.kind === "heading"
      ? { section: heading.content }
      : { at: "start" };
  const { kind, content: text, depth } = view;
  if (kind === "heading") return { kind: "add", place, as: kind, level: depth, text, evidence };
  return { kind: "add", place, as: kind === "tag" ? "paragraph" : kind, text, evidence };
}
