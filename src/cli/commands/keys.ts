/** `knowhow keys`: who may use the server. */
import { KnowhowError } from "../../core/errors.js";
import type { ApiKey, KeyRole } from "../../core/key.js";
import type { KeyStore } from "../../core/ports/keys.js";
import type { Role } from "../../core/principal.js";
import { isoTime } from "../../core/clock.js";
import { addKey, inForce } from "../../server/access/keys.js";
import type { Cli } from "../context.js";
import { findKey } from "../find.js";
import { type Session, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { printable } from "../output/printable.js";
import { table } from "../output/table.js";
import { localTime } from "../output/when.js";
import { everything } from "../paging.js";

export interface AddKeyOptions {
  readonly role?: readonly string[];
  readonly also?: readonly string[];
  readonly speaksAs?: Role;
  readonly forUsers?: boolean;
  readonly days?: number;
}

const DAY = 24 * 60 * 60 * 1000;

export async function addKeyCommand(cli: Cli, name: string, options: AddKeyOptions): Promise<void> {
  const { role: roles = [], also = [], speaksAs, forUsers = false, days } = options;
  if (roles.length === 0) cli.misuse("say what the key may do: --role read, record, propose, approve or admin");
  await withSession(
    cli,
    async (session) => {
      const { key, token } = await addKey(keysOf(session), {
        name,
        roles: roles as readonly KeyRole[],
        namespaces: [cli.namespace, ...also.map((path) => path.split("/"))],
        forUsers,
        ...(speaksAs === undefined ? {} : { speaksAs }),
        ...(days === undefined ? {} : { expiresAt: isoTime(Date.now() + days * DAY) }),
      });
      cli.answer({ ...documentOf(key), token }, () => [
        `${printable(key.principal.id)} may ${key.roles.join(", ")} in ${reachOf(key)}, as ${key.principal.role}.`,
        "This is the key. It is not shown again:",
        token,
      ]);
    },
    { create: true },
  );
}

export async function listKeysCommand(cli: Cli): Promise<void> {
  await withSession(cli, async (session) => {
    const keys = await everything((page) => keysOf(session).list(page));
    cli.answer({ keys: keys.map(documentOf) }, () =>
      keys.length === 0
        ? ["There are no keys.", suggester(cli)("keys add NAME --role read", "makes one")]
        : table(["ID", "NAME", "MAY", "IN", "AS", "MADE", "STATE"], keys.map(row), cli),
    );
  });
}

export async function revokeKeyCommand(cli: Cli, wanted: string): Promise<void> {
  await withSession(cli, async (session) => {
    const id = await findKey((page) => keysOf(session).list(page), wanted);
    const key = await keysOf(session).revoke(id, isoTime(Date.now()));
    if (!key) throw new KnowhowError("key_not_found", `There is no key "${wanted}". knowhow keys list lists them.`);
    cli.answer(documentOf(key), () => [`The key of ${printable(key.principal.id)} is no longer in force.`]);
  });
}

function keysOf({ store }: Session): KeyStore {
  if (store.keys) return store.keys;
  throw new KnowhowError("store_unsupported", `${store.name} cannot keep keys.`);
}

const documentOf = ({ hash: _hash, ...key }: ApiKey) => ({ ...key, inForce: inForce(key, Date.now()) });

const reachOf = ({ namespaces }: ApiKey): string =>
  namespaces.map((one) => (one.length === 0 ? "everything" : one.join("/"))).join(", ");

function row(key: ApiKey): string[] {
  const { id, principal, roles, createdAt, revokedAt, expiresAt, forUsers } = key;
  const state = revokedAt !== null ? "revoked" : inForce(key, Date.now()) ? "in force" : "expired";
  const until = expiresAt !== null && state === "in force" ? ` until ${localTime(expiresAt)}` : "";
  const users = forUsers ? " and its users" : "";
  return [
    id,
    `${principal.id}${users}`,
    roles.join(", "),
    reachOf(key),
    principal.role,
    localTime(createdAt),
    state + until,
  ];
}
