/** Routes of forgetting and erasing. */
import { z } from "zod";
import { checkNamespace } from "../../core/address.js";
import type { Erased } from "../../memory.js";
import { reachable } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint } from "../endpoint.js";
import { InvalidRequest } from "../problem.js";
import { id, reason } from "../schemas/parts.js";
import { erased, erasedHere, forgotten } from "../schemas/outcomes.js";
import { nameOf, one, where } from "./instructions.js";

const group = "Keeping house";

/** A session by its run, or a person by their id, which is whom it is about and not who asks. */
const what = { run: z.exactOptional(id), person: z.exactOptional(id) };
const dryRun = z.exactOptional(z.boolean());

export function keepingRoutes(desk: Desk): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/forget",
      summary: "Take back what comes from a session or a person",
      group,
      needs: "approve",
      params: one,
      query: where,
      body: z.strictObject({ ...what, dryRun, reason }),
      reply: forgotten,
      async handle({ caller, params, query, body: { run, person, ...input } }) {
        const origin = originOf(run, person);
        if (!origin) throw new InvalidRequest([{ where: "body", message: "give either run or person" }]);
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.forget(origin, { by: caller.principal, ...input });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/erase",
      summary: "Erase a person or a session of these instructions for good",
      description: "What they taught is forgotten first. Nothing brings it back.",
      group,
      needs: "admin",
      params: one,
      query: where,
      body: z.strictObject({ ...what, dryRun }),
      reply: erasedHere,
      async handle({ caller, params, query, body: { run, person, ...input } }) {
        const origin = originOf(run, person);
        if (!origin) throw new InvalidRequest([{ where: "body", message: "give either run or person" }]);
        const instructions = await desk.find(caller, nameOf(params, query));
        return instructions.erase(origin, { by: caller.principal, ...input });
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/erase",
      summary: "Erase a person, a session or a namespace for good",
      description: "Wherever the key reaches, or in the namespace alone. Nothing brings it back.",
      group,
      needs: "admin",
      body: z.strictObject({ ...what, namespace: z.exactOptional(z.array(z.string())), dryRun }),
      reply: erased,
      async handle({ caller, body: { run, person, namespace, ...input } }): Promise<Erased> {
        const origin = originOf(run, person);
        if (!origin && (namespace === undefined || run !== undefined))
          throw new InvalidRequest([{ where: "body", message: "give either run or person, or a namespace" }]);
        const done: Erased[] = [];
        for (const within of reachable(caller, checkNamespace(namespace ?? []))) {
          const everywhere = within.length === 0;
          const wanted = origin ? { ...origin, ...(everywhere ? {} : { namespace: within }) } : { namespace: within };
          done.push(await desk.memory.erase(wanted, { by: caller.principal, ...input }));
        }
        return {
          dryRun: input.dryRun ?? false,
          instructions: done.flatMap((one) => one.instructions),
          failed: done.flatMap((one) => one.failed),
        };
      },
    }),
  ];
}

function originOf(run: string | undefined, person: string | undefined): { run: string } | { by: string } | null {
  if ((run === undefined) === (person === undefined)) return null;
  return run === undefined ? { by: person ?? "" } : { run };
}
