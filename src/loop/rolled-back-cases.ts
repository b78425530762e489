/** Cases at a rollback: those of rules that go retire, those of rules that come back are active again. */
import { isoTime } from "../core/clock.js";
import type { CaseChange } from "../core/ports/store.js";
import type { Version } from "../core/version.js";
import { supersededBy, wordsOf } from "../gate/rules.js";
import { allCases, retire } from "./cases.js";
import type { Scope } from "./context.js";

/**
 * The changes of cases when version `number` brings the text of `target` back. Those that a person retired stay
 * retired.
 */
export async function rolledBackCases(
  scope: Scope,
  head: Version,
  target: Version,
  number: number,
): Promise<CaseChange[]> {
  const [active, retired] = [await allCases(scope, "active"), await allCases(scope, "retired")];
  const words = wordsOf(target);
  const back = retired.filter(
    ({ rule, retiredIn }) => rule !== null && retiredIn !== null && words.get(rule.block) === rule.text,
  );
  const updatedAt = isoTime(scope.clock());
  return [
    ...supersededBy(active, wordsOf(head), words).map((gone) => retire(scope, gone, number)),
    ...back.map(({ id }): CaseChange => {
      return { id, from: ["retired"], to: { state: "active", reason: null, retiredIn: null, updatedAt } };
    }),
  ];
}
