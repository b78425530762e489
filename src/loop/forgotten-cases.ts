/** Cases when something is forgotten: those made from it retire; those of rules that go or come back follow them. */
import type { Blocks } from "../core/apply.js";
import type { Case } from "../core/case.js";
import { isoTime } from "../core/clock.js";
import type { CaseChange } from "../core/ports/store.js";
import type { Version } from "../core/version.js";
import { supersededBy, wordsOf } from "../gate/rules.js";
import { allCases, retire } from "./cases.js";
import type { Scope } from "./context.js";
import type { ForgetWhat, Origin } from "./forgotten.js";

export interface Forgetting {
  readonly what: ForgetWhat;
  readonly origin: Origin;
  readonly head: Version | null;
  /** Null where there is no text. */
  readonly after: Blocks | null;
  /** The version that forgets. */
  readonly number: number;
  readonly reason: string;
}

export async function forgottenCases(scope: Scope, forgetting: Forgetting): Promise<CaseChange[]> {
  const { what, origin, head, after, number, reason } = forgetting;
  const lessons = new Set(origin.lessons.map(({ id }) => id));
  const updatedAt = isoTime(scope.clock());
  const isTheirs = ({ lessonId, run, by }: Case): boolean =>
    (lessonId !== null && lessons.has(lessonId)) || ("run" in what ? run?.id === what.run : origin.is(by));
  const active = await allCases(scope, "active");
  const gone = active.filter(isTheirs).map(({ id }): CaseChange => {
    return { id, from: ["active"], to: { state: "retired", reason, retiredIn: null, updatedAt } };
  });
  if (!head || !after) return gone;
  const [before, now] = [wordsOf(head), wordsOf(after)];
  const others = active.filter((one) => !isTheirs(one));
  const back = (await allCases(scope, "retired")).filter(
    (one) => !isTheirs(one) && one.retiredIn !== null && one.rule !== null && comesBack(one.rule, before, now),
  );
  return [
    ...gone,
    ...supersededBy(others, before, now).map((superseded) => retire(scope, superseded, number)),
    ...back.map(({ id }): CaseChange => {
      return { id, from: ["retired"], to: { state: "active", reason: null, retiredIn: null, updatedAt } };
    }),
  ];
}

function comesBack(
  { block, text }: NonNullable<Case["rule"]>,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): boolean {
  return now.get(block) === text && before.get(block) !== text;
}
