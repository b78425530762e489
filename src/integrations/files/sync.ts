/** Brings a file and instructions together: what is in force into the file, a person's edits of it into a proposal. */
import { KnowhowError } from "../../core/errors.js";
import type { Principal } from "../../core/principal.js";
import type { Store } from "../../core/ports/store.js";
import type { Proposal } from "../../core/proposal.js";
import type { Instructions } from "../../memory.js";
import { oneAtATime } from "./one-at-a-time.js";
import { formOf, type Place } from "./place.js";
import { readTarget, writeTarget } from "./target.js";
import { digestOf, editedText, shownOf, type Written } from "./written.js";

export interface SyncInput {
  /** The folder that the file must be in. */
  readonly root: string;
  readonly place: Place;
  /** Where the instructions are kept, so that of two who synchronise at once only one proposes. */
  readonly store: Pick<Store, "claim" | "release">;
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

/**
 * @throws `invalid_usage` for broken markers or front matter, or a file of another database, `conflict`,
 * `store_unavailable` rather than writing what may be old, and as `propose`
 */
export async function syncPlace(instructions: Instructions, input: SyncInput): Promise<Synced> {
  const { root, place, by, discard = false } = input;
  const form = formOf(place, root, instructions.address);
  const { file } = form;
  const target = await readTarget(root, file, form);
  const { text, version, stale } = await instructions.current();
  if (stale) throw new KnowhowError("store_unavailable", `The store did not answer; ${file} stays as it is.`);
  const written = target.bytes === null ? null : form.find(target.bytes);
  let accepted: Proposal | null = null;
  if (written && !discard && written.shown !== shownOf(text)) {
    const base = await baseText(instructions, written, file);
    if (written.shown !== shownOf(base)) {
      const edit = { by, base: written.version, text: editedText(base, written.shown), reason: `Edited in ${file}.` };
      const { proposal, made } = await proposed(instructions, input.store, edit);
      if (made || proposal.state !== "accepted") {
        const open = made ? "proposed" : "waiting";
        return { file, status: proposal.state === "open" ? open : "held", version, proposal };
      }
      accepted = proposal;
    }
  }
  const made = form.put(target.bytes, version, text, discard);
  const same = target.bytes !== null && made.equals(target.bytes);
  if (!same) await writeTarget(target, made);
  return { file, status: same ? "unchanged" : "written", version, proposal: accepted };
}

interface Edited {
  readonly by: Principal;
  readonly base: number;
  readonly text: string;
  readonly reason: string;
}

/** The proposal of an edit: the one there is, else a new one. */
async function proposed(
  instructions: Instructions,
  store: SyncInput["store"],
  edit: Edited,
): Promise<{ readonly proposal: Proposal; readonly made: boolean }> {
  const there = async () => {
    const proposal = await proposalOf(instructions, edit);
    return proposal && { proposal, made: false };
  };
  return (
    (await there()) ??
    oneAtATime(
      store,
      instructions.address,
      async () => (await there()) ?? { proposal: await instructions.propose(edit), made: true },
    )
  );
}

/** The text that was written there. @throws `invalid_usage` if this database's version is another */
async function baseText(
  instructions: Instructions,
  { version, digest }: Pick<Written, "version" | "digest">,
  file: string,
): Promise<string> {
  const { text } = await instructions.version(version);
  if (digestOf(text) === digest) return text;
  throw new KnowhowError(
    "invalid_usage",
    `${file} names another version ${version} than this database has. Give the right --db; ` +
      "or, to put what is in force over it, --discard.",
  );
}

/** The newest proposal of the very same edit. */
async function proposalOf(instructions: Instructions, { by, base, text }: Edited): Promise<Proposal | null> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Instructions["proposals"]>> = await instructions.proposals({ cursor });
    const same = page.items.find((one) => one.by.id === by.id && one.base === base && one.text === text);
    if (same) return same;
    cursor = page.next;
  } while (cursor !== null);
  return null;
}
