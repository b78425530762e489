/** `knowhow doctor`: whether everything here is in order, checked one by one. */
import type { Cli } from "../context.js";
import { databaseOf } from "../database.js";
import { showSeconds } from "../output/waiting.js";
import { examine, type Finding } from "../examination.js";

export async function doctor(cli: Cli, options: { readonly quick?: boolean }): Promise<void> {
  const database = databaseOf(cli.db);
  const findings: Finding[] = [];
  // Each is told as it is found, since the last one takes a while.
  const waiting = { line: showSeconds("Checking") };
  for await (const finding of examine(database, { quick: options.quick ?? false })) {
    waiting.line.clear();
    findings.push(finding);
    if (!cli.json) process.stdout.write(`${lineOf(cli, finding)}\n`);
    waiting.line = showSeconds("Checking");
  }
  waiting.line.clear();
  const ok = findings.every(({ status }) => status !== "failed");
  if (cli.json) cli.answer({ ok, database: database.name, checks: findings }, () => []);
  if (!ok) process.exitCode = 1;
}

function lineOf({ paint }: Cli, { check, status, message }: Finding): string {
  const mark = { passed: paint.green("✓"), failed: paint.red("✗"), skipped: paint.dim("–") }[status];
  return `${mark} ${check.padEnd(13)} ${message}`;
}
