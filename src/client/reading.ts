/** `current` and `peek` over HTTP: served from memory, renewed by entity tag, still there while the server is away. */
import type { Clock } from "../core/clock.js";
import { KnowhowError } from "../core/errors.js";
import { makeRef, type Ref } from "../core/ref.js";
import { render, type TemplateFormat, type Variables } from "../core/template.js";
import type { Current, ReadOptions } from "../memory.js";
import { isAway, type Sending, type Transport } from "./transport.js";

export interface ReadingOptions {
  /** How long a read is served from memory, in milliseconds. Default 1000. */
  readonly maxAge?: number;
  /** For so long after that it is still served at once, and renewed behind. Default 60,000. */
  readonly staleWhileRevalidate?: number;
  /** Default `Date.now`. */
  readonly clock?: Clock;
}

interface Kept {
  readonly value: Current;
  readonly tag: string | null;
  readAt: number;
  renewing: Promise<Current> | null;
}

interface Answer {
  readonly text: string;
  readonly ref: Ref;
  readonly version: number;
  readonly stale: boolean;
  readonly from: Current["from"];
  readonly templateFormat: TemplateFormat;
}

/** The reads of one instructions. */
export class Reading {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #query: NonNullable<Sending["query"]>;
  readonly #key: string;
  readonly #fallback: { readonly text: string; readonly templateFormat: TemplateFormat } | null;
  readonly #options: ReadingOptions;
  readonly #kept = new Map<string | number, Kept>();

  constructor(
    transport: Transport,
    where: { readonly path: string; readonly query: NonNullable<Sending["query"]>; readonly key: string },
    fallback: { readonly text: string; readonly templateFormat: TemplateFormat } | null,
    options: ReadingOptions,
  ) {
    this.#transport = transport;
    this.#path = where.path;
    this.#query = where.query;
    this.#key = where.key;
    this.#fallback = fallback;
    this.#options = options;
  }

  async current(options: ReadOptions = {}): Promise<Current> {
    const which = options.version ?? options.label ?? "production";
    const kept = this.#kept.get(which);
    if (!kept) return this.#read(which, null);
    const { maxAge = 1000, staleWhileRevalidate = 60_000 } = this.#options;
    const age = this.#now() - kept.readAt;
    if (age < maxAge) return kept.value;
    kept.renewing ??= this.#read(which, kept).finally(() => {
      kept.renewing = null;
    });
    if (age >= maxAge + staleWhileRevalidate) return kept.renewing;
    kept.renewing.catch(() => {}); // whoever reads next sees it
    return kept.value;
  }

  peek(label = "production"): Current {
    const kept = this.#kept.get(label);
    if (kept) return kept.value;
    throw new KnowhowError("not_ready", `peek() of "${this.#key}" has nothing to show yet. Await current() once.`);
  }

  /** What was read is old: something was just decided. */
  outdate(): void {
    this.#kept.clear();
  }

  async #read(which: string | number, before: Kept | null): Promise<Current> {
    const query = { ...this.#query, [typeof which === "number" ? "version" : "label"]: which };
    const tag = before?.tag ?? null;
    try {
      const headers = tag === null ? {} : { "if-none-match": tag };
      const received = await this.#transport.send(`${this.#path}/current`, { query, headers });
      const value = received.status === 304 && before ? fresh(before.value) : currentOf(received.body as Answer);
      return this.#keep(which, value, received.tag ?? tag);
    } catch (error) {
      if (!isAway(error)) throw error;
      const value = before
        ? Object.freeze({ ...before.value, stale: true, from: "memory" as const })
        : this.#instead(which);
      if (!value) throw error;
      // Kept as if it were read now, so that the server is asked again after `maxAge` and not at every call.
      return this.#keep(which, value, tag);
    }
  }

  #keep(which: string | number, value: Current, tag: string | null): Current {
    this.#kept.set(which, { value, tag, readAt: this.#now(), renewing: null });
    return value;
  }

  #instead(which: string | number): Current | null {
    if (!this.#fallback) return null;
    const { text, templateFormat } = this.#fallback;
    const ref = makeRef([{ id: this.#key, version: 0, label: typeof which === "string" ? which : null }], text);
    return currentOf({ text, ref, version: 0, stale: true, from: "fallback", templateFormat });
  }

  #now(): number {
    return (this.#options.clock ?? Date.now)();
  }
}

const fresh = (value: Current): Current =>
  value.stale ? Object.freeze({ ...value, stale: false, from: "store" as const }) : value;

const currentOf = ({ text, ref, version, stale, from, templateFormat }: Answer): Current =>
  Object.freeze({
    text,
    ref: Object.freeze(ref),
    version,
    stale,
    from,
    render: (variables: Variables = {}) => render(text, variables, templateFormat),
  });
