/** Routes of proposals: the inbox, one with all it rests on, and the decisions. */
import { z } from "zod";
import { PROPOSAL_STATES, type Proposal } from "../../core/proposal.js";
import type { Page } from "../../core/ports/store.js";
import { checkRole, reachable } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, paged, pageIn, someOf } from "../endpoint.js";
import { acrossInstructions } from "../inbox.js";
import { viewProposal } from "../proposal-view.js";
import { ownEdit, proposal } from "../schemas/change.js";
import { id, pageOf, reason } from "../schemas/parts.js";
import { proposalView } from "../schemas/proposal-view.js";
import { ifHead, nameOf, one, where } from "./instructions.js";

const group = "Proposals";
const byId = z.object({ id });

export function proposalRoutes(desk: Desk): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/v1/proposals",
      summary: "List proposals of all instructions, newest first",
      description: "Those that wait, unless `states` says others.",
      group,
      needs: "read",
      query: z.object({ namespace: named.namespace, states: someOf(PROPOSAL_STATES), ...paged }),
      reply: pageOf(proposal),
      handle: ({ caller, query }): Promise<Page<Proposal>> =>
        acrossInstructions(
          desk,
          caller,
          reachable(caller, query.namespace ?? []),
          query.states ?? ["open"],
          pageIn(query),
        ),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/proposals",
      summary: "List proposals, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, states: someOf(PROPOSAL_STATES), ...paged }),
      reply: pageOf(proposal),
      async handle({ caller, params, query }) {
        const { states } = query;
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.proposals({ ...pageIn(query), ...(states ? { states } : {}) });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/proposals",
      summary: "Propose a change of one's own",
      description: "Either a whole text or edits of single blocks. One that a screen refuses has the state `refused`.",
      group,
      needs: "propose",
      makes: true,
      conditional: true,
      params: one,
      query: where,
      body: z.strictObject({
        text: z.exactOptional(z.string()),
        edits: z.exactOptional(z.array(ownEdit).min(1).max(1000)),
        base: z
          .exactOptional(z.int().min(1))
          .meta({ description: "The version that was edited; what others changed since stays. Default: the newest." }),
        reason,
      }),
      reply: proposal,
      async handle({ caller, params, query, body, headers }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const expected = await ifHead(desk, instructions, headers.ifMatch);
        return instructions.propose({ by: caller.principal, ...body, ...expected });
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/proposals/{id}",
      summary: "Read a proposal with all it rests on",
      group,
      needs: "read",
      params: byId,
      reply: proposalView,
      handle: async ({ caller, params }) => viewProposal(desk, caller, params.id),
    }),
    endpoint({
      method: "post",
      path: "/v1/proposals/{id}/accept",
      summary: "Accept, as it is or with a text of one's own",
      group,
      needs: "approve",
      conditional: true,
      params: byId,
      body: z.strictObject({ text: z.exactOptional(z.string()), reason }),
      reply: proposal,
      async handle({ caller, params, body, headers }) {
        const { instructions } = await desk.proposal(caller, params.id);
        const expected = await ifHead(desk, instructions, headers.ifMatch);
        return instructions.accept(params.id, { by: caller.principal, ...body, ...expected });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/proposals/{id}/reject",
      summary: "Reject; whoever made it may too",
      group,
      needs: "propose",
      params: byId,
      body: z.strictObject({ reason }),
      reply: proposal,
      async handle({ caller, params, body }) {
        const { proposal: found, instructions } = await desk.proposal(caller, params.id);
        if (found.by.id !== caller.principal.id) checkRole(caller, "approve");
        return instructions.reject(params.id, { by: caller.principal, ...body });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/proposals/{id}/undo",
      summary: "Take an acceptance or a rejection back",
      description:
        "Gives the proposal that waits now: the same one if it was rejected, else a new one after a rollback. 409 when other versions came since.",
      group,
      needs: "approve",
      params: byId,
      body: z.strictObject({ reason }),
      reply: proposal,
      async handle({ caller, params, body }) {
        const { instructions } = await desk.proposal(caller, params.id);
        return instructions.undo(params.id, { by: caller.principal, ...body });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/proposals/{id}/gate",
      summary: "Let the gate look again",
      group,
      needs: "approve",
      params: byId,
      body: z.strictObject({}),
      reply: proposal,
      async handle({ caller, params }) {
        const { instructions } = await desk.proposal(caller, params.id);
        return instructions.gateProposal(params.id);
      },
    }),
  ];
}
