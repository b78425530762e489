/** Open proposals that nobody decided in time: they expire, and their lessons are parked, where a person sees them. */
import { isoTime } from "../core/clock.js";
import type { Principal } from "../core/principal.js";
import type { Scope } from "./context.js";
import { changeTo } from "./lesson-changes.js";
import { allPages } from "./pages.js";

/** Whom the decision is attributed to: nobody decided, the policy did. */
const POLICY: Principal = { id: "policy", role: "operator" };

/** Expires what is due, if the policy says when. An offer of a seed is made once only, and so stays open. */
export async function expireProposals(scope: Scope): Promise<void> {
  const { expiresAfter } = scope.policy;
  if (expiresAfter === undefined) return;
  const now = scope.clock();
  const open = await allPages((page) => scope.store.proposals(scope.address, ["open"], page));
  for (const { id, createdAt, seed, lessonIds } of open) {
    if (seed !== null || Date.parse(createdAt) + expiresAfter > now) continue;
    const reason = `Nobody decided on it for ${inWords(expiresAfter)}.`;
    const lessons = await Promise.all(lessonIds.map((lesson) => scope.store.lesson(scope.address, lesson)));
    // Somebody may decide on it at this very moment; then it is theirs.
    await scope.store.commit({
      address: scope.address,
      proposals: [
        {
          id,
          from: ["open"],
          to: { state: "expired", decision: { by: POLICY, at: isoTime(now), reason, version: null } },
        },
      ],
      lessons: lessons.flatMap((lesson) =>
        lesson?.state === "reserved"
          ? [changeTo(scope, lesson, { state: "parked", reason: `Its proposal expired. ${reason}` })]
          : [],
      ),
    });
  }
}

function inWords(milliseconds: number): string {
  for (const [unit, length] of [
    ["day", 86_400_000],
    ["hour", 3_600_000],
    ["minute", 60_000],
    ["second", 1000],
  ] as const) {
    const number = Math.round(milliseconds / length);
    if (milliseconds >= length) return `${number} ${unit}${number === 1 ? "" : "s"}`;
  }
  return `${milliseconds} milliseconds`;
}
