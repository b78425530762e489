/** What an export holds of one address, on its way into a store: versions first, rows in batches, labels last. */
import { type Address, addressKey, checkAddress } from "../core/address.js";
import { type ErrorCode, KnowhowError } from "../core/errors.js";
import type { IncomingRows, InstructionsRecord, Store, TakenIn } from "../core/ports/store.js";
import { linkFaults, type Version } from "../core/version.js";
import { type InstructionsLine, ROW_ORDER } from "./format.js";
import type { NumberedLine } from "./lines.js";
import { broken, type RowLine } from "./read-line.js";

/** So many rows, or UTF-16 code units of lines, go into one transaction. */
const MOST_ROWS = 200;
const MOST_TEXT = 4 * 1024 * 1024;

/** Instructions of which nothing was taken in, and why. */
export interface ImportConflict {
  readonly address: Address;
  readonly code: ErrorCode;
  readonly message: string;
}

export interface Destination {
  readonly dryRun: boolean;
  readonly note: (outcome: Extract<TakenIn, { status: "taken" }>) => void;
}

/** The rows that wait to be taken in together. */
type Batch = {
  -readonly [Key in Exclude<keyof IncomingRows, "record" | "state">]-?: NonNullable<IncomingRows[Key]>[number][];
};

export class Section {
  readonly #store: Store;
  readonly #destination: Destination;
  readonly #address: Address;
  /** As it is in the export; null where no instructions were made yet. */
  readonly #record: InstructionsRecord | null;
  readonly #hash: string | null;
  /** As the store had it before. */
  readonly #there: InstructionsRecord | null;
  readonly #thereHash: string | null;
  #conflict: string | null = null;
  #last: Version | null = null;
  #kind = 0;
  #begun = false;
  #batch: Batch = emptyBatch();
  #rows = 0;
  #text = 0;

  private constructor(
    store: Store,
    destination: Destination,
    line: InstructionsLine,
    there: InstructionsRecord | null,
    thereHash: string | null,
  ) {
    this.#store = store;
    this.#destination = destination;
    this.#address = line.address;
    this.#record = line.record && { ...line.record, address: line.address };
    this.#hash = line.hash;
    this.#there = there;
    this.#thereHash = thereHash;
  }

  /** @throws `invalid_export` for an address or labels that cannot be */
  static async begin(
    store: Store,
    line: NumberedLine,
    read: InstructionsLine,
    destination: Destination,
  ): Promise<Section> {
    const { address, record } = read;
    checkName(line, address);
    const head = record?.head ?? 0;
    if (head > 0 !== (read.hash !== null)) throw broken(line, "has a hash without a version, or the other way round.");
    for (const [label, to] of Object.entries(record?.labels ?? {})) {
      if (to > head) throw broken(line, `has the label ${JSON.stringify(label)} at version ${to} of ${head}.`);
    }
    const there = await store.record(address);
    // What both have must be the same: the chain is as long as the shorter of the two.
    const common = Math.min(head, there?.head ?? 0);
    const version = common > 0 ? await store.version(address, common) : null;
    const section = new Section(store, destination, read, there, version?.hash ?? null);
    section.#compare();
    return section;
  }

  /** How much longer the export's history is than the store's. */
  get #ahead(): number {
    return (this.#record?.head ?? 0) - (this.#there?.head ?? 0);
  }

  #compare(): void {
    const [mine, there] = [this.#record, this.#there];
    if (!mine || !there) return;
    if (mine.overlay !== there.overlay || mine.owner !== there.owner)
      this.#conflict = "it is somebody else's layer there, or a shared one";
    else if (mine.templateFormat !== there.templateFormat)
      this.#conflict = `its templateFormat is ${there.templateFormat} there, and ${mine.templateFormat} in the export`;
    else if (mine.head > 0 && this.#ahead <= 0 && this.#thereHash !== this.#hash) this.#differs(mine.head);
  }

  #differs(number: number): void {
    this.#conflict = `version ${number} is another there`;
  }

