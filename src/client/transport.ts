/** One request to a server: with a time limit, tried again where that may help, and errors by their codes. */
import pRetry from "p-retry";
import { ERROR_CODES, type ErrorCode, KnowhowError } from "../core/errors.js";

export interface TransportOptions {
  /** Where the server is, for example `https://knowhow.example.com`. */
  readonly url: string;
  /** A key, as `knowhow keys add` prints it. Default: none, as in a page that is signed in. */
  readonly key?: string;
  /** The user whom this application speaks for; needs a key made with `--for-users`. */
  readonly onBehalfOf?: string;
  /** How long one try may take, in milliseconds; where models are asked, ten minutes. Default 10,000. */
  readonly timeout?: number;
  /** How often it is tried again while the server is away. Default 4, over about 3 seconds. */
  readonly retries?: number;
  /** Default: the platform's. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export interface Sending {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** It may wait for models. */
  readonly slow?: boolean;
}

export interface Received {
  readonly status: number;
  readonly tag: string | null;
  readonly body: unknown;
}

const SLOW = 600_000;

/** Codes that say that the server or its store is away, for now. */
const AWAY: readonly ErrorCode[] = [
  "server_unavailable",
  "store_unavailable",
  "store_locked",
  "store_timeout",
  "store_closed",
];

export const isAway = (error: unknown): boolean => KnowhowError.is(error) && AWAY.includes(error.code);

export class Transport {
  readonly #options: TransportOptions;
  readonly #base: string;

  /** @throws `invalid_policy` for a URL that is none */
  constructor(options: TransportOptions) {
    if (!URL.canParse(options.url) || !/^https?:/i.test(options.url))
      throw new KnowhowError(
        "invalid_policy",
        `"url" must be the http URL of a server, not ${JSON.stringify(options.url)}.`,
      );
    this.#options = options;
    this.#base = options.url.replace(/\/+$/, "");
  }

  /** Every write has an idempotency key, so that trying again does nothing twice. */
  async send(path: string, sending: Sending = {}): Promise<Received> {
    const { method = sending.body === undefined ? "GET" : "POST" } = sending;
    const key = method === "GET" ? undefined : (sending.idempotencyKey ?? crypto.randomUUID());
    return pRetry(() => this.#once(path, method, sending, key), {
      retries: this.#options.retries ?? 4,
      minTimeout: 100,
      factor: 2.5,
      randomize: true,
      shouldRetry: ({ error }) => isAway(error),
    });
  }

  /**
   * The body of an answer that goes on, as it arrives. Tried once.
   * @throws `server_unavailable`, also by reading, and the server's own errors
   */
  async stream(path: string, sending: Sending, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const request = this.#requestOf(path, "GET", sending, undefined, signal);
    const response = await this.#fetch(request).catch((cause: unknown) => {
      throw this.#away(cause);
    });
    if (response.ok && response.body) return response.body;
    throw errorOf(response, await response.text().catch(() => ""));
  }

  async #once(path: string, method: string, sending: Sending, idempotencyKey: string | undefined): Promise<Received> {
    const { timeout = 10_000 } = this.#options;
    const signal = AbortSignal.timeout(sending.slow ? SLOW : timeout);
    let response: Response;
    let text: string;
    try {
      response = await this.#fetch(this.#requestOf(path, method, sending, idempotencyKey, signal));
      text = await response.text();
    } catch (cause) {
      throw this.#away(cause);
    }
    if (response.ok || response.status === 304) {
      return { status: response.status, tag: response.headers.get("etag"), body: text === "" ? null : parse(text) };
    }
    throw errorOf(response, text);
  }

  #requestOf(
    path: string,
    method: string,
    sending: Sending,
    idempotencyKey: string | undefined,
    signal: AbortSignal,
  ): Request {
    const { key, onBehalfOf } = this.#options;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(sending.query ?? {}))
      if (value !== undefined) query.set(name, String(value));
    const headers: Record<string, string> = {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(onBehalfOf === undefined ? {} : { "knowhow-on-behalf-of": encodeURIComponent(onBehalfOf) }),
      ...(sending.body === undefined ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
      ...sending.headers,
    };
    const search = query.size > 0 ? `?${query.toString()}` : "";
    const body = sending.body === undefined ? {} : { body: JSON.stringify(sending.body) };
    return new Request(this.#base + path + search, { method, headers, signal, ...body });
  }

  #fetch(request: Request): Promise<Response> {
    const { fetch: own } = this.#options;
    return own ? own(request) : fetch(request);
  }

  #away(cause: unknown): KnowhowError {
    return new KnowhowError("server_unavailable", `${this.#base} cannot be reached. Is it running?`, { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnowhowError("server_failed", "The server's answer is not JSON. Does the URL lead to Knowhow?", {
      cause,
    });
  }
}

/** The server's own error, with the code it has there; something in between may have answered in its place. */
function errorOf(response: Response, text: string): KnowhowError {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const { code, detail } = (isProblem ? parse(text) : {}) as { readonly code?: unknown; readonly detail?: unknown };
  if (typeof code === "string" && Object.hasOwn(ERROR_CODES, code))
    return new KnowhowError(code as ErrorCode, typeof detail === "string" ? detail : "The server refused.");
  const between = [502, 503, 504].includes(response.status);
  return new KnowhowError(between ? "server_unavailable" : "server_failed", `The server answered ${response.status}.`);
}
