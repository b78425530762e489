/** `knowhow costs`: what calls of models used, and what each accepted rule cost. */
import type { Cost, CostReport } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { table } from "../output/table.js";
import { localTime } from "../output/when.js";
import { count } from "../output/words.js";

export interface CostsOptions {
  /** Money for a million tokens, in whatever currency. */
  readonly priceIn?: number;
  readonly priceOut?: number;
  readonly limit: number;
}

type Tokens = Pick<Cost, "inputTokens" | "outputTokens">;

export async function costs(cli: Cli, name: string, options: CostsOptions): Promise<void> {
  const { priceIn, priceOut } = options;
  if ((priceIn === undefined) !== (priceOut === undefined))
    cli.misuse("give both --price-in and --price-out, or neither");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const report = await instructions.costs();
    const priced = <T extends Tokens>(one: T): T & { money?: number } =>
      priceIn === undefined || priceOut === undefined
        ? one
        : { ...one, money: (one.inputTokens * priceIn + one.outputTokens * priceOut) / 1_000_000 };
    const reflections = report.reflections.slice(0, options.limit);
    const document = {
      ...report,
      total: priced(report.total),
      perRule: report.perRule && priced(report.perRule),
      lines: report.lines.map(priced),
      reflections: reflections.map(priced),
    };
    cli.answer({ name, namespace: instructions.address.namespace, ...document }, () => linesOf(cli, name, document));
  });
}

function linesOf(cli: Cli, name: string, { total, lines, reflections, rules, perRule }: CostReport): string[] {
  if (total.calls === 0) return [`Nothing asked a model for ${name}: it cost nothing.`];
  const head = ["FOR", "STRATEGY", "MODEL", "CALLS", "FAILED", "IN", "OUT", "MONEY"];
  const rows = lines.map(({ purpose, strategy, model, ...one }) => [
    purpose,
    strategy ?? "",
    model ?? "",
    ...cellsOf(one),
  ]);
  const one = ["WHEN", "STRATEGY", "CAME TO", "RULES", "CALLS", "FAILED", "IN", "OUT", "MONEY"];
  const each = reflections.map(({ at, strategy, status, rules: made, ...cost }) => [
    localTime(at),
    strategy ?? "",
    status ?? "(dry run)",
    made === 0 ? "" : String(made),
    ...cellsOf(cost),
  ]);
  const share = perRule
    ? `, or ${perRule.inputTokens} tokens in and ${perRule.outputTokens} out${moneyOf(perRule, " for ")} for each`
    : "";
  const estimated = total.estimated > 0 ? ` The tokens of ${count(total.estimated, "call")} are estimated.` : "";
  return [
    ...table(head, [...rows, ["total", "", "", ...cellsOf(total)]], cli),
    "",
    ...(each.length > 0 ? [...table(one, each, cli), ""] : []),
    `${count(rules, "rule")} accepted${share}.${estimated}`,
  ];
}

const cellsOf = (cost: Cost): string[] => [
  String(cost.calls),
  cost.failed === 0 ? "" : String(cost.failed),
  String(cost.inputTokens),
  String(cost.outputTokens),
  moneyOf(cost, ""),
];

/** What it cost, to four digits behind the point. */
function moneyOf(cost: Tokens & { readonly money?: number }, before: string): string {
  return cost.money === undefined ? "" : `${before}${cost.money.toFixed(4)}`;
}
