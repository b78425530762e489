/** Brings a file and instructions together: what is in force into the file, a person's edits of it into a proposal. */
import { KnowhowError } from "../../core/errors.js";
import type { Principal } from "../../core/principal.js";
import type { Proposal } from "../../core/proposal.js";
import type { Instructions } from "../../memory.js";
import { digestOf, editedText, findMarked, putMarked, shownOf } from "./marked.js";
import { readTarget, writeTarget } from "./target.js";

export interface SyncInput {
  /** The folder that the file must be in. */
  readonly root: string;
  readonly file: string;
  /** Whose edits they are that stand in the file. */
  readonly by: Principal;
  /** Put what is in force over edits in the file, instead of proposing them. Default false. */
  readonly discard?: boolean;
}

/**
 * `written`: the file has what is in force now; `unchanged`: it had it; `proposed`: a person's edits became a proposal;
 * `waiting`: they are one that is open; `held`: they were turned down, and stay in the file until somebody changes it.
 */
export interface Synced {
  readonly file: string;
  readonly status: "written" | "unchanged" | "proposed" | "waiting" | "held";
  /** The version in force. */
  readonly version: number;
  readonly proposal: Proposal | null;
}

/** @throws `invalid_usage` for broken markers or a file of another database, `conflict`, and as `propose` */
export async function syncFile(instructions: Instructions, input: SyncInput): Promise<Synced> {
  const { root, file, by, discard = false } = input;
  const target = await readTarget(root, file);
  const { address } = instructions;
  const { text, version } = await instructions.current();
  const marked = target.bytes === null ? null : findMarked(target.bytes, address);
  let accepted: Proposal | null = null;
  if (marked && !discard && marked.shown !== shownOf(text)) {
    const base = await baseText(instructions, marked, file);
    if (marked.shown !== shownOf(base)) {
      const edited = editedText(base, marked.shown);
      const known = await proposalOf(instructions, by, marked.version, edited);
      if (!known) {
        const reason = `Edited in ${file}.`;
        const proposal = await instructions.propose({ by, text: edited, base: marked.version, reason });
        return { file, status: proposal.state === "open" ? "proposed" : "held", version, proposal };
      }
      if (known.state !== "accepted")
        return { file, status: known.state === "open" ? "waiting" : "held", version, proposal: known };
      accepted = known;
    }
  }
  const made = putMarked(target.bytes, address, version, text);
  const same = target.bytes !== null && made.equals(target.bytes);
  if (!same) await writeTarget(target, made);
  return { file, status: same ? "unchanged" : "written", version, proposal: accepted };
}

/** The text that was written there. @throws `invalid_usage` if this database's version is another */
async function baseText(
  instructions: Instructions,
  marked: { version: number; digest: string },
  file: string,
): Promise<string> {
  const { text } = await instructions.version(marked.version);
  if (digestOf(text) === marked.digest) return text;
  throw new KnowhowError(
    "invalid_usage",
    `The marker in ${file} names another version ${marked.version} than this database has. Give the right --db; ` +
      "or, to put what is in force over it, --discard.",
  );
}

/** The newest proposal of the very same edit. */
async function proposalOf(
  instructions: Instructions,
  by: Principal,
  base: number,
  text: string,
): Promise<Proposal | null> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Instructions["proposals"]>> = await instructions.proposals({ cursor });
    const same = page.items.find((one) => one.by.id === by.id && one.base === base && one.text === text);
    if (same) return same;
    cursor = page.next;
  } while (cursor !== null);
  return null;
}
