/**
 * The operations of a batch, in their order: each sees what those before it did. Neighbours of a kind are done by one
 * statement where that comes to the same.
 */
import type { Queries } from "../sql/connection.js";
import type { ItemsDialect } from "./dialect.js";
import { refreshItems } from "./expiry.js";
import { type FoundItem, type FoundRow, itemOf } from "./item.js";
import { listNamespaces } from "./list-namespaces.js";
import type { Step } from "./operation.js";
import { chunks, deleteItems, idOf, type ItemName } from "./put.js";
import { findItems, searchItems } from "./search.js";

export type Result = FoundItem | FoundItem[] | string[][] | null | undefined;

type Of<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

export const writes = ({ kind }: Step): boolean => kind === "put" || kind === "delete";

/** `db` is a transaction where any of the steps writes. */
export async function runSteps(
  db: Queries,
  dialect: ItemsDialect,
  steps: readonly Step[],
  now: number,
): Promise<Result[]> {
  const results: Result[] = [];
  const read: FoundRow[] = [];
  for (let at = 0; at < steps.length;) {
    const group = neighbours(steps, at);
    at += group.length;
    const [first] = group;
    if (first?.kind === "search") {
      const rows = await searchItems(db, dialect, first.search, now);
      if (first.refresh) read.push(...rows);
      results.push(rows.map((row) => (row.score === undefined ? itemOf(row) : { ...itemOf(row), score: row.score })));
    } else if (first?.kind === "namespaces") {
      results.push(await listNamespaces(db, first.listing, now));
    } else if (first?.kind === "get") {
      const gets = group as readonly Of<"get">[];
      const rows = await findItems(
        db,
        gets.map(({ name }) => name),
        now,
      );
      for (const { name, refresh } of gets) {
        const row = rows.get(idOf(name));
        if (row && refresh) read.push(row);
        results.push(row ? itemOf(row) : null);
      }
    } else {
      await write(db, dialect, group as readonly (Of<"put"> | Of<"delete">)[]);
      results.push(...group.map(() => undefined));
    }
  }
  const living = read.filter(({ ttl }) => ttl !== null);
  if (living.length > 0) await refreshItems(db, living, now);
  return results;
}

/** Reads of single items, or writes, that stand side by side; searches and listings each for themselves. */
function neighbours(steps: readonly Step[], start: number): readonly Step[] {
  const together = ({ kind }: Step): string | null =>
    kind === "get" ? "get" : kind === "put" || kind === "delete" ? "write" : null;
  const first = steps[start];
  const what = first ? together(first) : null;
  const rest = steps.slice(start);
  const length = rest.findIndex((step, index) => index > 0 && (what === null || together(step) !== what));
  return length < 0 ? (what === null ? rest.slice(0, 1) : rest) : rest.slice(0, length);
}

/** The last word on each item counts; one that was deleted in between begins anew. */
async function write(db: Queries, dialect: ItemsDialect, group: readonly (Of<"put"> | Of<"delete">)[]): Promise<void> {
  const deleted = new Map<string, ItemName>();
  const last = new Map<string, Of<"put">["item"]>();
  for (const step of group) {
    if (step.kind === "put") last.set(idOf(step.item), step.item);
    else {
      last.delete(idOf(step.name));
      deleted.set(idOf(step.name), step.name);
    }
  }
  // Sorted, so that batches which meet wait for each other instead of locking each other out.
  await deleteItems(db, [...deleted.values()].sort(byName));
  for (const items of chunks([...last.values()].sort(byName))) await dialect.put(db, items);
}

const byName = (a: ItemName, b: ItemName): number => (idOf(a) < idOf(b) ? -1 : 1);
