/**
 * What every adapter does around a call: a time limit, the caller's signal, and errors with codes and without secrets.
 */
import { type ErrorCode, KnowhowError } from "../core/errors.js";
import { wordsOfProvider } from "./provider-words.js";
import { withoutKeys, withoutSecrets } from "./secrets.js";

/** The time limit of one call when none is given, in milliseconds. */
const DEFAULT_TIMEOUT = 120_000;
const LONGEST_TIMEOUT = 2_147_483_647;

/** What all adapters take. */
export interface CallOptions {
  /** Milliseconds that one call may take, with the provider's own retries. Default 120 000. */
  readonly timeout?: number;
}

export interface Call extends CallOptions {
  /** The model's id, for messages. */
  readonly id: string;
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined;
  /** Texts that no error may show, such as API keys. */
  readonly secrets?: readonly string[];
}

/** Gives the limit back if it is one. @throws `invalid_policy` */
export function checkTimeout(timeout: number = DEFAULT_TIMEOUT): number {
  if (Number.isFinite(timeout) && timeout > 0 && timeout <= LONGEST_TIMEOUT) return timeout;
  throw new KnowhowError(
    "invalid_policy",
    `"timeout" must be milliseconds from 1 to ${LONGEST_TIMEOUT}, not ${timeout}.`,
  );
}

/**
 * Runs one call of a provider. It ends with the time limit or the caller's signal, also when the provider ignores both.
 * Not AbortSignal.any with AbortSignal.timeout: on Node 20 that pair can be collected before it fires.
 * @throws `model_timeout`, `model_failed`; a `KnowhowError` of the call itself passes through
 */
export async function callProvider<T>(call: Call, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = checkTimeout(call.timeout);
  const ender = new AbortController();
  const { promise: ended, reject } = promiseOfEnd();
  const end = (error: KnowhowError): void => {
    reject(error);
    ender.abort(error);
  };
  const cancel = (): void => end(cancelled(call));
  const timer = setTimeout(() => end(outOfTime(call.id, timeout)), timeout);
  call.signal?.addEventListener("abort", cancel, { once: true });
  try {
    if (call.signal?.aborted) throw cancelled(call);
    return await Promise.race([ask(ender.signal), ended]);
  } catch (error) {
    if (ender.signal.aborted) throw ender.signal.reason;
    throw KnowhowError.is(error) ? error : failure(call, error);
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener("abort", cancel);
  }
}

function promiseOfEnd(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_resolve, refuse) => (reject = refuse));
  promise.catch(() => undefined); // It may be rejected after the race is over.
  return { promise, reject };
}

function outOfTime(id: string, timeout: number): KnowhowError {
  return new KnowhowError(
    "model_timeout",
    `${id} did not answer within ${timeout / 1000} s. Raise "timeout", or try later.`,
  );
}

function cancelled({ id, signal }: Call): KnowhowError {
  const cause: unknown = signal?.reason;
  if (nameOf(cause) === "TimeoutError") {
    return new KnowhowError(
      "model_timeout",
      `${id} did not answer within the caller's time limit. Raise it, or try later.`,
      { cause },
    );
  }
  return new KnowhowError("model_failed", `The call of ${id} was cancelled by its signal. Ask again.`, { cause });
}

function failure({ id, secrets = [] }: Call, error: unknown): KnowhowError {
  const cause = withoutSecrets(error, secrets);
  const code: ErrorCode = isTimeout(error) ? "model_timeout" : "model_failed";
  const status = statusOf(error);
  const words = sentence(cause instanceof Error ? cause.message : String(cause));
  const said = sentence(wordsOfProvider(chain(cause)) ?? "");
  const what = said === "" || words.includes(said) ? words : words === "" ? said : `${words}: ${said}`;
  const how = status === null ? "failed" : `failed with status ${status}`;
  const message = [`${id} ${how}: ${withoutKeys(what) || "no reason given"}.`, remedy(status, chain(error))];
  return new KnowhowError(code, message.join(" ").trim(), { cause });
}

const sentence = (words: string): string =>
  words
    .trim()
    .replace(/[.\s]+$/, "")
    .slice(0, 500);

function remedy(status: number | null, errors: readonly object[]): string {
  if (status === 401 || status === 403) return "Check the API key in the environment and what it may use.";
  if (status === 404) return "Check the model's name and the address.";
  if (status === 429) return "The provider limits the rate or the quota; wait, or ask it for more.";
  if (status !== null && status >= 500) return "The provider has a fault; try later.";
  if (errors.some((one) => UNREACHABLE.test(String((one as { code?: unknown }).code))))
    return "Check the address, and whether its server runs.";
  return "";
}

const UNREACHABLE = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** Errors wrap one another: the AI SDK's RetryError has `lastError`, fetch's errors a `cause`. */
function chain(error: unknown): object[] {
  const found: object[] = [];
  for (let at = error; typeof at === "object" && at !== null && found.length < 8 && !found.includes(at);) {
    found.push(at);
    const { lastError, cause } = at as { lastError?: unknown; cause?: unknown };
    at = lastError ?? cause;
  }
  return found;
}

/** The HTTP status of a provider's error; null if it has none. */
export function statusOf(error: unknown): number | null {
  for (const one of chain(error)) {
    const { statusCode, status } = one as { statusCode?: unknown; status?: unknown };
    const number = statusCode ?? status;
    if (typeof number === "number") return number;
  }
  return null;
}

function isTimeout(error: unknown): boolean {
  if ([408, 504].includes(statusOf(error) ?? 0)) return true;
  return chain(error).some((one) => {
    const code = (one as { code?: unknown }).code;
    return nameOf(one) === "TimeoutError" || (typeof code === "string" && /TIMEDOUT$|_TIMEOUT$/.test(code));
  });
}

/** The name of an error, of whatever class. */
export function nameOf(error: unknown): string {
  const name = typeof error === "object" && error !== null ? (error as { name?: unknown }).name : undefined;
  return typeof name === "string" ? name : "";
}
