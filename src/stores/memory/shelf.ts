/** What a memory store keeps for one address, and rows in the order of their ids. */
import type { Case } from "../../core/case.js";
import type { Claim } from "../../core/claim.js";
import type { EvidenceRecord } from "../../core/evidence.js";
import type { Feedback, Lesson } from "../../core/feedback.js";
import type { ModelCall } from "../../core/model-call.js";
import type { InstructionsRecord, Page, PageRequest } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import type { ReflectionRecord } from "../../core/reflection.js";
import type { Run } from "../../core/run.js";
import type { Version } from "../../core/version.js";
import { pageOf, pageSize } from "../page.js";

/** Rows by id. Ids mostly arrive in order, so that adding one is mostly an append. */
class Rows<T> {
  readonly #ids: string[] = [];
  readonly #rows = new Map<string, T>();

  get(id: string): T | undefined {
    return this.#rows.get(id);
  }

  put(id: string, row: T): void {
    if (!this.#rows.has(id)) this.#ids.splice(this.#position(id), 0, id);
    this.#rows.set(id, row);
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#ids.splice(this.#position(id), 1);
  }

  all(): T[] {
    return this.#ids.map((id) => this.#rows.get(id)).filter((row) => row !== undefined);
  }

  /** A page of copies of the rows that `take` accepts. */
  page(order: "oldest" | "newest", request: PageRequest | undefined, take: (row: T) => boolean = () => true): Page<T> {
    const limit = pageSize(request);
    const cursor = request?.cursor ?? null;
    const step = order === "oldest" ? 1 : -1;
    let index = order === "oldest" ? 0 : this.#ids.length - 1;
    if (cursor !== null) {
      index = this.#position(cursor);
      if (order === "newest") index -= 1;
      else if (this.#ids[index] === cursor) index += 1;
    }
    const found: { id: string; row: T }[] = [];
    for (; found.length <= limit; index += step) {
      const id = this.#ids[index];
      if (id === undefined) break;
      const row = this.#rows.get(id);
      if (row !== undefined && take(row)) found.push({ id, row });
    }
    return pageOf(
      found,
      limit,
      ({ id }) => id,
      ({ row }) => structuredClone(row),
    );
  }

  /** Where `id` is or belongs. */
  #position(id: string): number {
    const last = this.#ids.at(-1);
    if (last === undefined || last < id) return this.#ids.length;
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? "") < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Everything of one address. Runs and feedback may be there before the instructions are. */
export class Shelf {
  record: InstructionsRecord | null = null;
  claim: Claim | null = null;
  /** Version 1 is at index 0. */
  readonly versions: Version[] = [];
  readonly runs = new Rows<Run>();
  readonly feedback = new Rows<Feedback>();
  readonly lessons = new Rows<Lesson>();
  readonly proposals = new Rows<Proposal>();
  readonly cases = new Rows<Case>();
  readonly evidence = new Rows<EvidenceRecord>();
  readonly reflections = new Rows<ReflectionRecord>();
  readonly calls = new Rows<ModelCall>();
  /** Ids by idempotency key. */
  readonly runKeys = new Map<string, string>();
  readonly feedbackKeys = new Map<string, string>();
  /** By reflection id and request, joined by a space: ids have none. */
  readonly answers = new Map<string, string>();

  /** Looking for something that is not there makes an empty shelf. */
  holdsAnything(): boolean {
    const { record, claim, answers } = this;
    if (record || claim || answers.size > 0) return true;
    return [this.runs, this.feedback, this.calls].some((rows) => rows.all().length > 0);
  }
}
