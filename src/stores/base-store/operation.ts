/** The operations of `batch()`, checked: LangGraph's own, and what its SQL stores add to them. */
import QuickLRU from "quick-lru";
import { hashText } from "../../core/hash.js";
import { KnowhowError } from "../../core/errors.js";
import { describe } from "../../core/text.js";
import type { NewItem } from "./dialect.js";
import { parseFilter } from "./filter.js";
import { checkKey, jsonOf } from "./item.js";
import { checkConditions, type NamespaceListing } from "./list-namespaces.js";
import { encodeNamespace, withPrefixes } from "./namespace.js";
import type { ItemName } from "./put.js";
import type { Search } from "./search.js";
import type { Settings } from "./settings.js";
import { timeToLive } from "./settings.js";
import { checkPaths, textAt } from "./text-at.js";
import { queryWords, searchedText } from "./words.js";

export type Step =
  | { readonly kind: "get"; readonly name: ItemName; readonly refresh: boolean }
  | { readonly kind: "put"; readonly item: NewItem }
  | { readonly kind: "delete"; readonly name: ItemName }
  | { readonly kind: "search"; readonly search: Search; readonly refresh: boolean }
  | { readonly kind: "namespaces"; readonly listing: NamespaceListing };

/** Fields that an operation may have. What it is, is told by which it has, as LangGraph does. */
type Given = Readonly<
  Partial<
    Record<
      | "namespacePrefix"
      | "namespace"
      | "key"
      | "value"
      | "index"
      | "options"
      | "filter"
      | "query"
      | "limit"
      | "offset"
      | "refreshTtl"
      | "matchConditions"
      | "maxDepth",
      unknown
    >
  >
>;

/** @throws `invalid_item`, `invalid_name`, `invalid_text`, `invalid_filter`, `invalid_policy` */
export function checkOperation(operation: unknown, settings: Settings, now: number): Step {
  if (typeof operation !== "object" || operation === null) throw unknown(operation);
  const given = operation as Given;
  if ("namespacePrefix" in given) {
    return { kind: "search", search: checkSearch(given), refresh: refreshes(given, settings) };
  }
  if ("value" in given) return checkPut(given, settings, now);
  if ("key" in given) return { kind: "get", name: nameOf(given), refresh: refreshes(given, settings) };
  if ("matchConditions" in given || "maxDepth" in given || "limit" in given) {
    const { matchConditions, maxDepth, limit, offset } = given;
    const depth = maxDepth === undefined ? null : wholeNumber("maxDepth", maxDepth, 1, 1);
    const conditions = checkConditions(matchConditions);
    return {
      kind: "namespaces",
      listing: {
        conditions,
        depth,
        limit: wholeNumber("limit", limit, 0, 100),
        offset: wholeNumber("offset", offset, 0, 0),
      },
    };
  }
  throw unknown(operation);
}

function checkPut(given: Given, settings: Settings, now: number): Step {
  const name = nameOf(given);
  if (given.value === null) return { kind: "delete", name };
  if (name.namespace === "")
    throw new KnowhowError("invalid_name", "The namespace of an item needs at least one label.");
  const value = jsonOf(given.value);
  const { ttl: minutes } = Object(given.options) as { ttl?: unknown };
  const ttl = timeToLive("ttl", minutes, settings.ttl);
  const paths = given.index === undefined || given.index === null ? settings.fields : given.index;
  const words = paths === false ? null : searchedText(textAt(JSON.parse(value), checkPaths(paths)));
  return {
    kind: "put",
    item: {
      ...name,
      value,
      createdAt: now,
      updatedAt: now,
      ttl,
      expiresAt: ttl === null ? null : now + ttl,
      words: words === "" ? null : words,
      places: withPrefixes(name.namespace).map(placeOf),
    },
  };
}

function checkSearch({ namespacePrefix, filter, query, limit, offset }: Given): Search {
  const under = encodeNamespace(namespacePrefix);
  if (query !== undefined && query !== null && typeof query !== "string") {
    throw new KnowhowError("invalid_filter", `The query of a search is a string, not ${describe(query)}.`);
  }
  const place = under === "" ? null : placeOf(under);
  return {
    under,
    filter: parseFilter(filter),
    query: typeof query === "string" && query !== "" ? { words: queryWords(query), place } : null,
    limit: wholeNumber("limit", limit, 0, 10),
    offset: wholeNumber("offset", offset, 0, 0),
  };
}

const nameOf = ({ namespace, key }: Given): ItemName => ({ namespace: encodeNamespace(namespace), key: checkKey(key) });

/** The words of the namespaces that were named last: a hash for each of those of every item is dear. */
const places = new QuickLRU<string, string>({ maxSize: 1000 });

/** A short word for a namespace. Two may share one. */
function placeOf(namespace: string): string {
  let place = places.get(namespace);
  if (place === undefined) places.set(namespace, (place = hashText(namespace).slice(0, 16)));
  return place;
}

function refreshes({ refreshTtl }: Given, settings: Settings): boolean {
  return typeof refreshTtl === "boolean" ? refreshTtl : settings.refreshOnRead;
}

/** Infinity is taken for a limit that is none. */
function wholeNumber(what: string, given: unknown, least: number, usual: number): number {
  if (given === undefined || given === null) return usual;
  if (given === Number.POSITIVE_INFINITY && what === "limit") return Number.MAX_SAFE_INTEGER;
  if (typeof given === "number" && Number.isSafeInteger(given) && given >= least) return given;
  throw new KnowhowError(
    "invalid_policy",
    `${what} must be a whole number from ${least} up, not ${JSON.stringify(given)}.`,
  );
}

function unknown(operation: unknown): KnowhowError {
  return new KnowhowError("invalid_item", `batch() got ${describe(operation)} that is no operation of a BaseStore.`);
}
