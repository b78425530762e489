/** Routes of cases, and of the gate that replays them. */
import { z } from "zod";
import { CASE_STATES, type Check } from "../../core/case.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, paged, pageIn, someOf } from "../endpoint.js";
import { gateResult } from "../schemas/change.js";
import { check, id, pageOf, reason } from "../schemas/parts.js";
import { oneCase, runRef } from "../schemas/conversation.js";
import { nameOf, one, where } from "./instructions.js";
import { runIn } from "./runs.js";

const group = "Cases";

export function caseRoutes(desk: Desk): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/cases",
      summary: "List cases, oldest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, states: someOf(CASE_STATES), ...paged }),
      reply: pageOf(oneCase),
      async handle({ caller, params, query }) {
        const { states } = query;
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.cases({ ...pageIn(query), ...(states ? { states } : {}) });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/cases",
      summary: "Keep a run, or messages, as a case",
      group,
      needs: "approve",
      makes: true,
      params: one,
      query: where,
      body: z.strictObject({
        run: z.exactOptional(z.union([id, runRef])),
        message: z.exactOptional(id),
        messages: z.exactOptional(z.array(z.unknown())),
        lesson: z.exactOptional(id),
        rule: z.exactOptional(id),
        check: z.exactOptional(check),
      }),
      reply: oneCase,
      async handle({ caller, params, query, body: { run, check: wanted, ...input } }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.addCase({
          ...input,
          ...runIn(caller, run),
          // The library looks at it, and says what is wrong.
          ...(wanted === undefined ? {} : { check: wanted as Check }),
          by: caller.principal,
        });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/cases/{id}/retire",
      summary: "Take a case out",
      group,
      needs: "approve",
      params: one.extend({ id }),
      query: where,
      body: z.strictObject({ reason }),
      reply: oneCase,
      handle: async ({ caller, params, query, body }) =>
        (await desk.find(caller, nameOf(params, query))).retireCase(params.id, { by: caller.principal, ...body }),
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/replay",
      summary: "Replay the cases on two versions",
      description: "Default: the newest and the one before it. Needs a gate.",
      group,
      needs: "approve",
      params: one,
      query: where,
      body: z.strictObject({ from: z.exactOptional(z.int().min(1)), to: z.exactOptional(z.int().min(1)) }),
      reply: gateResult,
      handle: async ({ caller, params, query, body }) =>
        (await desk.find(caller, nameOf(params, query))).replayCases(body),
    }),
  ];
}
