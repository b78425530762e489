/** Who says something, in which role, and what that lets them change without approval. */
import { KnowhowError } from "./errors.js";
import { describe } from "./text.js";

/** Roles from most to least trusted. The application asserts them; the content of a message never does. */
export const ROLES = ["operator", "reviewer", "user", "model", "tool", "external"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody or something that speaks or decides. */
export interface Principal {
  readonly id: string;
  readonly role: Role;
}

/** Where a part of a message comes from. */
export type Source = Exclude<Role, "reviewer">;

/** Higher is more trusted: operator 5 … external 0. Reviewer lies between operator and user. */
export function trustOf(role: Role): number {
  return ROLES.length - 1 - ROLES.indexOf(role);
}

/** The less trusted of the roles; `operator` for none. */
export function leastTrusted(roles: readonly Role[]): Role {
  return roles.reduce<Role>((least, role) => (trustOf(role) < trustOf(least) ? role : least), "operator");
}

/** Who does what an input asks for. @throws `invalid_principal` */
export function principalOf(input: unknown): Principal {
  if (typeof input === "object" && input !== null) return checkPrincipal((input as { by?: unknown }).by);
  throw new KnowhowError("invalid_principal", `Say who does it: { by: { id, role } }, not ${describe(input)}.`);
}

/** Gives the principal back if it is one. @throws `invalid_principal` */
export function checkPrincipal(value: unknown): Principal {
  if (typeof value !== "object" || value === null) {
    throw new KnowhowError("invalid_principal", `"by" must be { id, role }, not ${describe(value)}.`);
  }
  const { id, role } = value as Record<string, unknown>;
  if (typeof id !== "string" || id.trim() === "" || id.length > 256) {
    const what = typeof id !== "string" ? describe(id) : id.trim() === "" ? "a blank one" : `one of ${id.length}`;
    throw new KnowhowError("invalid_principal", `"by.id" must be a string of 1 to 256 characters, not ${what}.`);
  }
  const known = ROLES.find((name) => name === role);
  if (!known) {
    throw new KnowhowError(
      "invalid_principal",
      `"by.role" must be one of ${ROLES.join(", ")}, not ${JSON.stringify(role)}.`,
    );
  }
  return { id, role: known };
}
