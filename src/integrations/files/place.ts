/** Where instructions stand: between markers of a file, or as a skill of their own. */
import { basename, join, resolve } from "node:path";
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { findMarked, putMarked } from "./marked.js";
import { checkSkill, findSkill, putSkill } from "./skill.js";
import type { Written } from "./written.js";

export type Place =
  | { readonly file: string }
  | {
      /** The folder of the skill, whose name is the skill's. */
      readonly skill: string;
      /** For a skill that is not there yet: what it does, and when an agent should use it. */
      readonly description?: string | undefined;
    };

/** How instructions stand in the files of one kind. */
export interface Form {
  readonly file: string;
  /** Whether its folder is made if it is not there. */
  readonly makesFolder: boolean;
  /** What the file holds of the instructions; null for nothing. */
  find(bytes: Buffer): Written | null;
  put(bytes: Buffer | null, version: number, text: string, discard: boolean): Buffer;
}

/** The file of a place, relative to the root as the place is. */
export const fileOf = (place: Place): string => ("file" in place ? place.file : join(place.skill, "SKILL.md"));

/** @throws `invalid_usage` for a skill whose name or description the format does not allow */
export function formOf(place: Place, root: string, address: Address): Form {
  const file = fileOf(place);
  if ("file" in place)
    return {
      file,
      makesFolder: false,
      find: (bytes) => of(file, () => findMarked(bytes, address)),
      put: (bytes, version, text) => of(file, () => putMarked(bytes, address, version, text)),
    };
  const skill = { name: basename(resolve(root, place.skill)), description: place.description };
  checkSkill(skill);
  return {
    file,
    makesFolder: true,
    find: (bytes) => of(file, () => findSkill(bytes, address, skill)),
    put: (bytes, version, text, discard) => of(file, () => putSkill(bytes, address, skill, { version, text, discard })),
  };
}

/** Faults name the file, as there may be several. */
function of<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw KnowhowError.is(cause) ? new KnowhowError(cause.code, `${file}: ${cause.message}`, { cause }) : cause;
  }
}
