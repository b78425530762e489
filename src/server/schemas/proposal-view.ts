/** The schema of a proposal with all it rests on, for whoever decides. */
import { z } from "zod";
import { blockView, edit, proposal } from "./change.js";
import { feedback, lesson, run } from "./conversation.js";

export const proposalView = z
  .object({
    proposal,
    before: z.object({ version: z.number(), text: z.string() }),
    after: z.object({ text: z.string() }).nullable().meta({ description: "Null: the version it is for was erased." }),
    patch: z.string().meta({ description: "In the unified format; empty where `after` is null." }),
    edits: z.array(z.object({ edit, block: blockView.nullable() })),
    lessons: z.array(z.object({ lesson, feedback: feedback.nullable(), run: run.nullable() })),
  })
  .meta({ id: "ProposalView" });
