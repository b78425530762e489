/** Routes of instructions: which there are, what is in force, and making them. */
import { z } from "zod";
import { hashText } from "../../core/hash.js";
import { KnowhowError } from "../../core/errors.js";
import type { Instructions } from "../../memory.js";
import { reachable } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint, named, number, paged, pageIn } from "../endpoint.js";
import { acrossNamespaces } from "../pages.js";
import { names, Reply, tagOf } from "../reply.js";
import { pageOf, templateFormat } from "../schemas/parts.js";
import { current, record } from "../schemas/instructions.js";

export const one = z.object({
  name: z.string().min(1).max(512).meta({ description: "The name.", example: "tweet-writer" }),
});
export const where = z.object(named);

/** What `GET current` answers, as JSON: made once for every text that is in force. */
const answers = new WeakMap<object, Reply>();

/** The version that an `If-Match` names, as the loop wants it. @throws `head_moved` */
export async function ifHead(
  desk: Desk,
  instructions: Instructions,
  header: string | undefined,
): Promise<{ readonly ifHead?: number }> {
  if (header === undefined) return {};
  const { head, tag } = await headOf(desk, instructions);
  if (names(header, tag, false)) return header.trim() === "*" ? {} : { ifHead: head };
  throw new KnowhowError(
    "head_moved",
    `If-Match does not name what is there: version ${head}, "${tag}". Read it again, then decide.`,
  );
}

async function headOf(desk: Desk, instructions: Instructions): Promise<{ head: number; tag: string }> {
  const { head } = (await desk.memory.store.record(instructions.address)) ?? { head: 0 };
  if (head === 0) return { head, tag: tagOf(0, hashText("")) };
  return { head, tag: tagOf(head, (await instructions.current({ version: head })).ref.hash) };
}

export function instructionsRoutes(desk: Desk): Endpoint[] {
  const { memory } = desk;
  const found = async (instructions: Instructions, made = false): Promise<Reply> => {
    await instructions.current();
    const there = await memory.store.record(instructions.address);
    const { tag } = await headOf(desk, instructions);
    if (there) return new Reply(there, { tag, status: made ? 201 : 200 });
    throw new KnowhowError("instructions_not_found", "Nothing was taught in this layer yet.");
  };
  return [
    endpoint({
      method: "get",
      path: "/v1/instructions",
      summary: "List instructions",
      group: "Instructions",
      needs: "read",
      query: z.object({ namespace: named.namespace, ...paged }),
      reply: pageOf(record),
      handle: ({ caller, query }) =>
        acrossNamespaces(reachable(caller, query.namespace ?? []), pageIn(query), (namespace, page) =>
          memory.list(namespace, page),
        ),
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}",
      summary: "Read what is known of instructions",
      description: "Its entity tag is that of the newest version, which `If-Match` of a write takes.",
      group: "Instructions",
      needs: "read",
      params: one,
      query: where,
      reply: record,
      handle: async ({ caller, params, query }) => found(await desk.find(caller, nameOf(params, query))),
    }),
    endpoint({
      method: "put",
      path: "/v1/instructions/{name}",
      summary: "Make instructions from a seed",
      description: "Those that are there stay as they are, and another seed is offered as a proposal.",
      group: "Instructions",
      needs: "approve",
      params: one,
      query: z.object({ namespace: named.namespace }),
      body: z.strictObject({ seed: z.string(), templateFormat: z.exactOptional(templateFormat) }),
      reply: record,
      async handle({ caller, params, query, body }) {
        const { address } = await desk.find(caller, nameOf(params, query));
        const before = await memory.store.record(address);
        const made = memory.instructions(address.name, { ...body, namespace: address.namespace });
        return found(made, before === null);
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/current",
      summary: "Read the text in force",
      description: "Its entity tag is the version and the content hash of the text: `If-None-Match` gives 304.",
      group: "Instructions",
      needs: "read",
      uncounted: true,
      params: one,
      query: z.object({
        ...named,
        label: z.string().max(64).optional().meta({ description: "Default: production." }),
        version: number.optional(),
      }),
      reply: current,
      async handle({ caller, params, query }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const { label, version } = query;
        const read = await instructions.current({
          ...(label === undefined ? {} : { label }),
          ...(version === undefined ? {} : { version }),
        });
        const known = answers.get(read);
        if (known) return known;
        const body = { ...read, templateFormat: instructions.templateFormat };
        const reply = new Reply(null, { tag: tagOf(read.version, read.ref.hash), json: JSON.stringify(body) });
        answers.set(read, reply);
        return reply;
      },
    }),
  ];
}

/** The instructions that a path and query name. */
export function nameOf(
  { name }: { readonly name: string },
  { namespace = [], overlayOf }: { readonly namespace?: string[] | undefined; readonly overlayOf?: string | undefined },
) {
  return { name, namespace, overlayOf };
}
