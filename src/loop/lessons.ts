/** A person's hand on single lessons: giving a parked one another try, or dismissing it. */
import { KnowhowError } from "../core/errors.js";
import type { Lesson } from "../core/feedback.js";
import { principalOf } from "../core/principal.js";
import type { Scope } from "./context.js";
import { authorityOf, type DecideInput, forbidden } from "./decide.js";
import { readHead } from "./head.js";
import { changeTo } from "./lesson-changes.js";

/**
 * Makes a parked, dismissed or retracted lesson pending again, with its attempts forgotten. @throws
 * `lesson_not_found`, `forbidden`
 */
export async function retryLesson(scope: Scope, id: string, input: DecideInput): Promise<Lesson> {
  const lesson = await move(scope, id, input, "retry", (before) =>
    changeTo(scope, before, { state: "pending", reason: null, attempts: 0, proposalId: null, version: null }),
  );
  scope.notice(lesson);
  return lesson;
}

/** Dismisses a pending or parked lesson. @throws `lesson_not_found`, `forbidden` */
export async function dismissLesson(scope: Scope, id: string, input: DecideInput): Promise<Lesson> {
  return move(scope, id, input, "dismiss", (lesson) =>
    changeTo(scope, lesson, {
      state: "dismissed",
      reason: `Dismissed by ${input.by.id}${input.reason ? `: ${input.reason}` : "."}`,
    }),
  );
}

async function move(
  scope: Scope,
  id: string,
  input: DecideInput,
  verb: string,
  change: (lesson: Lesson) => ReturnType<typeof changeTo>,
): Promise<Lesson> {
  const by = principalOf(input);
  if (authorityOf(scope, by) !== "accept") throw forbidden(scope, by, `${verb} lessons of`);
  await readHead(scope);
  const lesson = await scope.store.lesson(scope.address, id);
  if (!lesson) throw new KnowhowError("lesson_not_found", `There is no lesson "${id}". lessons() lists them.`);
  if (lesson.state === "applied" || lesson.state === "reserved") {
    throw new KnowhowError(
      "conflict",
      `The lesson is ${lesson.state}; ${lesson.state === "applied" ? "roll back" : "reject its proposal"} instead.`,
    );
  }
  const made = change(lesson);
  const outcome = await scope.store.commit({ address: scope.address, lessons: [made] });
  if (outcome.status === "conflict")
    throw new KnowhowError("conflict", `The lesson "${id}" was taken by somebody else meanwhile. Look again.`);
  return { ...lesson, ...made.to };
}
