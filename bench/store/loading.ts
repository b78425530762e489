/**
 * Fills a database with more than the public API could in hours: one real instructions, and one real feedback, are made
 * through the API, and SQL copies their rows under other addresses and ids. The hash chains of the copies do not
 * verify, which reading and appending do not look at; all else is as it would be.
 */

/** SQL of one of the databases. */
export interface BulkDatabase {
  run(sql: string): Promise<void>;
  /** A table's name in SQL. */
  table(name: string): string;
  /** What generates the numbers `g` from one to another, both included. */
  numbers(from: number, to: number): string;
  /** The text of a number in so many digits. */
  digits(number: string, width: number): string;
}

export const TEMPLATE = { namespace: ["growth"], name: "template" };
const TEMPLATE_KEY = "growth/template";

/** Instructions under so many namespaces. */
const NAMESPACES = 1000;
/** How many feedbacks each of the first instructions has, at most. */
const FEEDBACK_EACH = 10_000;
const PORTION = 500_000;

/** The address of the instructions with a number, as it is kept. */
export const addressOf = (number: number): { namespace: string[]; name: string } => ({
  namespace: ["growth", `u${number % NAMESPACES}`],
  name: `agent-${String(number).padStart(8, "0")}`,
});

const COPIED = {
  instructions: ["created_at", "template_format", "overlay", "owner", "head", "seed", "offered_seeds"],
  versions: [
    "number",
    "parent",
    "created_at",
    "proposal_id",
    "reflection_id",
    "reverts",
    "commitment",
    "parent_hash",
    "hash",
  ],
  version_contents: ["number", "text", "blocks", "next_block", "author_id", "author_role", "reason", "salt"],
  labels: ["label", "version"],
} as const;

/** Instructions with the numbers from one up to before another, copied from the template. */
export async function loadInstructions(database: BulkDatabase, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += PORTION) {
    const numbers = database.numbers(start, Math.min(to, start + PORTION) - 1);
    const address = `'growth/u' || (g % ${NAMESPACES}) || '/agent-' || ${database.digits("g", 8)}`;
    for (const [name, columns] of Object.entries(COPIED)) {
      const table = database.table(name);
      await database.run(`insert into ${table} (address, ${columns.join(", ")})
        select ${address}, ${columns.map((column) => `t.${column}`).join(", ")}
        from ${numbers}, ${table} t where t.address = '${TEMPLATE_KEY}'`);
    }
  }
}

/**
 * Feedback, with contents and lessons, copied from that of the template, for so many instructions in turn that each
 * has 10,000 at most. One in a hundred still waits.
 */
export async function loadFeedback(database: BulkDatabase, from: number, to: number): Promise<void> {
  const number = `(g / ${FEEDBACK_EACH})`;
  const address = `'growth/u' || (${number} % ${NAMESPACES}) || '/agent-' || ${database.digits(number, 8)}`;
  const id = `'01900000-0000-7000-8000-' || ${database.digits("g", 12)}`;
  const lesson = `'01900000-0000-7000-9000-' || ${database.digits("g", 12)}`;
  const state = "case when g % 100 = 0 then 'pending' else 'applied' end";
  const plans = {
    feedback: {
      id,
      copied: ["created_at", "by_id", "by_role", "run_address", "run_id", "message", "score", "content_hash"],
      more: {},
    },
    feedback_contents: { id, copied: ["comment", "revised", "original"], more: {} },
    lessons: { id: lesson, copied: ["created_at", "updated_at", "attempts"], more: { feedback_id: id, state } },
  };
  for (let start = from; start < to; start += PORTION) {
    const numbers = database.numbers(start, Math.min(to, start + PORTION) - 1);
    for (const [name, plan] of Object.entries(plans)) {
      const table = database.table(name);
      const more = Object.entries<string>(plan.more);
      const columns = ["address", "id", ...plan.copied, ...more.map(([column]) => column)];
      const values = [
        address,
        plan.id,
        ...plan.copied.map((column) => `t.${column}`),
        ...more.map(([, value]) => value),
      ];
      await database.run(`insert into ${table} (${columns.join(", ")}) select ${values.join(", ")}
        from ${numbers}, (select * from ${table} where address = '${TEMPLATE_KEY}' limit 1) t`);
    }
  }
}
