/** `knowhow sync --init`: writes `knowhow.json`. */
import { fileOf, type Place } from "../../integrations/files/place.js";
import type { Cli } from "../context.js";
import { noDatabase, openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { everything } from "../paging.js";
import { PROJECT_FILE, type ProjectEntry, writeProjectFile } from "../project-file.js";

/** Where instructions stand if nothing else is said. */
const DEFAULT_PLACES: readonly Place[] = [{ file: "AGENTS.md" }];

/** With a name these instructions at these places; without, all there are in the namespace and below, in AGENTS.md. */
export async function initProject(cli: Cli, name: string | undefined, places: readonly Place[]): Promise<void> {
  if (name === undefined && places.length > 0) cli.misuse("name the instructions that are to stand there");
  await withSession(cli, async (session) => {
    const shared = (await everything((page) => session.memory.list(cli.namespace, page))).filter(
      ({ overlay }) => !overlay,
    );
    const addresses =
      name === undefined
        ? shared.map(({ address }) => address)
        : [(await openInstructions(cli, session, name)).address];
    if (addresses.length === 0)
      cli.misuse(`there is nothing to synchronise yet. ${session.missing ? noDatabase(session) : ""}`.trim());
    const chosen = places.length > 0 ? places : DEFAULT_PLACES;
    const entries = addresses.map((address) => entryOf(address, chosen));
    await writeProjectFile(entries);
    cli.answer({ file: PROJECT_FILE, sync: entries }, () => [
      `Wrote ${PROJECT_FILE}: ${addresses.map((one) => one.name).join(", ")} in ${chosen.map(fileOf).join(", ")}.`,
      suggester(cli)("sync"),
    ]);
  });
}

function entryOf(
  address: { readonly name: string; readonly namespace: readonly string[] },
  places: readonly Place[],
): ProjectEntry {
  const files = places.flatMap((place) => ("file" in place ? [place.file] : []));
  const skills = places.flatMap((place) =>
    "file" in place
      ? []
      : [{ folder: place.skill, ...(place.description === undefined ? {} : { description: place.description }) }],
  );
  return {
    instructions: address.name,
    ...(address.namespace.length > 0 ? { namespace: address.namespace.join("/") } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(skills.length > 0 ? { skills } : {}),
  };
}
