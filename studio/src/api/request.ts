/** Talks to `/v1`: JSON in and out, problems as errors, a key for every action so that a repeat does it once. */
import type { Page } from "knowhow";
import { NO_ANSWER, Problem, problemOf } from "./problem.js";

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** `path` with its query; what is undefined or empty is left out. */
function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const answer = await fetch(path, { credentials: "same-origin", ...init }).catch((error: unknown) => {
    // A request that the page itself called off is no failure of the server.
    throw init.signal?.aborted ? error : NO_ANSWER;
  });
  if (!answer.ok) throw await problemOf(answer);
  if (answer.status === 204) return { body: undefined as T, etag: null };
  const body = (await answer.json().catch(() => {
    throw new Problem(answer.status, "not_json", "The server gave an answer that is not JSON. Is this its address?");
  })) as T;
  return { body, etag: answer.headers.get("etag") };
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const { body } = await ask<T>(withQuery(path, query), { ...(signal && { signal }) });
  return body;
}

interface Listed<T> {
  readonly items: readonly T[];
  /** There are others. */
  readonly more: boolean;
}

/** Every page of a list, up to `most` items. */
export async function getAll<T>(
  path: string,
  query: Query,
  options: { readonly most: number; readonly signal?: AbortSignal },
): Promise<Listed<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(1000, options.most - items.length);
    const page: Page<T> = await get<Page<T>>(path, { ...query, limit, cursor }, options.signal);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < options.most);
  return { items, more: cursor !== undefined };
}

export interface SendOptions {
  readonly method?: "POST" | "PUT" | "DELETE";
  readonly query?: Query;
  readonly ifMatch?: string;
  /** Calls the request off. */
  readonly signal?: AbortSignal;
}

/** Does something; `body` is sent as JSON. */
export async function send<T>(path: string, body: unknown, options: SendOptions = {}): Promise<T> {
  const { method = "POST", query = {}, ifMatch, signal } = options;
  const { body: answer } = await ask<T>(withQuery(path, query), {
    method,
    headers: {
      "idempotency-key": randomKey(),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(ifMatch !== undefined && { "if-match": ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  return answer;
}

/** `crypto.randomUUID` is missing where a page comes over plain HTTP from another machine. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
