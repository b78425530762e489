/** Routes of learning: lessons, reflections and what they cost, merging rules, and what waits. */
import { z } from "zod";
import { LESSON_STATES } from "../../core/feedback.js";
import type { KnowhowError } from "../../core/errors.js";
import { PERIODS } from "../../core/period.js";
import { reachable } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, paged, pageIn, someOf } from "../endpoint.js";
import { acrossNamespaces } from "../pages.js";
import { id, pageOf, reason } from "../schemas/parts.js";
import { lesson } from "../schemas/conversation.js";
import { backlog, compactResult, modelCall, reflection, reflectResult } from "../schemas/outcomes.js";
import { learningReport } from "../schemas/learning.js";
import { nameOf, one, where } from "./instructions.js";

const group = "Learning";
const dry = z.strictObject({ dryRun: z.exactOptional(z.boolean()) });

const last = z
  .string()
  .regex(/^[0-9]{1,5}$/, "must be a whole number from 1 to 10000")
  .transform(Number)
  .refine((many) => many >= 1 && many <= 10_000, "must be from 1 to 10000")
  .optional()
  .meta({ description: "How many pieces of feedback are looked at, the newest. Default 1000.", example: "1000" });
const period = z
  .enum(PERIODS)
  .optional()
  .meta({ description: "Default: the shortest that makes at most 40 points, with 5 or more runs in most." });

export function learningRoutes(desk: Desk): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/reflect",
      summary: "Reflect on the lessons that wait",
      description: "With the server's strategy. What its lessons may not change by themselves becomes a proposal.",
      group,
      needs: "propose",
      params: one,
      query: where,
      body: dry,
      reply: reflectResult,
      async handle({ caller, params, query, body }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const { error, passes, ...result } = await instructions.reflect(body);
        const told = passes.map(({ error: one, ...pass }) => ({ ...pass, error: failureOf(one) }));
        return { ...result, error: failureOf(error), passes: told };
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/compact",
      summary: "Offer to merge rules that overlap",
      group,
      needs: "propose",
      params: one,
      query: where,
      body: dry,
      reply: compactResult,
      async handle({ caller, params, query, body }) {
        const { error, ...result } = await (await desk.find(caller, nameOf(params, query))).compact(body);
        return { ...result, error: failureOf(error) };
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/lessons",
      summary: "List lessons, oldest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, states: someOf(LESSON_STATES), ...paged }),
      reply: pageOf(lesson),
      async handle({ caller, params, query }) {
        const { states } = query;
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.lessons({ ...pageIn(query), ...(states ? { states } : {}) });
      },
    }),
    ...(["retry", "dismiss"] as const).map((verb) =>
      endpoint({
        method: "post",
        path: `/v1/instructions/{name}/lessons/{id}/${verb}`,
        summary: verb === "retry" ? "Give a lesson another try" : "Dismiss a lesson",
        group,
        needs: "approve",
        params: one.extend({ id }),
        query: where,
        body: z.strictObject({ reason }),
        reply: lesson,
        async handle({ caller, params, query, body }) {
          const instructions = await desk.find(caller, nameOf(params, query));
          const input = { by: caller.principal, ...body };
          return verb === "retry"
            ? instructions.retryLesson(params.id, input)
            : instructions.dismissLesson(params.id, input);
        },
      }),
    ),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/learning",
      summary: "See how content people are, and what each line does and weighs",
      description:
        "Of the runs that people scored: how many they were content with, by period and by version, with intervals at 95 %.",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, last, period }),
      reply: learningReport,
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).learning({
          ...(query.last === undefined ? {} : { last: query.last }),
          ...(query.period === undefined ? {} : { period: query.period }),
        }),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/reflections",
      summary: "List reflections, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, ...paged }),
      reply: pageOf(reflection),
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).reflections(pageIn(query)),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/calls",
      summary: "List calls of models, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, ...paged }),
      reply: pageOf(modelCall),
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).calls(pageIn(query)),
    }),
    endpoint({
      method: "get",
      path: "/v1/jobs",
      summary: "List what waits for a reflection",
      group,
      needs: "read",
      query: z.object({ namespace: named.namespace, ...paged }),
      reply: pageOf(backlog),
      handle: ({ caller, query }) =>
        acrossNamespaces(reachable(caller, query.namespace ?? []), pageIn(query), (namespace, page) =>
          desk.memory.store.backlog(namespace, page),
        ),
    }),
  ];
}

const failureOf = (error: KnowhowError | null) => error && { code: error.code, message: error.message };
