/** What `knowhow sync` is to synchronise: what the options name, or the project file. */
import type { Principal } from "../core/principal.js";
import type { Place } from "../integrations/files/place.js";
import { type Synced, syncPlace } from "../integrations/files/sync.js";
import type { Instructions } from "../memory.js";
import type { Cli } from "./context.js";
import type { Session } from "./open.js";
import { hasProjectFile, PROJECT_FILE, readProjectFile } from "./project-file.js";

/** What the options of `sync` name. */
export interface PlaceOptions {
  readonly file?: readonly string[];
  readonly skill?: readonly string[];
  readonly description?: string;
}

/** One instructions, and where they stand. */
export interface Target {
  readonly name: string;
  /** The context with the namespace that the project file may name. */
  readonly cli: Cli;
  readonly places: readonly Place[];
}

export interface OpenTarget extends Target {
  readonly instructions: Instructions;
}

export const synchronised = (
  { store }: Pick<Session, "store">,
  { instructions }: OpenTarget,
  place: Place,
  by: Principal,
  discard: boolean,
): Promise<Synced> => syncPlace(instructions, { root: process.cwd(), place, by, store, discard });

export function placesOf(cli: Cli, { file = [], skill = [], description }: PlaceOptions): Place[] {
  if (description !== undefined && skill.length !== 1)
    cli.misuse("--description is of one skill: give one with --skill");
  return [...file.map((one) => ({ file: one })), ...skill.map((one) => ({ skill: one, description }))];
}

/** What is named, else what the project file names. @throws as `readProjectFile` */
export async function targetsOf(cli: Cli, name: string | undefined, options: PlaceOptions): Promise<Target[]> {
  const places = placesOf(cli, options);
  if (places.length > 0) {
    if (name === undefined) return cli.misuse("name the instructions that are to stand there");
    return [{ name, cli, places }];
  }
  if (!hasProjectFile())
    return cli.misuse(
      `give --file or --skill, or keep what is to be synchronised in ${PROJECT_FILE}: knowhow sync --init`,
    );
  const entries = await readProjectFile();
  const targets = entries.map(({ instructions, namespace, files = [], skills = [] }) => ({
    name: instructions,
    cli: namespace === undefined ? cli : { ...cli, namespace: namespace.split("/") },
    places: [
      ...files.map((file) => ({ file })),
      ...skills.map(({ folder, description }) => ({ skill: folder, description })),
    ],
  }));
  if (name === undefined) return targets;
  const own = targets.filter((target) => target.name === name);
  const [first] = own;
  if (!first) return cli.misuse(`${PROJECT_FILE} does not name ${name}; give --file or --skill`);
  if (own.some((target) => target.cli !== first.cli))
    return cli.misuse(`${PROJECT_FILE} names ${name} in several namespaces; leave the name out`);
  return [{ ...first, places: own.flatMap((target) => target.places) }];
}
