/** Keeping what was drawn: each run and each feedback once, under keys made of the source's own ids. */
import { KnowhowError } from "../../core/errors.js";
import type { Lesson } from "../../core/feedback.js";
import { hashJson } from "../../core/hash.js";
import { normaliseMessages } from "../../core/messages/normalise.js";
import type { Principal, Role } from "../../core/principal.js";
import type { Page } from "../../core/ports/store.js";
import { makeRef } from "../../core/ref.js";
import type { Run } from "../../core/run.js";
import type { FeedbackInput, Instructions, RunInput } from "../../memory.js";
import type { DrawnFeedback, DrawnRun, Giver } from "./drawn.js";
import type { CollectFormat } from "./formats.js";

/** Whether it was new. */
export type Kept = "added" | "there";

export interface KeepOptions {
  readonly from: CollectFormat;
  readonly people: Role;
  readonly programs: Role;
  readonly dryRun: boolean;
}

/** The runs of one import, found by the source's ids. */
export class Keeper {
  readonly #instructions: Instructions;
  readonly #options: KeepOptions;
  /** Ids of runs by the source's ids. */
  readonly #runs = new Map<string, string>();
  readonly #seen = new Set<string>();
  /** Ids sort by time: what is not larger than these was there before. Looked up when they are first needed. */
  readonly #newest: Partial<Record<"run" | "feedback", Promise<string>>> = {};
  #looked = false;

  constructor(instructions: Instructions, options: KeepOptions) {
    this.#instructions = instructions;
    this.#options = options;
  }

  /** @throws `invalid_messages`, `invalid_text`, `too_large`, `idempotency_conflict` */
  async run(drawn: DrawnRun): Promise<Kept> {
    const { from, dryRun } = this.#options;
    const id = drawn.id ?? hashJson(drawn.messages);
    const names = [id, ...(drawn.alias ?? [])];
    if (dryRun) {
      normaliseMessages(drawn.messages);
      for (const name of names) this.#runs.set(name, id);
      return "added";
    }
    const newest = await (this.#newest.run ??= newestRun(this.#instructions));
    const run = await this.#instructions.record({
      messages: drawn.messages,
      // What it ran on is not ours to know, and was hardly what is in force now.
      ref: makeRef([], systemText(drawn.messages)),
      metadata: metadataOf(from, id, drawn),
      idempotencyKey: this.#keyOf("run", id),
      ...(drawn.thread === null ? {} : { thread: drawn.thread }),
      ...(drawn.person === null ? {} : { principal: { id: drawn.person.slice(0, 256), role: "user" } }),
    } satisfies RunInput);
    for (const name of names) this.#runs.set(name, run.id);
    return this.#isNew(run.id, newest);
  }

  /** Null where its run is not there (yet). @throws `invalid_feedback`, `invalid_text`, `idempotency_conflict` */
  async feedback(drawn: DrawnFeedback): Promise<Kept | null> {
    const run = drawn.run.map((name) => this.#runs.get(name)).find((id) => id !== undefined);
    if (run === undefined) return null;
    const { id, comment, revised } = drawn;
    const score = drawn.score !== null && drawn.score >= 0 && drawn.score <= 1 ? drawn.score : null;
    if (comment === null && revised === null && score === null) throw saysNothing(drawn);
    if (this.#options.dryRun) return "added";
    const by = this.#principalOf(drawn.by);
    const words = {
      ...(comment === null ? {} : { comment }),
      ...(score === null ? {} : { score }),
      ...(revised === null ? {} : { revised }),
    };
    const input: FeedbackInput = {
      by,
      run,
      ...words,
      // With another role it is said anew: what was parked as a program's may turn out to be a person's.
      idempotencyKey: this.#keyOf("feedback", `${by.role}:${id ?? hashJson([run, by.id, words])}`),
    };
    const newest = await (this.#newest.feedback ??= newestFeedback(this.#instructions));
    return this.#isNew((await this.#instructions.feedback(input)).id, newest);
  }

  /** Finds runs that an earlier import kept, by what their metadata says. Once, and only where it is needed. */
  async lookBack(): Promise<void> {
    if (this.#looked) return;
    this.#looked = true;
    let cursor: string | null = null;
    do {
      const page: Page<Run> = await this.#instructions.runs({ cursor, limit: 100 });
      for (const { id, metadata } of page.items) {
        if (metadata["source"] !== this.#options.from) continue;
        for (const name of [metadata["sourceId"], metadata["sourceAlias"]])
          if (typeof name === "string" && !this.#runs.has(name)) this.#runs.set(name, id);
      }
      cursor = page.next;
    } while (cursor !== null);
  }

  #keyOf(what: "run" | "feedback", id: string): string {
    const key = `${this.#options.from}:${what}:${id}`;
    return key.length <= 256 && key.isWellFormed() ? key : `${this.#options.from}:${what}:${hashJson(id)}`;
  }

  #isNew(id: string, newest: string): Kept {
    const added = id > newest && !this.#seen.has(id);
    this.#seen.add(id);
    return added ? "added" : "there";
  }

  #principalOf(by: Giver): Principal {
    const { from, people, programs } = this.#options;
    const id = (by.id ?? from).slice(0, 256);
    return { id, role: by.kind === "person" ? people : by.kind === "model" ? "model" : programs };
  }
}

const newestRun = async (instructions: Instructions): Promise<string> =>
  (await instructions.runs({ limit: 1 })).items[0]?.id ?? "";

/** Lessons come oldest first. */
async function newestFeedback(instructions: Instructions): Promise<string> {
  let newest = "";
  let cursor: string | null = null;
  do {
    const page: Page<Lesson> = await instructions.lessons({ cursor, limit: 1000 });
    for (const { feedbackId } of page.items) if (feedbackId > newest) newest = feedbackId;
    cursor = page.next;
  } while (cursor !== null);
  return newest;
}

/** What the ref's hash stands for: the system prompt that the log has, if any. */
function systemText(messages: readonly unknown[]): string {
  const [first] = messages;
  const { role, content } = (typeof first === "object" && first !== null ? first : {}) as Record<string, unknown>;
  return role === "system" && typeof content === "string" ? content : "";
}

const metadataOf = (source: CollectFormat, sourceId: string, { at, model, alias }: DrawnRun) => ({
  source,
  sourceId,
  ...(alias?.[0] === undefined || alias[0] === sourceId ? {} : { sourceAlias: alias[0] }),
  ...(at === null ? {} : { at }),
  ...(model === null ? {} : { model }),
});

function saysNothing({ score }: DrawnFeedback): KnowhowError {
  const why =
    score === null ? "has no comment, score or correction" : `has a score of ${score}, not from 0 to 1, alone`;
  return new KnowhowError("invalid_feedback", `is feedback that ${why}.`);
}
