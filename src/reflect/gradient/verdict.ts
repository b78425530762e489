/** What the critique of the gradient strategy finds: its form, and what can be wrong with it. */
import { z } from "zod";
import type { PlaybookAnswer, Reading } from "../playbook/answer.js";
import { findBlock } from "../prompting/base.js";
import { VERDICTS } from "../prompting/settle.js";
import { bareId } from "../prompting/wording.js";

export const verdictForm = z.object({
  update: z.boolean(),
  recommendations: z
    .array(z.object({ lesson: z.string(), quote: z.string().default(""), recommendation: z.string() }))
    .default([]),
  supports: z.array(z.object({ lesson: z.string(), quote: z.string().default(""), block: z.string() })).default([]),
  lessons: z
    .array(z.object({ lesson: z.string(), outcome: z.enum(VERDICTS), reason: z.string().default("") }))
    .default([]),
  rationale: z.string().default(""),
});

export type Verdict = z.infer<typeof verdictForm>;
export type Recommendation = Verdict["recommendations"][number];

/** What is wrong with a verdict, a sentence each, for the model to mend. */
export function faultsOf(
  { update, recommendations, supports, lessons }: Verdict,
  { materials, views }: Reading,
): string[] {
  const labels = new Set(materials.map(({ label }) => label));
  const cited = [...recommendations, ...supports, ...lessons].map(({ lesson }) => lesson);
  const strangers = [...new Set(cited)].filter((label) => !labels.has(label));
  const unknown = supports.map(({ block }) => bareId(block)).filter((id) => !findBlock(views, id));
  const faults = [
    ...strangers.map((label) => `There is no lesson ${label}.`),
    ...unknown.map((id) => `There is no block ${JSON.stringify(id)}.`),
  ];
  if (update && recommendations.length === 0) faults.push('With "update" true, "recommendations" must not be empty.');
  if (!update && recommendations.length > 0) faults.push('With "update" false, "recommendations" must be [].');
  if (!update && lessons.some(({ outcome }) => outcome === "edited"))
    faults.push('With "update" false, no lesson can be "edited".');
  return faults;
}

/** What a verdict supports, as an answer of the playbook would say it. */
export const supportsIn = ({ supports }: Verdict): PlaybookAnswer["edits"] =>
  supports.map(({ lesson, quote, block }) => ({
    edit: "support",
    target: bareId(block),
    text: "",
    evidence: [{ lesson, quote }],
  }));
