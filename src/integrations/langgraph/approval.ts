/**
 * Approval by interrupt: a proposal is shown to a person, who accepts, edits or rejects it when the graph is resumed.
 */
import { interrupt } from "@langchain/langgraph";
import { createTwoFilesPatch } from "diff";
import { z } from "zod";
import { addressKey } from "../../core/address.js";
import { applyEdits } from "../../core/apply.js";
import type { Edit } from "../../core/edit.js";
import { type ErrorCode, KnowhowError } from "../../core/errors.js";
import type { Evidence } from "../../core/evidence.js";
import { describe } from "../../core/text.js";
import { type Principal, ROLES } from "../../core/principal.js";
import type { ScreenResult } from "../../core/proposal.js";
import type { Instructions } from "../../memory.js";
import type { Resolved } from "./resolve.js";

/** The value of the interrupt: what a person needs to decide. Plain data. */
export interface ProposalReview {
  readonly kind: "knowhow.proposal";
  /** The proposal's id. */
  readonly proposal: string;
  /** Why the decision before could not be carried out; null the first time. */
  readonly problem: string | null;
  /** The instructions, as `acme/tweet-writer`. */
  readonly instructions: string;
  readonly rationale: string;
  /** The whole text as it would become; change it for a decision `edit`. */
  readonly text: string;
  /** From the present text to that, as a unified diff. */
  readonly patch: string;
  readonly edits: readonly Edit[];
  /** What the edits, and the rules that were repeated, rest on. */
  readonly evidence: readonly Evidence[];
  readonly screens: readonly ScreenResult[];
}

const common = {
  reason: z.string().optional(),
  by: z.object({ id: z.string(), role: z.enum(ROLES) }).optional(),
};
const decisionSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("accept"), ...common }),
  z.object({ type: z.literal("edit"), text: z.string(), ...common }),
  z.object({ type: z.literal("reject"), ...common }),
]);

interface Common {
  readonly reason?: string | undefined;
  /** Who it says has decided. Counts only if the option `approver` gives it back. */
  readonly by?: Principal | undefined;
}

/** What the graph is resumed with: `new Command({ resume: { type: "accept" } })`. */
export type ProposalDecision = Common &
  (
    | { readonly type: "accept" | "reject" }
    /** Accept with changes: the whole text as it shall be. */
    | { readonly type: "edit"; readonly text: string }
  );

const responseSchema = z.toJSONSchema(decisionSchema);

/** One question put to a person. */
interface Question {
  /** The id of the proposal. */
  readonly proposal: string;
  /** Why the decision before could not be carried out; null the first time. */
  readonly problem: string | null;
}

/** Where the questions of one task are kept; a resumed node finds them again. */
export interface Notebook {
  read(page: string): Promise<string | null>;
  /** Keeps the first text of a page. */
  write(page: string, text: string): Promise<void>;
}

/**
 * Asks about each proposal in turn, by an interrupt, and carries out what is decided. A decision that cannot be
 * carried out is asked for again, with the reason: LangGraph keeps what a node was resumed with, so that throwing
 * would end the thread. The node runs again from its top each time; it then puts the same questions in the same
 * order, since LangGraph gives answers by their order, and carries out only the newest.
 */
export async function askAbout(
  resolved: Resolved,
  proposals: readonly string[],
  notebook: Notebook,
  approver: (decision: ProposalDecision) => Principal,
): Promise<void> {
  let asked: Question | null = await nextQuestion(resolved, proposals);
  for (let number = 0; ; number += 1) {
    const kept = await notebook.read(`question ${number}`);
    const question: Question | null = kept === null ? asked : (JSON.parse(kept) as Question);
    if (!question) return;
    if (kept === null) await notebook.write(`question ${number}`, JSON.stringify(question));
    const answer: unknown = interrupt(await review(resolved, question), { responseSchema });
    if ((await notebook.read(`question ${number + 1}`)) !== null) continue; // the answer was carried out before
    const problem = await carryOut(resolved.instructions, question.proposal, answer, approver);
    asked = problem === null ? await nextQuestion(resolved, proposals) : { ...question, problem };
  }
}

/** About the first proposal that is open; those that were decided no longer are. */
async function nextQuestion(resolved: Resolved, proposals: readonly string[]): Promise<Question | null> {
  for (const id of proposals) {
    if ((await find(resolved, id))?.state === "open") return { proposal: id, problem: null };
  }
  return null;
}

/** What another answer would mend. Other errors are thrown: the next try then has the same answer. */
const PROBLEMS: readonly ErrorCode[] = [
  "invalid_usage",
  "forbidden",
  "proposal_refused",
  "invalid_text",
  "invalid_edit",
  "invalid_template",
  "too_large",
];

/** Does what the answer says; gives why it cannot be done, or null. */
async function carryOut(
  instructions: Instructions,
  id: string,
  answer: unknown,
  approver: (decision: ProposalDecision) => Principal,
): Promise<string | null> {
  try {
    const decision = readDecision(answer);
    const { reason } = decision;
    const input = { by: approver(decision), ...(reason === undefined ? {} : { reason }) };
    if (decision.type === "reject") await instructions.reject(id, input);
    else await instructions.accept(id, decision.type === "edit" ? { ...input, text: decision.text } : input);
    return null;
  } catch (error) {
    // Decided by this very answer before a crash, or elsewhere: that decision stands.
    if (KnowhowError.is(error, "proposal_decided")) return null;
    if (KnowhowError.is(error) && PROBLEMS.includes(error.code)) return error.message;
    throw error;
  }
}

async function review(resolved: Resolved, { proposal: id, problem }: Question): Promise<ProposalReview> {
  const { instructions, address } = resolved;
  const named = { kind: "knowhow.proposal", proposal: id, problem, instructions: addressKey(address) } as const;
  const proposal = await find(resolved, id);
  if (!proposal)
    return { ...named, rationale: "It was erased.", text: "", patch: "", edits: [], evidence: [], screens: [] };
  const { base, edits, supports, rationale, screens } = proposal;
  const before = base === 0 ? { text: "", blocks: [], nextBlock: 1 } : await instructions.version(base);
  const text = proposal.text ?? applyEdits(before, edits, { origin: "rule", since: base + 1 }).text;
  const evidence = [...edits, ...supports].flatMap((one) => one.evidence);
  return { ...named, rationale, text, patch: patchOf(before.text, text, base), edits, evidence, screens };
}

const find = ({ memory, address }: Resolved, id: string) => memory.store.proposal(address, id);

function patchOf(before: string, after: string, base: number): string {
  const patch = createTwoFilesPatch(`version ${base}`, "proposed", before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}

function readDecision(answer: unknown): ProposalDecision {
  const { success, data } = decisionSchema.safeParse(answer);
  if (success) return data;
  const shown = typeof answer === "string" ? JSON.stringify(answer) : describe(answer);
  throw new KnowhowError(
    "invalid_usage",
    `The graph was resumed with ${shown}. Resume it with { type: "accept" }, { type: "edit", text } or ` +
      '{ type: "reject", reason }.',
  );
}
