/** One list over several namespaces, page by page: a caller may reach some of what lies below the one it asks for. */
import type { Namespace } from "../core/address.js";
import type { Page, PageRequest } from "../core/ports/store.js";
import { InvalidRequest } from "./problem.js";

type List<T> = (namespace: Namespace, page: PageRequest) => Promise<Page<T>>;

/** A cursor is the number of the namespace and the cursor in there; of a single one it is the latter alone. */
export async function acrossNamespaces<T>(
  namespaces: readonly Namespace[],
  page: PageRequest,
  list: List<T>,
): Promise<Page<T>> {
  const [only] = namespaces;
  if (namespaces.length === 1 && only) return list(only, page);
  const given = page.cursor ?? null;
  const [, number, rest] = given === null ? [null, "0", ""] : (/^([0-9]{1,4})~(.*)$/s.exec(given) ?? []);
  const at = Number(number ?? Number.NaN);
  const namespace = namespaces[at];
  if (!namespace)
    throw new InvalidRequest([{ where: "query.cursor", message: 'is not the "next" of a page of this list' }]);
  const { items, next } = await list(namespace, { ...page, cursor: rest === "" ? null : (rest ?? null) });
  if (next !== null) return { items, next: `${at}~${next}` };
  return { items, next: at + 1 < namespaces.length ? `${at + 1}~` : null };
}
