/** Who asks: a principal, what it may do, and where. It comes from a key or a session, never from a request's body. */
import { type Address, addressKey, isWithin, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { allows, type KeyRole, reaches } from "../../core/key.js";
import { type Principal, type Role, trustOf } from "../../core/principal.js";

export interface Caller {
  /** Tells callers apart: the id of the key, or of the session. */
  readonly id: string;
  readonly principal: Principal;
  readonly roles: readonly KeyRole[];
  readonly namespaces: readonly Namespace[];
  /** The person at this very machine, who may accept what they taught themselves. */
  readonly local: boolean;
  /** May name the user it speaks for. */
  readonly forUsers: boolean;
}

/** @throws `forbidden` */
export function checkRole({ roles }: Caller, needed: KeyRole): void {
  if (allows(roles, needed)) return;
  throw new KnowhowError("forbidden", `This needs the role "${needed}"; the key has ${roles.join(", ")}.`);
}

/** @throws `forbidden` */
export function checkReach({ namespaces }: Caller, address: Address): void {
  if (reaches(namespaces, address)) return;
  throw new KnowhowError("forbidden", `The key does not reach "${addressKey(address)}", only ${shown(namespaces)}.`);
}

/**
 * Where a list that is asked for in a namespace may look: there, or in those below it that the caller reaches.
 * @throws `forbidden`
 */
export function reachable({ namespaces }: Caller, asked: Namespace): readonly Namespace[] {
  const within = (inner: Namespace, outer: Namespace): boolean => isWithin({ namespace: inner, name: "" }, outer);
  if (namespaces.some((one) => within(asked, one))) return [asked];
  const below = namespaces.filter((one) => within(one, asked));
  // One that lies in another is listed with it.
  const outermost = below.filter((one, index) =>
    below.every((other, at) => at === index || !within(one, other) || (within(other, one) && index < at)),
  );
  if (outermost.length > 0) return outermost.toSorted((a, b) => (a.join("/") < b.join("/") ? -1 : 1));
  throw new KnowhowError("forbidden", `The key does not reach "${asked.join("/")}", only ${shown(namespaces)}.`);
}

const shown = (namespaces: readonly Namespace[]): string =>
  namespaces.map((one) => (one.length === 0 ? "everywhere" : `"${one.join("/")}"`)).join(", ") || "nothing";

/** The principal with less authority than its own, if it asks for that. @throws `forbidden` for more */
export function speakingAs({ principal }: Caller, role: Role | undefined): Principal {
  if (role === undefined) return principal;
  if (trustOf(role) <= trustOf(principal.role)) return { id: principal.id, role };
  throw new KnowhowError("forbidden", `A ${principal.role} cannot speak as ${role}, which is trusted more.`);
}

/** The caller on behalf of one of its users, with a user's authority and no right to decide. @throws `forbidden` */
export function onBehalf(caller: Caller, user: string): Caller {
  if (!caller.forUsers)
    throw new KnowhowError("forbidden", "This key speaks for itself only. Make one with: knowhow keys add --for-users");
  let id: string;
  try {
    id = decodeURIComponent(user).normalize("NFC");
  } catch {
    id = "";
  }
  if (id.trim() === "" || id.length > 256 || id.includes("\0") || !id.isWellFormed())
    throw new KnowhowError("invalid_principal", "Knowhow-On-Behalf-Of must name a user, percent-encoded, up to 256.");
  const role = trustOf(caller.principal.role) < trustOf("user") ? caller.principal.role : "user";
  const roles = (["read", "record", "propose"] as const).filter((one) => allows(caller.roles, one));
  return { ...caller, id: `${caller.id}/${id}`, principal: { id, role }, roles, local: false, forUsers: false };
}
