/** Routes of trying an agent out: what there is to try it on, and one run on the text in force, before or after. */
import { z } from "zod";
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { Ref } from "../../core/ref.js";
import { checkText } from "../../core/text.js";
import type { Instructions } from "../../memory.js";
import type { Caller } from "../access/caller.js";
import type { Desk } from "../desk.js";
import { endpoint, type Endpoint } from "../endpoint.js";
import { InvalidRequest } from "../problem.js";
import { textAfter } from "../proposal-view.js";
import { id, ref } from "../schemas/parts.js";
import { run } from "../schemas/conversation.js";
import { LONGEST_INPUT, type Offer, type Sample } from "../try-it/options.js";
import type { Trials } from "../try-it/trials.js";
import { nameOf, one, where } from "./instructions.js";

const group = "Trying it out";

const offer = z
  .object({
    input: z.string().meta({ description: "What an input is called.", example: "paper" }),
    output: z.string(),
    notice: z.string().nullable(),
    compare: z.number(),
    samples: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .meta({ id: "Offer" });

const body = z.strictObject({
  sample: z.exactOptional(id).meta({ description: "The id of a sample; or else `input`." }),
  input: z.exactOptional(z.string().max(LONGEST_INPUT)).meta({ description: "A text of one's own." }),
  version: z.exactOptional(z.int().min(1)).meta({ description: "Run on this version instead. It is not recorded." }),
  proposal: z
    .exactOptional(id)
    .meta({ description: "Run on the text that this proposal would make. It is not recorded." }),
});
type Body = z.output<typeof body>;

export function tryItRoutes(desk: Desk, trials: Trials): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/try",
      summary: "See whether the agent can be tried here, and on what",
      description: "`offer` is null where the application handed over no agent.",
      group,
      needs: "read",
      params: one,
      query: where,
      reply: z.object({ offer: offer.nullable() }),
      async handle({ caller, params, query }) {
        const { address } = await desk.find(caller, nameOf(params, query));
        const found = trials.at(address);
        if (!found) return { offer: null };
        const { input, output, notice, compare, samples } = found;
        return { offer: { input, output, notice, compare, samples: samples.map(({ id, title }) => ({ id, title })) } };
      },
    }),
    endpoint({
      method: "get",
      path: "/v1/instructions/{name}/samples/{id}",
      summary: "Read a sample to try the agent on",
      group,
      needs: "read",
      params: one.extend({ id }),
      query: where,
      reply: z.object({ id: z.string(), title: z.string(), text: z.string() }).meta({ id: "Sample" }),
      async handle({ caller, params, query }) {
        const { address } = await desk.find(caller, nameOf(params, query));
        const found = offered(trials.at(address)).samples.find((sample) => sample.id === params.id);
        if (found) return { id: found.id, title: found.title, text: found.text };
        throw new KnowhowError("route_not_found", `There is no sample ${JSON.stringify(params.id)}.`);
      },
    }),
    endpoint({
      method: "post",
      path: "/v1/instructions/{name}/try",
      summary: "Run the agent once",
      description: "On a sample or a text of one's own. A run on the text in force is recorded, as any other.",
      group,
      needs: "propose",
      params: one,
      query: where,
      body,
      reply: z.object({
        output: z.string(),
        notes: z.array(z.string()),
        version: z.number().nullable().meta({ description: "Null for the text of a proposal." }),
        ref: ref.nullable(),
        run: run.nullable().meta({ description: "As it was recorded; null on another text than that in force." }),
      }),
      async handle({ caller, params, query, body: asked, signal }) {
        const instructions = await desk.find(caller, nameOf(params, query));
        const found = offered(trials.at(instructions.address));
        const sample = asked.sample === undefined ? null : sampleIn(found, asked.sample);
        const input = inputOf(asked, sample);
        const { text, ...ranOn } = await textFor(desk, caller, instructions, asked);
        const { address, templateFormat } = instructions;
        const trial = { input, sample, instructions: text, templateFormat, ref: ranOn.ref, address, signal };
        const answer = await trials.run(found, caller.id, trial);
        if (asked.version !== undefined || ranOn.ref === null) return { ...answer, ...ranOn, run: null };
        const recorded = await instructions.record({
          ref: ranOn.ref,
          principal: caller.principal,
          messages: [
            // Material to work on: nothing in it teaches a rule.
            { role: "user", content: [{ type: "text", text: input, source: "external" }] },
            { role: "assistant", content: answer.output },
          ],
          metadata: { from: "try-it", ...(sample && { sample: sample.id }) },
        });
        return { ...answer, ...ranOn, run: recorded };
      },
    }),
  ];
}

function offered(found: Offer | null): Offer {
  if (found) return found;
  throw new KnowhowError("route_not_found", "No agent can be tried here. Pass createServer the option tryIt.");
}

function sampleIn({ samples }: Offer, id: string): Sample {
  const found = samples.find((sample) => sample.id === id);
  if (found) return found;
  throw new InvalidRequest([{ where: "body.sample", message: `there is no sample ${JSON.stringify(id)}` }]);
}

function inputOf({ input, version, proposal }: Body, sample: Sample | null): string {
  if (version !== undefined && proposal !== undefined)
    throw new InvalidRequest([{ where: "body.proposal", message: "give a version or a proposal, not both" }]);
  if ((sample === null) === (input === undefined))
    throw new InvalidRequest([{ where: "body.input", message: "give either a sample or an input" }]);
  const text = checkText(sample?.text ?? input, "The input");
  if (text.trim() === "") throw new InvalidRequest([{ where: "body.input", message: "must not be blank" }]);
  return text;
}

interface RanOn {
  readonly text: string;
  readonly version: number | null;
  readonly ref: Ref | null;
}

async function textFor(desk: Desk, caller: Caller, instructions: Instructions, asked: Body): Promise<RanOn> {
  if (asked.proposal === undefined) {
    const read = await instructions.current(asked.version === undefined ? {} : { version: asked.version });
    return { text: read.text, version: read.version, ref: read.ref };
  }
  const { proposal } = await desk.proposal(caller, asked.proposal);
  if (addressKey(proposal.address) !== addressKey(instructions.address)) {
    throw new InvalidRequest([{ where: "body.proposal", message: "is one of other instructions" }]);
  }
  const base = proposal.base === 0 ? null : await desk.memory.store.version(proposal.address, proposal.base);
  const text = base?.erased ? null : textAfter(proposal, base);
  if (text !== null) return { text, version: null, ref: null };
  throw new KnowhowError("invalid_edit", "The edits of this proposal fit no text.");
}
