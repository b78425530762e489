/** Between rows and the objects of the core. */
import type { Principal, Role } from "../../core/principal.js";

export { addressOfKey as addressOf } from "../../core/address.js";

/** JSON as a driver gives it: the text, or what it already parsed. */
export function fromJson<T>(value: string | T): T {
  return typeof value === "string" ? (JSON.parse(value) as T) : value;
}

/** A principal from its two columns. */
export function principalOf(id: string, role: string): Principal {
  return { id, role: role as Role };
}

/** A principal that may be missing. */
export function maybePrincipal(id: string | null, role: string | null): Principal | null {
  return id === null || role === null ? null : principalOf(id, role);
}
