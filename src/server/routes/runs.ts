/** Routes of runs and feedback: what the agent did, and what people said of it. */
import { z } from "zod";
import { LESSON_STATES, type Lesson } from "../../core/feedback.js";
import type { Instructions } from "../../memory.js";
import { checkReach, checkRole, speakingAs, type Caller } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, paged, pageIn, someOf } from "../endpoint.js";
import { id, pageOf, ref, role } from "../schemas/parts.js";
import { feedback, metadata, run, runRef, taught } from "../schemas/conversation.js";
import { nameOf, one, where } from "./instructions.js";

const group = "Runs and feedback";
/** So many lessons are looked through for those of one run. */
const MOST_LESSONS = 10_000;

const withFeedback = (instructions: Instructions, lessons: readonly Lesson[]) =>
  Promise.all(lessons.map(async (lesson) => ({ lesson, feedback: await instructions.feedbackOf(lesson) })));

/** The run that a body names, which the caller must reach too. */
function runIn(caller: Caller, named: string | z.output<typeof runRef> | undefined) {
  if (named === undefined) return {};
  if (typeof named !== "string") {
    checkRole(caller, "read");
    checkReach(caller, named.address);
  }
  return { run: named };
}

export { runIn };

export function runRoutes(desk: Desk): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/runs",
      summary: "Record a run",
      description:
        "Messages in the shape of OpenAI, Anthropic, LangChain or the AI SDK. What tools and other sites said is kept as theirs.",
      group,
      needs: "record",
      makes: true,
      keepsKey: true,
      params: one,
      query: where,
      body: z.strictObject({
        messages: z.array(z.unknown()).min(1).meta({ description: "At least one." }),
        ref: z.exactOptional(ref),
        thread: z.exactOptional(z.string().max(1000)),
        metadata: z.exactOptional(metadata),
      }),
      reply: run,
      async handle({ caller, params, query, body, headers: { idempotencyKey } }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.record({
          ...body,
          principal: caller.principal,
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        });
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/runs",
      summary: "List runs, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, ...paged }),
      reply: pageOf(run),
      handle: async ({ caller, params, query }) => (await desk.find(caller, nameOf(params, query))).runs(pageIn(query)),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/runs/{id}",
      summary: "Read a run",
      group,
      needs: "read",
      params: one.extend({ id }),
      query: where,
      reply: run,
      handle: async ({ caller, params, query }) => (await desk.find(caller, nameOf(params, query))).run(params.id),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/runs/{id}/feedback",
      summary: "Read what was said of a run",
      group,
      needs: "read",
      params: one.extend({ id }),
      query: where,
      reply: z.object({ items: z.array(taught) }),
      async handle({ caller, params, query }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        await instructions.run(params.id);
        const items = [];
        let [cursor, seen]: [string | null, number] = [null, 0];
        do {
          const page = await instructions.lessons({ cursor, limit: 1000 });
          const known = await withFeedback(instructions, page.items);
          items.push(...known.filter((said) => said.feedback?.run?.id === params.id));
          [cursor, seen] = [page.next, seen + page.items.length];
        } while (cursor !== null && seen < MOST_LESSONS);
        return { items };
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/feedback",
      summary: "Give feedback",
      description: "At least one of comment, score and revised. It waits as a lesson for a reflection.",
      group,
      needs: "record",
      makes: true,
      keepsKey: true,
      params: one,
      query: where,
      body: z.strictObject({
        run: z.exactOptional(z.union([id, runRef])),
        message: z.exactOptional(id),
        comment: z.exactOptional(z.string()),
        score: z.exactOptional(z.number()),
        revised: z.exactOptional(z.string()),
        original: z.exactOptional(z.string()),
        as: z.exactOptional(role).meta({ description: "Speak with less authority than the key has." }),
      }),
      reply: feedback,
      async handle({ caller, params, query, body: { as, run: named, ...said }, headers: { idempotencyKey } }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.feedback({
          ...said,
          ...runIn(caller, named),
          by: speakingAs(caller, as),
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        });
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/feedback",
      summary: "List feedback with its lessons, oldest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, states: someOf(LESSON_STATES), ...paged }),
      reply: pageOf(taught),
      async handle({ caller, params, query }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const { states } = query;
        const { items, next } = await instructions.lessons({ ...pageIn(query), ...(states ? { states } : {}) });
        return { items: await withFeedback(instructions, items), next };
      },
    }),
  ];
}
