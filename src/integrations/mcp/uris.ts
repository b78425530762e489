/** Addresses as URIs of resources: `knowhow://instructions/acme/tweets`, `knowhow://versions/3/acme/tweets`. */
import { type Address, checkAddress } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";

/** What a URI names: the text in force, the text of a version, or the list of versions. */
export type Place =
  | { readonly kind: "instructions" | "history"; readonly address: Address }
  | { readonly kind: "versions"; readonly address: Address; readonly version: number };

export const TEMPLATES = [
  {
    uriTemplate: "knowhow://instructions/{+name}",
    name: "instructions",
    description: "The text in force. name is as list_instructions gives it, each segment percent-encoded.",
    mimeType: "text/markdown",
  },
  {
    uriTemplate: "knowhow://versions/{version}/{+name}",
    name: "version",
    description: "The text of a version by its number. It never changes.",
    mimeType: "text/markdown",
  },
  {
    uriTemplate: "knowhow://history/{+name}",
    name: "history",
    description: "The newest versions: number, labels, when, by whom and why.",
    mimeType: "application/json",
  },
] as const;

/** The URI of the text in force. */
export function uriOf({ namespace, name }: Address): string {
  return `knowhow://instructions/${[...namespace, name].map(encodeURIComponent).join("/")}`;
}

/** @throws `invalid_usage` for a URI of another form, `invalid_name` */
export function placeOf(uri: string): Place {
  const [, kind, number, path = ""] = /^knowhow:\/\/(instructions|history|versions\/(\d{1,15}))\/(.+)$/.exec(uri) ?? [];
  if (kind === undefined) {
    const forms = TEMPLATES.map(({ uriTemplate }) => uriTemplate).join(", ");
    throw new KnowhowError("invalid_usage", `There is no such resource. Resources are ${forms}.`);
  }
  const segments = path.split("/").map(decoded);
  const address = checkAddress(segments.slice(0, -1), segments.at(-1));
  if (number !== undefined) return { kind: "versions", address, version: Number(number) };
  return { kind: kind === "history" ? "history" : "instructions", address };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new KnowhowError("invalid_name", "The name in the URI is not percent-encoded as UTF-8.", { cause });
  }
}
