/**
 * Listing namespaces: from one to the next by the index, so that it costs no more where a namespace holds many items.
 */
import { KnowhowError } from "../../core/errors.js";
import type { Queries } from "../sql/connection.js";
import { decodeNamespace, encodeNamespace, endOf } from "./namespace.js";

/** What a namespace begins or ends with; `*` stands for any one label. */
export interface NamespaceCondition {
  readonly at: "prefix" | "suffix";
  readonly labels: readonly string[];
}

export interface NamespaceListing {
  readonly conditions: readonly NamespaceCondition[];
  /** How many labels of a namespace are shown; null for all. */
  readonly depth: number | null;
  readonly limit: number;
  readonly offset: number;
}

/** How many are read at once. */
const PORTION = 500;

/** @throws `invalid_filter`, `invalid_name`, `invalid_text` */
export function checkConditions(given: unknown): NamespaceCondition[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw new KnowhowError("invalid_filter", "matchConditions must be an array.");
  return given.map((condition: unknown) => {
    const { matchType, path } = Object(condition) as { matchType?: unknown; path?: unknown };
    if (matchType !== "prefix" && matchType !== "suffix") {
      throw new KnowhowError("invalid_filter", `matchType must be "prefix" or "suffix", not ${String(matchType)}.`);
    }
    encodeNamespace(path);
    return { at: matchType, labels: [...(path as string[])] };
  });
}

/** Sorted by their labels' code points, as the index is. */
export async function listNamespaces(db: Queries, listing: NamespaceListing, now: number): Promise<string[][]> {
  const { conditions, depth, limit, offset } = listing;
  const under = rangeOf(conditions);
  const end = endOf(under);
  const found: string[][] = [];
  let skip = offset;
  let last = "";
  for (let from = under; found.length < limit;) {
    const wanted = conditions.length > 0 ? PORTION : Math.min(PORTION, skip + limit - found.length);
    const portion = await nextNamespaces(db, from, end, wanted, now);
    for (const encoded of portion) {
      const namespace = decodeNamespace(encoded);
      if (!conditions.every((condition) => fits(condition, namespace))) continue;
      const shown = namespace.slice(0, depth ?? undefined);
      // In order, so that equal ones come one after another.
      if (encodeNamespace(shown) === last) continue;
      last = encodeNamespace(shown);
      if (skip > 0) skip -= 1;
      else if (found.length < limit) found.push(shown);
    }
    const furthest = portion.at(-1);
    if (furthest === undefined) break;
    from = afterwards(furthest, depth, conditions);
  }
  return found;
}

/** The least that may come next: with a depth, nothing under what was shown is read, unless a suffix asks for it. */
function afterwards(encoded: string, depth: number | null, conditions: readonly NamespaceCondition[]): string {
  const shown = encodeNamespace(decodeNamespace(encoded).slice(0, depth ?? undefined));
  const needsDeeper = conditions.length > 0 || shown === encoded;
  return (needsDeeper ? null : endOf(shown)) ?? `${encoded}\u0001`;
}

/** What all begin with: the labels of the longest prefix up to its first `*`. */
function rangeOf(conditions: readonly NamespaceCondition[]): string {
  const fixed = conditions
    .filter(({ at }) => at === "prefix")
    .map(({ labels }) => encodeNamespace(labels.slice(0, labels.includes("*") ? labels.indexOf("*") : undefined)));
  return fixed.reduce((longest, one) => (one.length > longest.length ? one : longest), "");
}

function fits({ at, labels }: NamespaceCondition, namespace: readonly string[]): boolean {
  if (labels.length > namespace.length) return false;
  const start = at === "prefix" ? 0 : namespace.length - labels.length;
  return labels.every((label, index) => label === "*" || label === namespace[start + index]);
}

/** Namespaces in order from `from` on, each found by one step into the index from the one before. */
async function nextNamespaces(db: Queries, from: string, end: string | null, limit: number, now: number) {
  const rows = await db
    .withRecursive("steps(namespace)", (cte) => {
      const first = cte
        .selectFrom("knowhowItems")
        .select((eb) => eb.fn.min("namespace").as("namespace"))
        .where("namespace", ">=", from)
        .where((eb) => eb.or([eb("expiresAt", "is", null), eb("expiresAt", ">", now)]))
        .$if(end !== null, (query) => query.where("namespace", "<", end ?? ""));
      const next = cte
        .selectFrom("steps")
        .select((eb) =>
          eb
            .selectFrom("knowhowItems")
            .select((inner) => inner.fn.min("knowhowItems.namespace").as("next"))
            .whereRef("knowhowItems.namespace", ">", "steps.namespace")
            .where((inner) => inner.or([inner("expiresAt", "is", null), inner("expiresAt", ">", now)]))
            .$if(end !== null, (query) => query.where("knowhowItems.namespace", "<", end ?? ""))
            .as("namespace"),
        )
        .where("steps.namespace", "is not", null);
      return first.unionAll(next as never);
    })
    .selectFrom("steps")
    .select("namespace")
    .where("namespace", "is not", null)
    .limit(limit)
    .execute();
  return rows.map(({ namespace }) => namespace);
}
