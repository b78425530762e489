/** Feedback that an application wrote into its own log, beside the request and the answer. */
import { z } from "zod";
import type { DrawnFeedback } from "./drawn.js";
import { maybeId, maybeScore, maybeText } from "./shapes.js";

const said = z.object({
  id: maybeId,
  by: maybeText,
  comment: maybeText,
  score: maybeScore,
  revised: maybeText,
});
const beside = z.object({ feedback: z.union([said.transform((one) => [one]), z.array(said)]).nullish() });

/** `feedback` of an entry: one or several of `{ id?, by?, comment?, score?, revised? }`, by people. */
export function ownFeedback(entry: unknown, run: string): DrawnFeedback[] {
  return (beside.parse(entry).feedback ?? []).map(({ by, ...one }) => ({
    kind: "feedback",
    ...one,
    run: [run],
    by: { kind: "person", id: by },
  }));
}
