/** The one error class, and the table of codes that the documentation is checked against. */

/** Every code, with what it means and how to mend it. Codes are stable: they are never renamed or reused. */
export const ERROR_CODES = {
  invalid_text:
    "Text is not well-formed Unicode, or holds NUL, and no store could keep it byte for byte. Clean it first.",
  invalid_name:
    "A name or namespace segment is empty, too long, or has characters that are not allowed. Choose another.",
  invalid_messages:
    "The messages of a run are not in a shape that is understood. Pass OpenAI, Anthropic, LangChain or AI SDK messages.",
  invalid_run: "What is to be recorded is no run, or its ref or metadata has another form. The message says which.",
  invalid_feedback: "Feedback says nothing (no comment, score or revised output), or a field has the wrong type.",
  invalid_principal: "A principal needs an id and one of the roles operator, reviewer, user, model, tool, external.",
  invalid_edit: "An edit names a block that is not there, or its text would not stay one block. Mend the edit.",
  invalid_template:
    "The text does not parse in its declared templateFormat. Balance or escape the braces, or use the format none.",
  invalid_policy: "A policy, option or number is out of range. The message names the field.",
  missing_variable: "render() was not given a value for a variable of the text. Pass it.",
  too_large: "A text or message is larger than the limit. Shorten it, or raise the limit in createMemory.",
  instructions_not_found: "No instructions with this name in this namespace. Create them with a seed.",
  version_not_found: "No version with this number. history() lists those that exist.",
  version_erased: "The content of this version was erased. Its place in the hash chain is all that is left of it.",
  label_not_found: "No label with this name. label() creates it.",
  run_not_found: "No run with this id under these instructions. record() it first.",
  lesson_not_found: "No lesson with this id under these instructions. lessons() lists them.",
  proposal_not_found: "No proposal with this id. proposals() lists them.",
  case_not_found: "No case with this id under these instructions. cases() lists them.",
  invalid_check:
    "The check of a case is not valid, or none can be derived from the rule. The message says what to change.",
  proposal_decided: "The proposal was already accepted, rejected or has become stale. Make a new one.",
  proposal_refused: "A screen refuses what the proposal would make of the text. The message names the screen.",
  idempotency_conflict: "The same idempotency key came with different content. Use a new key for new content.",
  conflict: "Another writer changed the instructions again and again while this one tried. Try again.",
  forbidden: "This principal may not do this here. Ask an operator, or change the policy.",
  not_ready: "peek() was called before current() had loaded the text once. Await current() at start-up.",
  template_mismatch: "The instructions exist with another templateFormat. Use that one, or another name.",
  store_closed: "The store was closed. Open a new one.",
  store_locked:
    "The database stayed locked by another process. Let it finish, or raise busyTimeout or statementTimeout.",
  store_readonly: "The database or its folder is read-only. Change its permissions or choose another place.",
  store_corrupt: "The database is not one of Knowhow's, or is damaged. Restore a backup or choose another place.",
  store_newer: "The database was written by a newer Knowhow. Upgrade this one.",
  store_engine:
    "The database cannot be trusted with the data: an SQLite engine before 3.51.3, which can lose commits, or a PostgreSQL database whose encoding is not UTF8. The message says what to do.",
  store_unavailable: "The database cannot be reached or opened. Check the path or address and try again.",
  store_timeout: "The database did not answer in time. Look what it is busy with, or raise the limit.",
  store_denied:
    "The database refuses the user, the password, or what the user may do. Correct the URL or grant the right.",
  store_unsupported: "This store cannot do that. Its guarantees say what it can.",
  chain_broken:
    "A version that was to be taken in does not fit the hash chain: something in it was changed, lost or put in between. Export it again.",
  import_conflict:
    "The instructions exist with another history. Erase them where they are to go, or import into another database.",
  invalid_export: "What was to be imported is no export, or is cut off or broken. The message names the line.",
  export_newer: "The export was written in a newer format. Upgrade Knowhow.",
  model_failed: "The model call failed. The cause has the provider's error; the lessons stay pending.",
  model_refused: "The model refused to answer. The lessons stay pending.",
  model_timeout: "The model did not answer in time. The lessons stay pending; raise the time limit or try later.",
  model_unknown: "No such model name. Use provider:model, for example openai:gpt-5-mini or ollama:llama3.2.",
  invalid_answer: "The model's answer did not fit the asked form, also after one retry that showed it the error.",
  recording_missing: "No recorded answer for this request. Record it with a real model first.",
  missing_dependency: "An optional package is not installed. The message gives the command that installs it.",
  budget_exceeded:
    "A reflection reached its limit of model calls, tokens or seconds. Raise the budget or send fewer lessons.",
  invalid_item:
    "An item of a BaseStore needs a string as its key, an object of JSON as its value, and paths as its index.",
  invalid_filter:
    "A filter of search() has an unknown operator, or a value of the wrong type. The message names the field.",
  head_moved: "The instructions are at another version than the one that was expected. Read them again, then decide.",
  invalid_request:
    "A request to the server has another form than the OpenAPI document says. The message names the field.",
  route_not_found: "The server has no such path, or not with this method. /v1/openapi.json lists those there are.",
  unauthorized: "The server does not know who asks. Send a key that is in force, or sign in again.",
  host_refused: "The request names a host that the server does not answer for. Name it when the server is started.",
  origin_refused: "The request comes from another site's page. Only the server's own pages may use a session.",
  unsupported_media_type: "The body of a request must be JSON. Send it with Content-Type: application/json.",
  agent_failed: "The agent that is tried failed, or answered with nothing. The message has its reason.",
  agent_timeout: "The agent that is tried did not answer in time. Raise timeoutMs of tryIt, or try again.",
  rate_limited: "Too many requests came from the same caller. Wait for as long as Retry-After says.",
  key_not_found: "There is no such key. `knowhow keys list` lists them.",
  server_unavailable: "The server cannot be reached, or is just stopping or starting. Try again.",
  server_failed: "The server failed in a way that nobody foresaw. Its log says more.",
  invalid_usage: "The command line or its input is wrong. The message says what was expected.",
} as const;

/** A stable error code. */
export type ErrorCode = keyof typeof ERROR_CODES;

const MARK = Symbol.for("knowhow.error");

/** What Knowhow throws: a stable `code`, a message that says how to mend it, and the `cause` where there is one. */
export class KnowhowError extends Error {
  readonly code: ErrorCode;
  /** Says that this is a KnowhowError also across copies of the package. */
  readonly [MARK] = true;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "KnowhowError";
    this.code = code;
  }

  /** True for a KnowhowError of any copy of this package; with `code`, only for that code. */
  static is(value: unknown, code?: ErrorCode): value is KnowhowError {
    if (typeof value !== "object" || value === null || !(MARK in value)) return false;
    return code === undefined || (value as KnowhowError).code === code;
  }
}
