/** The versions, newest first, each with the lines that it added, reworded and retired. */
import type { Page, PageRequest } from "../core/ports/store.js";
import { type RuleChange, ruleChange } from "../core/rule-changes.js";
import type { Scope } from "./context.js";
import { readHead } from "./head.js";

/** One for each version of the page. */
export async function ruleChanges(scope: Scope, page: PageRequest = {}): Promise<Page<RuleChange>> {
  await readHead(scope);
  const { items, next } = await scope.store.versions(scope.address, page);
  const parent = items.at(-1)?.parent ?? null;
  const before = parent === null ? null : await scope.store.version(scope.address, parent);
  return { items: items.map((version, index) => ruleChange(items[index + 1] ?? before, version)), next };
}
