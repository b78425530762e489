/** Which instructions a page is about, as it stands in the address bar: `/history/tweet-writer?namespace=acme`. */
import type { Address } from "knowhow";

/** `acme/tweet-writer`: the address as people read it. Segments hold no slash. */
export function keyOf({ namespace, name }: Address): string {
  return [...namespace, name].join("/");
}

/** The namespace as the API's query wants it; undefined for the root. */
export function namespaceQuery({ namespace }: Address): string | undefined {
  return namespace.length === 0 ? undefined : namespace.join("/");
}

/** The address of a page of this studio, with whatever else its query holds. */
export function pathTo(
  page: string,
  address: Address,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const search = new URLSearchParams();
  const namespace = namespaceQuery(address);
  if (namespace !== undefined) search.set("namespace", namespace);
  for (const [name, value] of Object.entries(more)) if (value !== undefined) search.set(name, value);
  const query = search.toString();
  return `/${page}/${encodeURIComponent(address.name)}${query === "" ? "" : `?${query}`}`;
}

/** The address that a page's name and query stand for. */
export function addressOf(name: string, search: string): Address {
  const namespace = new URLSearchParams(search).get("namespace") ?? "";
  return { namespace: namespace === "" ? [] : namespace.split("/"), name };
}
