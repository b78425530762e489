/** An item on its way in and out: what may be kept, and its row. */
import { KnowhowError } from "../../core/errors.js";
import { checkText, describe } from "../../core/text.js";
import { isDeep, isKeepable, MAX_DEPTH } from "./json-text.js";
import { decodeNamespace } from "./namespace.js";
import type { ItemRow } from "./schema.js";

/** An item as LangGraph hands it out; `score` only where a query was asked. */
export interface FoundItem {
  namespace: string[];
  key: string;
  value: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date;
  score?: number;
}

export type FoundRow = Pick<ItemRow, "namespace" | "key" | "value" | "createdAt" | "updatedAt" | "ttl">;

/** What is read of a row. */
export const FOUND = ["namespace", "key", "value", "createdAt", "updatedAt", "ttl"] as const;

export function itemOf(row: FoundRow): FoundItem {
  return {
    namespace: decodeNamespace(row.namespace),
    key: row.key,
    value: JSON.parse(row.value) as Record<string, unknown>,
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  };
}

/** @throws `invalid_item`, `invalid_text` */
export function checkKey(key: unknown): string {
  if (typeof key !== "string") {
    throw new KnowhowError("invalid_item", `The key of an item is a string, not ${describe(key)}.`);
  }
  return checkText(key, "The key of an item");
}

/**
 * The value as JSON text: dates become strings, `undefined` is left out, as `JSON.stringify` does it.
 * @throws `invalid_item` for what is no JSON object, `invalid_text` for lone surrogates and NUL
 */
export function jsonOf(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KnowhowError("invalid_item", `The value of an item is no JSON: ${why}`, { cause });
  }
  if (!text?.startsWith("{")) {
    const found = text === undefined ? describe(value) : describe(JSON.parse(text));
    throw new KnowhowError("invalid_item", `The value of an item is an object, not ${found}. Wrap it: { value: … }.`);
  }
  if (!isKeepable(text)) {
    throw new KnowhowError(
      "invalid_text",
      "The value of an item has a NUL character or a lone surrogate, which no database keeps. Clean it first.",
    );
  }
  if (isDeep(text)) {
    throw new KnowhowError("invalid_item", `The value of an item is nested deeper than ${MAX_DEPTH}. Flatten it.`);
  }
  return text;
}
