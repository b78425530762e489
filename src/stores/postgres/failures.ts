/** From PostgreSQL's and the network's errors to ours: one table, used for whatever leaves the driver. */
import { type ErrorCode, KnowhowError } from "../../core/errors.js";

/** By SQLSTATE, whole or its class: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_STATE: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  "08": ["store_unavailable", "broke the connection. Check the server and try again"],
  "25006": ["store_readonly", "takes no writes: it is a replica, or set to read only. Use the primary's address"],
  "25P03": ["store_timeout", "ended a transaction that stood still. The process was too busy or was stopped"],
  "28": ["store_denied", "refuses this user or password, or connections from here. Check the URL and pg_hba.conf"],
  "3D000": ["store_unavailable", "does not exist. Create the database, or correct its name in the URL"],
  "40": ["store_locked", "was changed by others again and again at the same time. Try again"],
  "42501": ["store_denied", "does not let this user do that. Grant the right, or use the role that owns the schema"],
  "42P01": ["store_corrupt", "lacks a table of Knowhow's. Restore it, or choose another schema"],
  "42703": ["store_corrupt", "has a table that lacks a column of Knowhow's. Choose another schema"],
  "53": ["store_unavailable", "is out of connections, memory or disk. Make room and try again"],
  "54000": [
    "store_unsupported",
    "indexes no names as long as these; about 2,600 bytes with the namespace are possible",
  ],
  "55P03": ["store_locked", "stayed locked by another transaction. Let it finish, or raise statementTimeout"],
  "57014": ["store_timeout", "did not answer in time. Look what it is busy with, or raise statementTimeout"],
  "57P": ["store_unavailable", "is shutting down or starting. Try again"],
  XX: ["store_corrupt", "reports that its data is damaged. Look at the server's log"],
};

/** By the code of a network error. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "is not there: nothing listens at this address. Start the server, or correct the URL",
  ENOTFOUND: "has an address that is not known. Correct the host in the URL",
  EAI_AGAIN: "has an address that cannot be looked up just now. Check the network",
  EHOSTUNREACH: "cannot be reached from here. Check the network",
  ENETUNREACH: "cannot be reached from here. Check the network",
  ENOENT: "has no socket at this path. Start the server, or correct the URL",
};

/** PgBouncer says all of its own with one state, so its words tell them apart. */
const POOLER_STATES: readonly (readonly [RegExp, string])[] = [
  [/authentication failed|no such user|not allowed/, "28"],
  [/^(?:no such database|database ".*" does not exist)/, "3D000"],
];

const LOST_SYSTEM = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED"];

/** A connection that was there broke off; whether the server did what it was asked is not known. */
export function isLost(error: unknown): boolean {
  const { state, system, message } = parts(error);
  return (
    LOST_SYSTEM.includes(system) ||
    /^(08|57P0[12])/.test(state) ||
    /Connection terminated unexpectedly|Client has encountered a connection error|is not queryable/.test(message)
  );
}

/** The server undid the transaction because of others, and asks that it be tried again. */
export function isTurnedBack(error: unknown): boolean {
  return /^(40001|40P01|CR000)$/.test(parts(error).state);
}

/** No connection could be made: nothing was done. */
export function isAway(error: unknown): boolean {
  const { state, system, message } = parts(error);
  return system in UNREACHABLE || /^57P03|^53300/.test(state) || CONNECTING.test(message);
}

const CONNECTING = /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;
const TOO_SLOW = /Query read timeout/;

/** The error as ours, with the driver's as its cause. Ours stay as they are. */
export function explainFailure(error: unknown, name: string): KnowhowError {
  if (KnowhowError.is(error)) return error;
  const [code, what] = explanation(error);
  const { message } = parts(error);
  return new KnowhowError(code, `The database ${name} ${what}.${message && ` (${message})`}`, { cause: error });
}

function explanation(error: unknown): readonly [ErrorCode, string] {
  const { state, system, message } = parts(error);
  const known = BY_STATE[state] ?? BY_STATE[state.slice(0, 3)] ?? BY_STATE[state.slice(0, 2)];
  if (known) return known;
  const unreachable = UNREACHABLE[system];
  if (unreachable) return ["store_unavailable", unreachable];
  if (CONNECTING.test(message))
    return ["store_timeout", "gave no connection in time: it does not answer, or all are in use"];
  if (TOO_SLOW.test(message)) return BY_STATE["57014"] ?? ["store_timeout", "did not answer in time"];
  if (isLost(error)) return ["store_unavailable", "broke the connection. Check the server and try again"];
  return ["store_unavailable", "failed in a way that was not foreseen"];
}

interface Parts {
  readonly state: string;
  readonly system: string;
  readonly message: string;
}

/** A `pg` error carries its SQLSTATE as `code`, a network error its name; both attempts on a host come as one. */
function parts(error: unknown): Parts {
  const { code, errors } = Object(error) as { code?: unknown; errors?: unknown };
  if (code === undefined && Array.isArray(errors) && errors.length > 0) return parts(errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  const text = typeof code === "string" ? code : "";
  if (!/^[0-9A-Z]{5}$/.test(text) || text.startsWith("E")) return { state: "", system: text, message };
  const meant = text === "08P01" ? POOLER_STATES.find(([words]) => words.test(message)) : undefined;
  return { state: meant?.[1] ?? text, system: "", message };
}
