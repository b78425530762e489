/** `collect`: runs and feedback out of the logs of others, each once, however often it is done. */
import { ZodError } from "zod";
import { type ErrorCode, KnowhowError } from "../../core/errors.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import { type Role, ROLES } from "../../core/principal.js";
import type { Instructions } from "../../memory.js";
import type { Drawn, DrawnFeedback } from "./drawn.js";
import { entriesIn } from "./entries.js";
import { COLLECT_FORMATS, type CollectFormat, DRAWS } from "./formats.js";
import { Keeper } from "./keep.js";

export interface CollectOptions {
  /** Whose logs they are. */
  readonly from: CollectFormat;
  /**
   * The role of people whose feedback the log has; the application asserts it. Default `user`, whose lessons wait as
   * proposals in shared layers.
   */
  readonly people?: Role;
  /**
   * The role of feedback that came through an API or from an evaluation. Default `tool`: it is kept, and teaches
   * nothing. `user`, if you know that it was people's.
   */
  readonly programs?: Role;
  /** Reads and counts, and keeps nothing. Default false. */
  readonly dryRun?: boolean;
}

const OPTIONS: OptionsOf<CollectOptions> = { from: true, people: true, programs: true, dryRun: true };

/** What was read, what of it was new, and what was there already. In a dry run `added` is what could be kept. */
export interface CollectCounts {
  readonly read: number;
  readonly added: number;
  readonly there: number;
}

/** An entry, or feedback, that could not be kept; all others were. */
export interface CollectFault {
  /** `line 7`, or `entry 7` of an array. */
  readonly where: string;
  readonly code: ErrorCode;
  readonly message: string;
}

export interface Collected {
  readonly dryRun: boolean;
  readonly entries: number;
  readonly runs: CollectCounts;
  readonly feedback: CollectCounts;
  /** What was left out on purpose, by the reason. */
  readonly passed: Readonly<Record<string, number>>;
  /** How many there are; `faults` has the first hundred. */
  readonly failed: number;
  readonly faults: readonly CollectFault[];
}

const MOST_FAULTS = 100;

/** Faults of an entry. Any other, as of the store, ends it all. */
const OF_ENTRIES: readonly ErrorCode[] = [
  "invalid_messages",
  "invalid_text",
  "too_large",
  "invalid_run",
  "invalid_feedback",
  "invalid_principal",
  "idempotency_conflict",
];

interface Waiting {
  readonly where: string;
  readonly drawn: DrawnFeedback;
}

/**
 * Keeps the runs and the feedback of a log, given as text or bytes in pieces: lines of JSON, one array, or documents.
 * What cannot be read is named, and the rest goes on. Again with the same log changes nothing.
 * @throws `invalid_policy`, `instructions_not_found`, and the `store_*` errors; what was kept until then stays
 */
export async function collect(
  instructions: Instructions,
  pieces: AsyncIterable<string | Uint8Array>,
  options: CollectOptions,
): Promise<Collected> {
  const { from, people, programs, dryRun } = checkOptions(options);
  await instructions.current();
  const keeper = new Keeper(instructions, { from, people, programs, dryRun });
  const sum = new Sum();
  let waiting: Waiting[] = [];

  const take = async (where: string, drawn: Drawn): Promise<void> => {
    if (drawn.kind === "passed") return sum.pass(drawn.why);
    const { kind } = drawn;
    sum.counts[kind].read += 1;
    try {
      const kept = kind === "run" ? await keeper.run(drawn) : await keeper.feedback(drawn);
      if (kept) sum.counts[kind][kept] += 1;
      else if (kind === "feedback") waiting.push({ where, drawn });
    } catch (error) {
      sum.fail(where, error);
    }
  };

  for await (const entry of entriesIn(pieces)) {
    sum.entries += 1;
    try {
      if (entry.fault) throw entry.fault;
      for (const drawn of DRAWS[from](entry.value)) await take(entry.where, drawn);
    } catch (error) {
      sum.fail(entry.where, error);
    }
  }
  // Feedback may stand before its run, or come in a file of its own.
  const late = waiting;
  if (late.length > 0) await keeper.lookBack();
  for (const { where, drawn } of late) {
    waiting = [];
    sum.counts.feedback.read -= 1;
    await take(where, drawn);
    if (waiting.length > 0) sum.pass("feedback on runs that are not here");
  }
  return {
    dryRun,
    entries: sum.entries,
    runs: sum.counts.run,
    feedback: sum.counts.feedback,
    passed: sum.passed,
    failed: sum.failed,
    faults: sum.faults,
  };
}

function checkOptions(options: CollectOptions): Required<CollectOptions> {
  checkKnown("collect()", options, OPTIONS);
  const { from, people = "user", programs = "tool", dryRun = false } = options;
  if (!COLLECT_FORMATS.includes(from))
    throw new KnowhowError("invalid_policy", `"from" must be one of ${COLLECT_FORMATS.join(", ")}, not ${from}.`);
  const odd = Object.entries({ people, programs }).find(([, role]) => !ROLES.includes(role));
  if (odd) throw new KnowhowError("invalid_policy", `"${odd[0]}" must be one of ${ROLES.join(", ")}, not ${odd[1]}.`);
  return { from, people, programs, dryRun };
}

class Sum {
  entries = 0;
  failed = 0;
  readonly counts = { run: { read: 0, added: 0, there: 0 }, feedback: { read: 0, added: 0, there: 0 } };
  readonly passed: Record<string, number> = {};
  readonly faults: CollectFault[] = [];

  pass(why: string): void {
    this.passed[why] = (this.passed[why] ?? 0) + 1;
  }

  /** @throws what is no fault of an entry */
  fail(where: string, error: unknown): void {
    const fault = faultOf(error);
    if (!fault) throw error;
    this.failed += 1;
    if (this.faults.length < MOST_FAULTS) this.faults.push({ where, ...fault });
  }
}

function faultOf(error: unknown): Omit<CollectFault, "where"> | null {
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    const place = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
    return { code: "invalid_messages", message: `has another form: ${place}${issue?.message ?? "unknown"}.` };
  }
  if (!KnowhowError.is(error) || !OF_ENTRIES.includes(error.code)) return null;
  if (error.code === "idempotency_conflict")
    return { code: error.code, message: "was kept before with other content, which stays." };
  return { code: error.code, message: error.message };
}
