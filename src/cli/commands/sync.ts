/** `knowhow sync`: AGENTS.md, CLAUDE.md, skills and the like, in both directions. */
import type { Synced } from "../../integrations/files/sync.js";
import type { Principal } from "../../core/principal.js";
import type { Cli } from "../context.js";
import { openInstructions, type Session, withSession } from "../open.js";
import { syncedLines } from "../output/synced.js";
import { type PersonOptions, personOf } from "../person.js";
import { type OpenTarget, type PlaceOptions, placesOf, synchronised, targetsOf } from "../sync-targets.js";

export interface SyncOptions extends PersonOptions, PlaceOptions {
  readonly discard?: boolean;
  readonly watch?: boolean;
  readonly init?: boolean;
}

export async function sync(cli: Cli, name: string | undefined, options: SyncOptions): Promise<void> {
  const by = personOf(cli, options);
  if (options.init) {
    const { initProject } = await import("./sync-init.js");
    return initProject(cli, name, placesOf(cli, options));
  }
  const targets = await targetsOf(cli, name, options);
  await withSession(cli, async (session) => {
    const opened: OpenTarget[] = [];
    for (const target of targets)
      opened.push({ ...target, instructions: await openInstructions(target.cli, session, target.name) });
    if (options.watch) {
      const { watchTargets } = await import("./sync-watch.js");
      return watchTargets(cli, session, opened, by);
    }
    const done: { name: string; namespace: readonly string[]; files: readonly Synced[]; lines: readonly string[] }[] =
      [];
    let failure: { readonly error: unknown } | null = null;
    for (const target of opened) {
      const files: Synced[] = [];
      failure = await syncPlaces(session, target, by, options.discard ?? false, files);
      if (failure && files.length === 0) break;
      const lines = files.flatMap((one) => syncedLines(target.cli, one));
      done.push({ name: target.name, namespace: target.instructions.address.namespace, files, lines });
      if (failure) break;
    }
    if (failure && done.length === 0) throw failure.error;
    const documents = done.map(({ lines: _lines, ...document }) => document);
    cli.answer(name === undefined ? { instructions: documents } : documents[0], () =>
      done.flatMap(({ lines }) => lines),
    );
    if (failure) throw failure.error;
  });
}

/** Adds to `files` what was done at each place, until one fails: what is written already is told all the same. */
async function syncPlaces(
  session: Session,
  target: OpenTarget,
  by: Principal,
  discard: boolean,
  files: Synced[],
): Promise<{ readonly error: unknown } | null> {
  try {
    for (const place of target.places) files.push(await synchronised(session, target, place, by, discard));
    return null;
  } catch (error) {
    return { error };
  }
}
