/** The texts of an item that are searched: all of them, or those at paths such as `title` and `chapters[*].content`. */
import { KnowhowError } from "../../core/errors.js";

/** A step of a path: the name of a field or `*` for all, or a place in an array, from its end if negative. */
type Step = string | number;

/** One text of all that is said at the paths. `$` is the whole item. */
export function textAt(value: unknown, paths: readonly string[]): string {
  return paths.flatMap((path) => follow(value, parsePath(path))).join(" ");
}

/** @throws `invalid_item` for what is not a list of paths */
export function checkPaths(paths: unknown): readonly string[] {
  if (Array.isArray(paths) && paths.every((path) => typeof path === "string" && path !== "")) return [...paths];
  throw new KnowhowError("invalid_item", 'index must be false or paths, for example ["title", "chapters[*].content"].');
}

function parsePath(path: string): Step[] {
  if (path === "$") return [];
  return path.split(".").flatMap((part) => {
    const [name = "", ...places] = part.split("[");
    const steps = places.map((place): Step => (place === "*]" ? "*" : Number.parseInt(place, 10)));
    return name === "" ? steps : [name, ...steps];
  });
}

function follow(value: unknown, steps: readonly Step[]): string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return leaves(value);
  if (typeof value !== "object" || value === null) return [];
  if (step === "*") return Object.values(value).flatMap((inner) => follow(inner, rest));
  if (typeof step === "number") {
    return Array.isArray(value) && Number.isInteger(step) ? follow(value.at(step), rest) : [];
  }
  return Object.hasOwn(value, step) ? follow((value as Record<string, unknown>)[step], rest) : [];
}

/** Field names are no text of the item. */
function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
