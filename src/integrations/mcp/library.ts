/** The instructions that a server of the Model Context Protocol shows: those of one namespace and below. */
import { type Address, addressKey, addressOfKey, checkAddress, isWithin, type Namespace } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { madeWith } from "../../core/made-with.js";
import type { InstructionsRecord, Page, PageRequest } from "../../core/ports/store.js";
import type { Instructions, InstructionsOptions, Memory } from "../../memory.js";

export interface LibraryOptions {
  readonly memory: Memory;
  /** Only what is here and below is there for the client. Default: everything. */
  readonly namespace?: Namespace;
  /** How instructions are opened, to bring in a policy. Default: as they were made. */
  readonly reopen?: (address: Address, record: InstructionsRecord) => InstructionsOptions;
}

/** The names a client uses are whole: `acme/tweet-writer`, whatever the namespace of the server. */
export class Library {
  readonly #options: LibraryOptions;
  readonly namespace: Namespace;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.namespace = options.namespace ?? [];
  }

  list(page: PageRequest): Promise<Page<InstructionsRecord>> {
    return this.#options.memory.list(this.namespace, page);
  }

  /** @throws `invalid_name`, `instructions_not_found` */
  openName(name: string): Promise<Instructions> {
    const { namespace, name: last } = addressOfKey(name);
    return this.open(checkAddress(namespace, last));
  }

  /** @throws `instructions_not_found`, also for what lies outside of the namespace */
  async open(address: Address): Promise<Instructions> {
    const record = await this.record(address);
    if (!record) {
      throw new KnowhowError(
        "instructions_not_found",
        `There are no instructions "${addressKey(address)}" here. list_instructions lists those there are.`,
      );
    }
    const { memory, reopen = (_address, made) => madeWith(made) } = this.#options;
    const { namespace, name } = record.address;
    return memory.instructions(name, { ...reopen(record.address, record), namespace });
  }

  /** Null for none, and for what lies outside of the namespace. */
  async record(address: Address): Promise<InstructionsRecord | null> {
    return isWithin(address, this.namespace) ? this.#options.memory.store.record(address) : null;
  }
}
