/** Feedback that the application puts into the state: a comment, or an object, or an array of them. */
import { KnowhowError } from "../../core/errors.js";
import { checkPrincipal, leastTrusted, type Principal } from "../../core/principal.js";
import { describe } from "../../core/text.js";

/** One piece of feedback in a state. */
export interface StateFeedback {
  readonly comment?: string | null | undefined;
  /** From 0 (bad) to 1 (good). */
  readonly score?: number | null | undefined;
  /** The answer as they would have had it. */
  readonly revised?: string | null | undefined;
  /** Who says it; default: the `principal` of the call. A role above the principal's is lowered to it. */
  readonly by?: Principal | undefined;
  /** The id of the answer it speaks of; default: the last one. */
  readonly message?: string | undefined;
  /** Tells it from other feedback, where the state keeps all that was ever said. */
  readonly id?: string | undefined;
}

/** What may stand under a state's `feedback`. */
export type FeedbackState = string | StateFeedback | readonly (string | StateFeedback)[] | null | undefined;

/** @throws `invalid_feedback` */
export function readStateFeedback(value: unknown): StateFeedback[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(readStateFeedback);
  if (typeof value === "string") return value.trim() === "" ? [] : [{ comment: value }];
  if (typeof value === "object") return [value];
  const wanted = "a string, or an object with comment, score or revised";
  throw new KnowhowError("invalid_feedback", `The state's feedback must be ${wanted}, not ${describe(value)}.`);
}

/** What the state holds once its feedback is recorded: nothing, in a form that its schema takes. */
export function clearedFeedback(value: unknown): "" | [] | undefined {
  if (typeof value === "string") return "";
  // A reducer that concatenates takes it too.
  return Array.isArray(value) ? [] : undefined;
}

/** Who gave it. A state may come from a client, so that nobody in it is trusted more than the principal of the call. */
export function giverOf(feedback: StateFeedback, principal: Principal): Principal {
  if (feedback.by === undefined) return principal;
  const { id, role } = checkPrincipal(feedback.by);
  return { id, role: leastTrusted([role, principal.role]) };
}
