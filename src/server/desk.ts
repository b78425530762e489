/** Opens what a request is about: the instructions as they were made, for a caller who reaches them. */
import QuickLRU from "quick-lru";
import { type Address, addressKey, checkAddress, type Namespace } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import { allows } from "../core/key.js";
import type { InstructionsRecord } from "../core/ports/store.js";
import { madeWith } from "../core/made-with.js";
import type { Proposal } from "../core/proposal.js";
import type { Instructions, InstructionsOptions, Memory } from "../memory.js";
import { type Caller, checkReach } from "./access/caller.js";

export interface DeskOptions {
  readonly memory: Memory;
  /** The options to open instructions with, besides those they were made with; the record is null for none. */
  readonly open: ((address: Address, record: InstructionsRecord | null) => InstructionsOptions) | null;
}

/** Which instructions a request names. */
export interface Named {
  readonly name: string;
  readonly namespace: Namespace;
  /** Whose own layer it is, where it was not made yet. */
  readonly overlayOf?: string | undefined;
}

/** So many handles are kept. */
const MOST = 10_000;

export class Desk {
  readonly memory: Memory;
  readonly #open: DeskOptions["open"];
  readonly #handles = new QuickLRU<string, Instructions>({ maxSize: MOST });

  constructor({ memory, open }: DeskOptions) {
    this.memory = memory;
    this.#open = open;
  }

  /** @throws `invalid_name`, `forbidden` */
  async find(caller: Caller, { name, namespace, overlayOf }: Named): Promise<Instructions> {
    const address = checkAddress(namespace, name);
    checkReach(caller, address);
    const { principal, roles } = caller;
    if (overlayOf !== undefined && overlayOf !== principal.id && !allows(roles, "approve"))
      throw new KnowhowError("forbidden", `"${principal.id}" may not open the own layer of "${overlayOf}".`);
    return this.at(caller, address, overlayOf);
  }

  async at(caller: Caller, address: Address, overlayOf?: string): Promise<Instructions> {
    const key = `${caller.local ? "local" : ""} ${addressKey(address)}`;
    const known = this.#handles.get(key);
    if (known) return known;
    const record = await this.memory.store.record(address);
    const made = record ? madeWith(record) : overlayOf === undefined ? {} : { overlayOf };
    const { policy, ...own } = this.#open?.(address, record) ?? {};
    const handle = this.memory.instructions(address.name, {
      ...made,
      ...own,
      namespace: address.namespace,
      // Whoever proposes or teaches does not approve, but for a person alone with their own machine.
      policy: { separateApprover: !caller.local, ...policy },
    });
    if (record) this.#handles.set(key, handle);
    return handle;
  }

  /** Instructions that were erased may be made again, in another format. */
  forget(address: Address): void {
    for (const who of ["", "local"]) this.#handles.delete(`${who} ${addressKey(address)}`);
  }

  /** A proposal by its id alone. One out of reach is not there. @throws `proposal_not_found`, `store_unsupported` */
  async proposal(caller: Caller, id: string): Promise<{ proposal: Proposal; instructions: Instructions }> {
    const proposal = await this.memory.findProposal(id);
    try {
      if (proposal) checkReach(caller, proposal.address);
    } catch {
      throw notFound(id);
    }
    if (!proposal) throw notFound(id);
    return { proposal, instructions: await this.at(caller, proposal.address) };
  }
}

const notFound = (id: string): KnowhowError =>
  new KnowhowError("proposal_not_found", `There is no proposal ${JSON.stringify(id)}. GET /v1/proposals lists them.`);
