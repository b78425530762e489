// What a process of the fault tests does: record, feedback, reflect, accept, and moving a label; each by its name.
import type { Store } from "../../src/core/ports/store.js";
import type { Principal } from "../../src/core/principal.js";
import { KnowhowError } from "../../src/core/errors.js";
import type { Instructions } from "../../src/memory.js";

/** A reflection on what a user said ends in a proposal, which somebody has to accept. */
export const OPERATIONS = ["record", "feedback", "reflect", "reflect to a proposal", "accept", "label"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Where the instructions are that all of them work on, and what these begin with. */
export const NAMESPACE = ["faults"];
export const SEED = "Write a tweet about the paper.\n";

export const olga: Principal = { id: "olga", role: "operator" };
const users: readonly Principal[] = [
  { id: "ana", role: "user" },
  { id: "ben", role: "user" },
];

export interface Doing {
  readonly store: Store;
  readonly instructions: Instructions;
  readonly random: () => number;
  /** Gives an idempotency key that nobody has. */
  readonly newKey: () => string;
}

/** What the operation needs to find. Others may take it away meanwhile; then the operation does less. */
export async function prepare(operation: Operation, doing: Doing): Promise<void> {
  const { instructions } = doing;
  if (operation === "reflect") await teach(doing, olga);
  if (operation === "reflect to a proposal") await teach(doing, pick(doing, users));
  if (operation !== "accept") return;
  const { items } = await instructions.proposals({ states: ["open"], limit: 1 });
  if (items.length > 0) return;
  await teach(doing, pick(doing, users));
  await instructions.reflect();
}

/** Does it once. What others were faster with is no failure. */
export async function perform(operation: Operation, doing: Doing): Promise<void> {
  const { store, instructions, newKey } = doing;
  switch (operation) {
    case "record":
      return record(instructions, newKey());
    case "feedback":
      return teach(doing, doing.random() < 0.5 ? olga : pick(doing, users));
    case "reflect":
    case "reflect to a proposal":
      await unless("conflict", instructions.reflect());
      return;
    case "accept": {
      const { items } = await instructions.proposals({ states: ["open"], limit: 5 });
      const proposal = items.length > 0 ? pick(doing, items) : null;
      if (proposal) {
        await unless("proposal_decided", unless("conflict", instructions.accept(proposal.id, { by: olga })));
      }
      return;
    }
    case "label": {
      const record = await store.record(instructions.address);
      if (!record) return;
      const to = 1 + Math.floor(doing.random() * record.head);
      const from = record.labels["staging"] ?? null;
      await store.commit({ address: instructions.address, labels: [{ label: "staging", from, to }] });
    }
  }
}

export async function record(instructions: Instructions, key: string): Promise<void> {
  const messages = [
    { role: "user", content: `Question ${key}` },
    { role: "assistant", content: `Answer ${key}` },
  ];
  await instructions.record({ messages, idempotencyKey: key });
}

/** The key begins with who says it, so that it can be said again. */
export async function feedback(instructions: Instructions, key: string): Promise<void> {
  const by = [olga, ...users].find(({ id }) => key.startsWith(id)) ?? olga;
  await instructions.feedback({ comment: `Mention the item ${key}.`, by, idempotencyKey: key });
}

const teach = ({ instructions, newKey }: Doing, by: Principal): Promise<void> =>
  feedback(instructions, `${by.id}-${newKey()}`);

export function pick<T>({ random }: Pick<Doing, "random">, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error("There is nothing to pick from.");
  return one;
}

async function unless<T>(code: "conflict" | "proposal_decided", work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (KnowhowError.is(error, code)) return null;
    throw error;
  }
}
