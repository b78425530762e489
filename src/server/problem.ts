/** Errors as problem details (RFC 9457): our stable codes, and the HTTP status each stands for. */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorCode, KnowhowError } from "../core/errors.js";

/** Codes that are not a fault in what was asked (400). */
const STATUS: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  unauthorized: 401,
  forbidden: 403,
  origin_refused: 403,
  instructions_not_found: 404,
  version_not_found: 404,
  label_not_found: 404,
  run_not_found: 404,
  lesson_not_found: 404,
  proposal_not_found: 404,
  case_not_found: 404,
  key_not_found: 404,
  route_not_found: 404,
  conflict: 409,
  proposal_decided: 409,
  idempotency_conflict: 409,
  template_mismatch: 409,
  version_erased: 410,
  head_moved: 412,
  too_large: 413,
  unsupported_media_type: 415,
  host_refused: 421,
  proposal_refused: 422,
  budget_exceeded: 422,
  rate_limited: 429,
  store_unsupported: 501,
  missing_dependency: 501,
  model_failed: 502,
  model_refused: 502,
  invalid_answer: 502,
  recording_missing: 502,
  model_timeout: 504,
  agent_failed: 502,
  agent_timeout: 504,
  not_ready: 503,
  server_unavailable: 503,
  server_failed: 500,
  store_closed: 503,
  store_locked: 503,
  store_readonly: 503,
  store_corrupt: 503,
  store_newer: 503,
  store_engine: 503,
  store_unavailable: 503,
  store_timeout: 503,
  store_denied: 503,
};

/** What does not fit in a request, field by field. */
export interface Misfit {
  readonly where: string;
  readonly message: string;
}

/** A request of another form than the document says. */
export class InvalidRequest extends KnowhowError {
  readonly misfits: readonly Misfit[];

  constructor(misfits: readonly Misfit[]) {
    const [first] = misfits;
    super("invalid_request", first ? `${first.where}: ${first.message}` : "The request cannot be read.");
    this.misfits = misfits;
  }
}

const statusOf = (code: ErrorCode): ContentfulStatusCode => STATUS[code] ?? 400;

/** The error as an answer. What nobody foresaw is told to `log`, and to the caller only that it happened. */
export function answerProblem(context: Context, thrown: unknown, log: (error: unknown) => void): Response {
  const error = expected(thrown);
  if (!error) log(thrown);
  const { code, message } = error ?? unforeseen();
  const status = statusOf(code);
  const document = {
    type: `urn:knowhow:error:${code}`,
    title: code.replaceAll("_", " "),
    status,
    detail: message,
    code,
    ...(error instanceof InvalidRequest ? { errors: error.misfits } : {}),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="knowhow"';
  if (status === 503) headers["retry-after"] = "1";
  if (status === 429) headers["retry-after"] = "60";
  return context.body(JSON.stringify(document), status, headers);
}

function expected(thrown: unknown): KnowhowError | null {
  if (KnowhowError.is(thrown)) return thrown;
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return new KnowhowError(thrown.status === 413 ? "too_large" : "invalid_request", thrown.message || "Bad request.");
  }
  return null;
}

const unforeseen = (): KnowhowError =>
  new KnowhowError("server_failed", "The server failed in a way that nobody foresaw. Its log says more.");
