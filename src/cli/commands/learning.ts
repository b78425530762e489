/** `knowhow learning`: how content people are with the runs, what each line does and weighs, and what was retired. */
import type { Period } from "../../core/period.js";
import type { RuleChange } from "../../core/rule-changes.js";
import type { Satisfaction } from "../../core/satisfaction.js";
import type { LearningReport, LineReport } from "../../memory.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { moreLine } from "../output/more.js";
import { suggester } from "../output/next.js";
import { table } from "../output/table.js";
import { ago } from "../output/when.js";
import { count, shellWord } from "../output/words.js";
import { firstItems } from "../paging.js";

export interface LearningCommandOptions {
  readonly period?: Period;
  readonly last: number;
  /** Money for a million tokens, in whatever currency. */
  readonly priceIn?: number;
  readonly limit: number;
}

export async function learning(cli: Cli, name: string, options: LearningCommandOptions): Promise<void> {
  const { period, last, limit, priceIn } = options;
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const report = await instructions.learning({ last, ...(period === undefined ? {} : { period }) });
    const { items: changes, more } = await firstItems((page) => instructions.ruleChanges(page), limit);
    const lines = report.lines.map((line) =>
      priceIn === undefined ? line : { ...line, moneyPer1000Calls: (line.tokens * priceIn) / 1000 },
    );
    cli.answer(
      { name, namespace: instructions.address.namespace, ...report, lines, changes, moreChanges: more },
      () => [
        ...satisfactionLines(cli, name, report),
        "",
        ...table(
          LINES,
          lines.map((line) => lineRow(line, report.tokens)),
          cli,
        ),
        `About ${count(report.tokens, "token")} in all, in every call.`,
        ...retiredLines(cli, changes),
        ...moreLine(more, limit),
      ],
    );
  });
}

function satisfactionLines(cli: Cli, name: string, report: LearningReport): string[] {
  const { looked, satisfaction, period, periods, versions } = report;
  if (satisfaction.rated === 0) {
    const said = looked.corrections > 0 ? ` There are ${count(looked.corrections, "correction")} in words.` : "";
    return [
      `Nobody scored a run of ${name} yet, so how content people are is not known.${said}`,
      suggester(cli)(`feedback ${shellWord(name)} --run last --score 1`, "scores the last run as good"),
    ];
  }
  const rows = [
    ...versions.map((one) => [one.version === null ? "(not known)" : `version ${one.version}`, ...cellsOf(one)]),
    ...periods.map((one) => [`${period} of ${timeOf(period, one.from)}`, ...cellsOf(one)]),
    ["all", ...cellsOf(satisfaction)],
  ];
  const left = looked.leftOut > 0 ? ` ${count(looked.leftOut, "score")} of no run or by no person left out.` : "";
  const more = looked.more ? ` Looked at the last ${looked.feedback} pieces of feedback; --last looks at more.` : "";
  return [...table(["RUNS OF", "RATED", "SATISFIED", "SHARE", "95 % INTERVAL"], rows, cli), ...told(left + more)];
}

const told = (words: string): string[] => (words === "" ? [] : [words.trim()]);

/** In UTC, as periods are. */
const timeOf = (period: Period, from: string): string =>
  period === "hour" ? `${from.slice(0, 10)} ${from.slice(11, 16)} UTC` : from.slice(0, period === "month" ? 7 : 10);

const cellsOf = ({ rated, satisfied, share, interval }: Satisfaction): string[] => [
  String(rated),
  String(satisfied),
  percent(share),
  interval ? `${percent(interval.low)} to ${percent(interval.high)}` : "",
];

const percent = (share: number | null): string => (share === null ? "" : `${Math.round(share * 100)} %`);

const LINES = ["ID", "SINCE", "BY", "SATISFIED", "TOKENS", "SHARE", "PER 1000 CALLS", "LINE"];

function lineRow(line: LineReport & { readonly moneyPer1000Calls?: number }, all: number): string[] {
  const { block, version, at, author, tokens, record, moneyPer1000Calls } = line;
  return [
    block.id,
    `v${version}, ${ago(at)}`,
    author.id,
    record.rated === 0 ? "" : `${record.satisfied} of ${record.rated}`,
    String(tokens),
    percent(all === 0 ? null : tokens / all),
    moneyPer1000Calls === undefined ? "" : moneyPer1000Calls.toFixed(4),
    block.content,
  ];
}

function retiredLines(cli: Cli, changes: readonly RuleChange[]): string[] {
  const rows = changes.flatMap(({ version, at, author, reason, retired }) =>
    retired.map(({ content }) => [`v${version}, ${ago(at)}`, author.id, content, reason]),
  );
  return rows.length === 0 ? [] : ["", ...table(["RETIRED", "BY", "LINE", "WHY"], rows, cli)];
}