  /** @throws `invalid_export`, `chain_broken`, and as the store does */
  async take(line: NumberedLine, { kind, row }: RowLine): Promise<void> {
    const place = ROW_ORDER.indexOf(kind);
    if (place < this.#kind)
      throw broken(line, `is a ${kind} behind a ${ROW_ORDER[this.#kind]}: the order was changed.`);
    this.#kind = place;
    if (kind === "version") return this.#takeVersion(line, { ...row, address: this.#address } as Version);
    this.#checkComplete(line);
    if (this.#conflict) return;
    const address = this.#address;
    switch (kind) {
      case "feedback": {
        const { feedback, lesson } = row;
        if (lesson.feedbackId !== feedback.id) throw broken(line, "has a lesson of other feedback.");
        this.#batch.feedback.push({ feedback: { ...feedback, address }, lesson: { ...lesson, address } });
        break;
      }
      case "proposal":
        this.#batch.proposals.push({ ...row, address } as Batch["proposals"][number]);
        break;
      case "case":
        this.#batch.cases.push({ ...row, address } as Batch["cases"][number]);
        break;
      case "evidence":
        this.#batch.evidence.push(row);
        break;
      case "reflection":
        this.#batch.reflections.push({ ...row, address });
        break;
      case "run":
        this.#batch.runs.push({ ...row, address });
        break;
      case "call":
        this.#batch.calls.push({ ...row, address } as Batch["calls"][number]);
        break;
      case "answer":
        this.#batch.answers.push(row);
        break;
    }
    await this.#added(line);
  }

  async #takeVersion(line: NumberedLine, version: Version): Promise<void> {
    const head = this.#record?.head ?? 0;
    const [fault] = linkFaults(version, this.#last);
    if (fault !== undefined) throw tampered(line, version.number, fault);
    if (version.number > head) throw broken(line, `is version ${version.number}, and the newest should be ${head}.`);
    if (version.number === head && version.hash !== this.#hash)
      throw tampered(line, version.number, "its hash is not that of the newest version");
    this.#last = version;
    if (this.#ahead > 0 && version.number === this.#there?.head && version.hash !== this.#thereHash)
      this.#differs(version.number);
    if (this.#conflict || version.number <= (this.#there?.head ?? 0)) return;
    if (this.#destination.dryRun) {
      this.#destination.note({ status: "taken", added: { version: 1 }, changed: {} });
      return;
    }
    this.#batch.versions.push(version);
    await this.#added(line);
  }

  #checkComplete(line: NumberedLine): void {
    const [have, head] = [this.#last?.number ?? 0, this.#record?.head ?? 0];
    if (have < head) throw broken(line, `comes before version ${have + 1} of ${head}: versions were lost.`);
  }

  async #added({ text }: NumberedLine): Promise<void> {
    this.#rows += 1;
    this.#text += text.length;
    if (this.#rows >= MOST_ROWS || this.#text >= MOST_TEXT) await this.flush();
  }

  /** Takes in what was read so far. */
  async flush(state?: IncomingRows["state"]): Promise<void> {
    if (this.#conflict) return;
    const record = this.#record && !this.#begun ? { record: this.#record } : {};
    const rows: IncomingRows = { ...this.#batch, ...record, ...(state ? { state } : {}) };
    this.#begun = true;
    [this.#batch, this.#rows, this.#text] = [emptyBatch(), 0, 0];
    const { dryRun, note } = this.#destination;
    // The store stands where it has gone on.
    const outcome = await this.#store.takeIn(this.#address, rows, { dryRun, replaceOlder: this.#ahead >= 0 });
    if (outcome.status === "taken") note(outcome);
    else this.#differs(outcome.number);
  }

  /** Takes in the rest and moves the labels; gives the conflict, if there is one. */
  async end(line: NumberedLine): Promise<ImportConflict | null> {
    this.#checkComplete(line);
    await this.flush(this.#state());
    if (this.#conflict === null) return null;
    return {
      address: this.#address,
      code: "import_conflict",
      message:
        `"${addressKey(this.#address)}" exists with another history: ${this.#conflict}. Nothing of it was taken in. ` +
        "Erase it there first, or import into another database.",
    };
  }

  /** Where the store has gone on, or has moved a label since, that stands. */
  #state(): IncomingRows["state"] {
    const [mine, there] = [this.#record, this.#there];
    if (!mine) return {};
    const { labels, seed, offeredSeeds } = mine;
    if (!there || this.#ahead > 0) return { labels, seed, offeredSeeds };
    const missing = Object.entries(labels).filter(([label]) => !Object.hasOwn(there.labels, label));
    return { labels: Object.fromEntries(missing), offeredSeeds };
  }
}

function emptyBatch(): Batch {
  return {
    versions: [],
    feedback: [],
    proposals: [],
    cases: [],
    evidence: [],
    reflections: [],
    runs: [],
    calls: [],
    answers: [],
  };
}

function checkName(line: NumberedLine, address: Address): void {
  try {
    if (addressKey(checkAddress(address.namespace, address.name)) === addressKey(address)) return;
  } catch (cause) {
    throw broken(line, `has an address that cannot be. ${(cause as Error).message}`, cause);
  }
  throw broken(line, "has an address that is not in the normal form of Unicode (NFC).");
}

function tampered({ number: line }: NumberedLine, number: number, fault: string): KnowhowError {
  return new KnowhowError(
    "chain_broken",
    `Line ${line}: version ${number} does not fit the hash chain: ${fault}. It was changed since it was made; export it again.`,
  );
}
