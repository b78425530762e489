/** `memory.erase`: the same under every address of a namespace, also those that no instructions were made for. */
import { type Address, addressKey, checkNamespace, type Namespace } from "../../core/address.js";
import { KnowhowError, type ErrorCode } from "../../core/errors.js";
import { checkKnown } from "../../core/known-options.js";
import type { InstructionsRecord, Store } from "../../core/ports/store.js";
import type { Scope } from "../context.js";
import type { ForgetWhat } from "../forgotten.js";
import { allPages } from "../pages.js";
import { checkErased, checkEraser, erase, type EraseInput, eraseEverything, type ErasedHere } from "./erase.js";
import { runsHere } from "./found.js";

/** A person, a session, or all that a namespace holds. With a namespace a person or session is erased only in there. */
export type EraseWhat = (ForgetWhat & { readonly namespace?: Namespace }) | { readonly namespace: Namespace };

export interface Erased {
  readonly dryRun: boolean;
  /** Where something was erased, by address. */
  readonly instructions: readonly ErasedHere[];
  /** Where it could not be: nothing was erased there. Mend what it says, and erase again. */
  readonly failed: readonly { readonly address: Address; readonly code: ErrorCode; readonly message: string }[];
}

/** Opens the scope of an address; the record is null where no instructions were made. */
type OpenScope = (address: Address, record: InstructionsRecord | null) => Scope;

/**
 * @throws `invalid_principal`, `invalid_name`, `invalid_policy` for the root alone, `forbidden`, `store_unsupported`
 */
export async function eraseAll(store: Store, open: OpenScope, what: EraseWhat, input: EraseInput): Promise<Erased> {
  checkKnown("erase()", input, { by: true, dryRun: true });
  const namespace = checkNamespace(what.namespace ?? []);
  const origin = originIn(what);
  if (origin) checkErased(origin);
  else if (namespace.length === 0) {
    throw new KnowhowError(
      "invalid_policy",
      "erase() takes { by }, { run } or a { namespace }. To erase all there is, delete the database.",
    );
  }
  checkEraser({ address: { namespace, name: "*" } }, input.by);
  const addresses = await allPages((page) => store.addresses(namespace, page));
  const runs: string[] = [];
  if (origin) for (const address of addresses) runs.push(...(await runsHere({ store, address }, origin)));
  const [instructions, failed]: [ErasedHere[], Erased["failed"][number][]] = [[], []];
  for (const address of addresses) {
    try {
      const scope = open(address, await store.record(address));
      const one = origin
        ? await erase(scope, origin, input, runs)
        : await eraseEverything(scope, input.dryRun ?? false);
      if (one.everything || one.version !== null || Object.values(one.erased).some((count) => count > 0))
        instructions.push(one);
    } catch (error) {
      // One that cannot be erased does not keep the others.
      if (!KnowhowError.is(error) || error.code.startsWith("store_")) throw error;
      failed.push({ address, code: error.code, message: error.message });
    }
  }
  return { dryRun: input.dryRun ?? false, instructions, failed: failed.sort(byAddress) };
}

function originIn(what: EraseWhat): ForgetWhat | null {
  const { namespace: _where, ...origin } = what;
  return Object.values(origin).every((value) => value === undefined) ? null : (origin as ForgetWhat);
}

const byAddress = (a: { address: Address }, b: { address: Address }): number =>
  addressKey(a.address) < addressKey(b.address) ? -1 : 1;
