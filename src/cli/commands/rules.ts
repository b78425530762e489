/** `knowhow rules`: each learned rule, and when it was last supported, at work or contradicted. */
import type { RuleReport } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { excerpt } from "../output/printable.js";
import { table } from "../output/table.js";
import { ago } from "../output/when.js";
import { count } from "../output/words.js";

export async function rules(cli: Cli, name: string): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const report = await instructions.rules();
    cli.answer({ name, namespace: instructions.address.namespace, ...report }, () => {
      if (report.rules.length === 0) return [`${name} has no learned rule yet.`];
      const more = report.runs.more ? [`Only the newest ${count(report.runs.seen, "run")} were looked at.`] : [];
      return [...table(HEAD, report.rules.map(row), cli), ...more];
    });
  });
}

const HEAD = ["ID", "SINCE", "LAST SUPPORTED", "RUNS", "LAST RUN", "CONTRADICTED", "RULE"];

const row = ({ block, since, supported, exercised, contradicted }: RuleReport): string[] => [
  block.id,
  `v${since.version}`,
  supported ? `${ago(supported.at)}${supported.by ? `, ${excerpt(supported.by.id, 20)}` : ""}` : "",
  String(exercised.runs),
  exercised.last ? ago(exercised.last.at) : "never",
  contradicted ? `${ago(contradicted.at)}, by ${contradicted.what} ${contradicted.id.slice(0, 13)}` : "",
  block.content,
];
