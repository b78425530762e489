/** Keys: making one, and telling whose a given one is. Only the hash of a secret is kept. */
import QuickLRU from "quick-lru";
import { checkNamespace, type Namespace } from "../../core/address.js";
import { type Clock, createIds, isoTime } from "../../core/clock.js";
import { KnowhowError } from "../../core/errors.js";
import { hashText } from "../../core/hash.js";
import { allows, type ApiKey, KEY_ROLES, type KeyRole } from "../../core/key.js";
import type { KeyStore } from "../../core/ports/keys.js";
import type { Page } from "../../core/ports/store.js";
import { checkPrincipal, type Role, trustOf } from "../../core/principal.js";
import type { Caller } from "./caller.js";

export interface NewKey {
  /** The principal's id: who acts with the key. */
  readonly name: string;
  readonly roles: readonly KeyRole[];
  /** Default: everywhere. */
  readonly namespaces?: readonly Namespace[];
  /** The principal's role; at most, and by default, `operator` for admin, `reviewer` for approve, else `user`. */
  readonly speaksAs?: Role;
  readonly forUsers?: boolean;
  /** ISO 8601. Default: never. */
  readonly expiresAt?: string;
}

const FORM = /^kh_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/**
 * Makes a key and keeps it. The token is what its user sends; it is told here and never again.
 * @throws `invalid_policy`, `invalid_name`, `invalid_principal`
 */
export async function addKey(
  keys: KeyStore,
  given: NewKey,
  clock: Clock = Date.now,
): Promise<{ key: ApiKey; token: string }> {
  const roles = KEY_ROLES.filter((one) => given.roles.includes(one));
  if (roles.length === 0 || roles.length < new Set(given.roles).size)
    throw new KnowhowError("invalid_policy", `A key needs roles out of ${KEY_ROLES.join(", ")}.`);
  const most: Role = allows(roles, "admin") ? "operator" : allows(roles, "approve") ? "reviewer" : "user";
  const principal = checkPrincipal({ id: given.name, role: given.speaksAs ?? most });
  if (trustOf(principal.role) > trustOf(most))
    throw new KnowhowError("invalid_policy", `A key with ${roles.join(", ")} speaks at most as ${most}.`);
  if (given.expiresAt !== undefined && !(Date.parse(given.expiresAt) > clock()))
    throw new KnowhowError(
      "invalid_policy",
      `A key must expire in the future, not at ${JSON.stringify(given.expiresAt)}.`,
    );
  const namespaces = given.namespaces ?? [[]];
  if (namespaces.length === 0) throw new KnowhowError("invalid_policy", "A key needs a namespace; [] is everywhere.");
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const key: ApiKey = {
    id: createIds(clock)(),
    principal,
    roles,
    namespaces: namespaces.map(checkNamespace),
    forUsers: given.forUsers ?? false,
    createdAt: isoTime(clock()),
    expiresAt: given.expiresAt === undefined ? null : isoTime(Date.parse(given.expiresAt)),
    revokedAt: null,
    hash: hashText(secret),
  };
  await keys.add(key);
  return { key, token: `kh_${key.id.replaceAll("-", "")}_${secret}` };
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

interface Kept {
  readonly key: ApiKey;
  readonly caller: Caller;
  readonly seenAt: number;
}

/** A key that was found good is asked for again after so long, in milliseconds: that is how soon revoking works. */
const ASK_AGAIN = 1000;
/** While the store is away, a key that was good goes on being so for this long. */
const WHILE_AWAY = 60_000;

/** Tells whose a token is. */
export class KeyRing {
  readonly #keys: KeyStore;
  readonly #clock: Clock;
  readonly #kept = new QuickLRU<string, Kept>({ maxSize: 1000 });

  constructor(keys: KeyStore, clock: Clock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Null for a token that is none, or is not in force. */
  async find(token: string): Promise<Caller | null> {
    const now = this.#clock();
    const kept = this.#kept.get(token);
    if (kept && now - kept.seenAt < ASK_AGAIN && inForce(kept.key, now)) return kept.caller;
    const [, a, b, c, d, e, secret] = FORM.exec(token) ?? [];
    if (secret === undefined) return null;
    let key: ApiKey | null;
    try {
      key = await this.#keys.find([a, b, c, d, e].join("-"));
    } catch (error) {
      const away = KnowhowError.is(error) && error.code.startsWith("store_");
      if (away && kept && now - kept.seenAt < WHILE_AWAY && inForce(kept.key, now)) return kept.caller;
      throw error;
    }
    this.#kept.delete(token);
    if (!key || !sameHash(key.hash, hashText(secret)) || !inForce(key, now)) return null;
    const { id, principal, roles, namespaces, forUsers } = key;
    const caller: Caller = { id, principal, roles, namespaces, local: false, forUsers };
    this.#kept.set(token, { key, caller, seenAt: now });
    return caller;
  }
}

/** Whether any key is in force. */
export async function anyInForce(keys: KeyStore, now: number): Promise<boolean> {
  let cursor: string | null = null;
  do {
    const page: Page<ApiKey> = await keys.list({ cursor, limit: 1000 });
    if (page.items.some((key) => inForce(key, now))) return true;
    cursor = page.next;
  } while (cursor !== null);
  return false;
}

/** Neither revoked nor expired. */
export function inForce({ revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}

/** Takes as long for every hash, so that the time tells nothing of the one that is kept. */
function sameHash(kept: string, given: string): boolean {
  let difference = kept.length ^ given.length;
  for (let at = 0; at < given.length; at += 1) difference |= (kept.charCodeAt(at) || 0) ^ given.charCodeAt(at);
  return difference === 0;
}
