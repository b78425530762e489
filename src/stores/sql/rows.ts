/** Between rows and the objects of the core. */
import type { Address } from "../../core/address.js";
import type { Principal, Role } from "../../core/principal.js";

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

/** The address from its key. Not checked again: what was stored stays readable if the rules for names get stricter. */
export function addressOf(key: string): Address {
  const segments = key.split("/");
  return { namespace: segments.slice(0, -1), name: segments.at(-1) ?? "" };
}
