/** `knowhow history`: the versions, newest first. */
import type { HistoryEntry } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { moreLine } from "../output/more.js";
import { table } from "../output/table.js";
import { localTime } from "../output/when.js";
import { firstItems } from "../paging.js";

export interface HistoryOptions {
  readonly limit: number;
}

export async function history(cli: Cli, name: string, { limit }: HistoryOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const { items, more } = await firstItems((page) => instructions.history(page), limit);
    cli.answer({ name, namespace: instructions.address.namespace, versions: items, more }, () => {
      if (items.length === 0) return [`${name} has no version yet: nothing was learned.`];
      return [...table(HEAD, items.map(row), cli), ...moreLine(more, limit)];
    });
  });
}

const HEAD = ["VERSION", "WHEN", "WHO", "LABELS", "TOKENS/RULE", "WHY"];

const row = ({ number, createdAt, author, labels, reason, cost, erased }: HistoryEntry): string[] => [
  String(number),
  localTime(createdAt),
  author.id,
  labels.join(", "),
  cost?.perRule ? String(Math.round(cost.perRule.inputTokens + cost.perRule.outputTokens)) : "",
  erased ? "(its content was erased)" : reason,
];
