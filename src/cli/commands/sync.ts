/** `knowhow sync`: AGENTS.md, CLAUDE.md, skills and the like, in both directions. */
import type { Synced } from "../../integrations/files/sync.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
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
    for (const target of opened) {
      const files: Synced[] = [];
      for (const place of target.places)
        files.push(await synchronised(session, target, place, by, options.discard ?? false));
      const lines = files.flatMap((one) => syncedLines(target.cli, one));
      done.push({ name: target.name, namespace: target.instructions.address.namespace, files, lines });
    }
    const documents = done.map(({ lines: _lines, ...document }) => document);
    cli.answer(name === undefined ? { instructions: documents } : documents[0], () =>
      done.flatMap(({ lines }) => lines),
    );
  });
}
