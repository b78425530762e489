/** Routes that look back and go back: versions, what changed, who taught each line, rules, labels, rollback. */
import { z } from "zod";
import { KnowhowError } from "../../core/errors.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, number, paged, pageIn } from "../endpoint.js";
import { Reply, tagOf } from "../reply.js";
import { hashText } from "../../core/hash.js";
import { proposal } from "../schemas/change.js";
import { pageOf, reason } from "../schemas/parts.js";
import { ruleChange } from "../schemas/learning.js";
import { blameEntry, costs, diff, historyEntry, rules, version } from "../schemas/instructions.js";
import { ifHead, nameOf, one, where } from "./instructions.js";

const group = "History";
const labels = z.object({ labels: z.record(z.string(), z.number()) });

export function versionRoutes(desk: Desk): Endpoint[] {
  const labelsOf = async (address: Parameters<Desk["at"]>[1]) => ({
    labels: (await desk.memory.store.record(address))?.labels ?? {},
  });
  return [
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/versions",
      summary: "List versions, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, ...paged }),
      reply: pageOf(historyEntry),
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).history(pageIn(query)),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/versions/{version}",
      summary: "Read a version",
      group,
      needs: "read",
      params: one.extend({ version: number }),
      query: where,
      reply: version,
      async handle({ caller, params, query }) {
        const read = await (await desk.find(caller, nameOf(params, query))).version(params.version);
        return new Reply(read, { tag: tagOf(read.number, hashText(read.text)) });
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/diff",
      summary: "Compare two versions",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, from: number, to: number }),
      reply: diff,
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).diff(query.from, query.to),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/blame",
      summary: "See who taught each line",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, version: number.optional() }),
      reply: z.object({ items: z.array(blameEntry) }),
      handle: async ({ caller, params, query }) => ({
        items: await (await desk.find(caller, nameOf(params, query))).blame(query.version),
      }),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/rules",
      summary: "See what is known of each learned rule",
      group,
      needs: "read",
      params: one,
      query: where,
      reply: rules,
      handle: async ({ caller, params, query }) => (await desk.find(caller, nameOf(params, query))).rules(),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/rule-changes",
      summary: "See which lines each version added, reworded and retired, newest first",
      group,
      needs: "read",
      params: one,
      query: z.object({ ...named, ...paged }),
      reply: pageOf(ruleChange),
      handle: async ({ caller, params, query }) =>
        (await desk.find(caller, nameOf(params, query))).ruleChanges(pageIn(query)),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/verify",
      summary: "Check the hash chain",
      group,
      needs: "read",
      params: one,
      query: where,
      reply: z.object({ faults: z.array(z.object({ number: z.number(), fault: z.string() })) }),
      handle: async ({ caller, params, query }) => ({
        faults: await (await desk.find(caller, nameOf(params, query))).verify(),
      }),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/costs",
      summary: "See what reflecting cost",
      group,
      needs: "read",
      params: one,
      query: where,
      reply: costs,
      handle: async ({ caller, params, query }) => (await desk.find(caller, nameOf(params, query))).costs(),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/labels",
      summary: "List labels",
      group,
      needs: "read",
      params: one,
      query: where,
      reply: labels,
      async handle({ caller, params, query }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        await instructions.current();
        return labelsOf(instructions.address);
      },
    }),
    endpoint({
      method: "put",
      path: "/v1/instructions/{name}/labels/{label}",
      summary: "Point a label to a version",
      group,
      needs: "approve",
      conditional: true,
      params: one.extend({ label: z.string().max(64) }),
      query: where,
      body: z.strictObject({ version: z.int().min(1), reason }),
      reply: labels,
      async handle({ caller, params, query, body: { version, ...why }, headers }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const expected = await ifHead(desk, instructions, headers.ifMatch);
        await instructions.label(params.label, version, { by: caller.principal, ...why, ...expected });
        return labelsOf(instructions.address);
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/rollback",
      summary: "Go back to a version",
      group,
      needs: "approve",
      conditional: true,
      params: one,
      query: where,
      body: z.strictObject({ to: z.int().min(1), reason }),
      reply: version,
      async handle({ caller, params, query, body: { to, ...why }, headers }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const expected = await ifHead(desk, instructions, headers.ifMatch);
        return instructions.rollback(to, { by: caller.principal, ...why, ...expected });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/seed",
      summary: "Offer another seed, to be merged",
      description: "The proposal is null for the present seed, and for one that was offered before.",
      group,
      needs: "propose",
      params: one,
      query: z.object({ namespace: named.namespace }),
      body: z.strictObject({ seed: z.string(), reason }),
      reply: z.object({ proposal: proposal.nullable() }),
      async handle({ caller, params, query, body: { seed, ...why } }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        if (instructions.overlay) throw new KnowhowError("invalid_policy", "An overlay has no seed.");
        return { proposal: await instructions.offerSeed(seed, { by: caller.principal, ...why }) };
      },
    }),
  ];
}
