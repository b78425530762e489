/** A key: lets a program or a person use the server. Of its secret only a hash is kept. */
import { type Address, isWithin, type Namespace } from "./address.js";
import type { Principal } from "./principal.js";

/**
 * What a key lets do. `read`: everything that only looks. `record`: keep runs and feedback, and nothing else.
 * `propose`: also changes that wait for somebody. `approve`: also decisions. `admin`: also erasing.
 */
export const KEY_ROLES = ["read", "record", "propose", "approve", "admin"] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

export interface ApiKey {
  readonly id: string;
  /** Whoever uses the key is this principal. */
  readonly principal: Principal;
  readonly roles: readonly KeyRole[];
  /** Only in these namespaces and below; the empty namespace is everywhere. */
  readonly namespaces: readonly Namespace[];
  /** It may name the user it speaks for, who counts as a `user`: for applications that know their own users. */
  readonly forUsers: boolean;
  /** ISO 8601, UTC, like all times here. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** SHA-256 of the secret, in hexadecimal. */
  readonly hash: string;
}

/** Everything a role includes, itself in it. */
const INCLUDED: Readonly<Record<KeyRole, readonly KeyRole[]>> = {
  read: ["read"],
  record: ["record"],
  propose: ["propose", "read"],
  approve: ["approve", "propose", "read"],
  admin: KEY_ROLES,
};

/** True if one of the roles is or includes the wanted one. */
export function allows(roles: readonly KeyRole[], wanted: KeyRole): boolean {
  return roles.some((role) => INCLUDED[role].includes(wanted));
}

/** True if the address lies in one of the namespaces. */
export function reaches(namespaces: readonly Namespace[], address: Address): boolean {
  return namespaces.some((namespace) => isWithin(address, namespace));
}
