/** Writes docs/reference/cli.md from the program's own definitions, so that it cannot differ from `--help`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Argument, Command, Option } from "commander";
import { format } from "prettier";
import { examplesOf } from "../src/cli/definitions/define.js";
import { makeProgram } from "../src/cli/program.js";

/** The page's file. */
export const file = fileURLToPath(new URL("../docs/reference/cli.md", import.meta.url));

/** What a command prints with `--json`. */
const documents: Readonly<Record<string, string>> = {
  init: "`{name, namespace, version, templateFormat, text, created, proposal}`; `proposal` is the offered merge or null",
  list: "`{instructions: [{name, namespace, version, labels, templateFormat, overlay, owner, createdAt}]}`",
  show: "`{name, namespace, version, label, templateFormat, text, ref}`, and with `--blocks` also `blocks`",
  seed: "`{name, namespace, proposal}`; null if there is nothing to offer",
  record: "the run: `{id, address, createdAt, ref, messages, …}`",
  collect:
    "`{name, namespace, from, dryRun, entries, runs: {read, added, there}, feedback: {read, added, there}, passed, failed, faults: " +
    "[{where, code, message}]}`; `passed` counts by reason, and `failed` above 0 exits with 1",
  runs: "`{name, namespace, runs, more}`",
  feedback: "`{feedback, lesson}`",
  lessons:
    "`{name, namespace, lessons, more}`, each lesson with its `feedback`; with `--retry` or `--dismiss` that lesson",
  reflect:
    "`{name, namespace, dryRun, status, version, proposal, lessons, rationale, usage, error, passes}`; `status` is `accepted`, " +
    "`proposed`, `unchanged`, `refused`, `failed` or `conflict`. `failed` exits with 1 and has its error on standard error, too",
  team:
    "`{team, dryRun, decisions: [{lessonId, to, outcome, by, reason}], usage, error, reflections}`, `reflections` by member as " +
    "`reflect` prints them; with `--feedback`, `{feedback}`",
  compact:
    "`{name, namespace, dryRun, status, proposal, leftOut: [{blocks, text, reason}], tokens: {before, after, budget}, rationale, " +
    "usage, error}`; `status` is `proposed`, `unchanged`, `refused` or `failed`",
  cases: "`{name, namespace, cases, more}`; with `--add` or `--retire` that case",
  gate: "`{name, namespace, proposal, gate: {status, message, cases}}`, also where something got worse, which exits with 1",
  rules: "`{name, namespace, rules: [{block, since, supported, exercised, contradicted}], runs: {seen, more}}`",
  learning:
    "`{name, namespace, looked: {feedback, corrections, leftOut, more}, satisfaction, period, periods, versions, version, tokens, lines, " +
    "changes, moreChanges}`; satisfaction is `{rated, satisfied, share, interval: {low, high}}`, each of the `changes` " +
    "`{version, at, author, reason, added, reworded, retired, …}`, and `moneyPer1000Calls` stands beside the tokens of a line where a price is given",
  costs:
    "`{name, namespace, total, rules, perRule, lines, reflections}`; `money` stands beside the tokens where prices are given",
  worker:
    "one document per line: `{at, event, …}`; `event` is `begun`, `reflected`, `failed` (with `failure`), `cancelled`, `error` or `stopping`",
  jobs: "`{jobs}`, each with `team` (the members, or null), `pending`, `parked`, `oldest`, `newest` and `claim`: `{holder, since, until, failure}`",
  serve:
    "`{url, login, database}` once it listens; failures as `{error: {code, message}}`, one per line, on standard error",
  keys: "`add`: the key and its `token`; `list`: `{keys}`, each with `inForce`; `revoke`: the key",
  propose: "the proposal: `{id, address, state, base, edits, rationale, …}`",
  proposals: "`{name, namespace, proposals, more}`",
  accept: "the proposal, with its `decision`",
  reject: "the proposal, with its `decision`",
  undo: "the proposal, with its `decision`",
  history:
    "`{name, namespace, versions, more}`, each version with its `labels`, and its `cost` where a model was asked",
  diff: "`{name, namespace, from, to, edits, patch}`",
  blame: "`{name, namespace, version, entries: [{block, lines, version, author, reason, proposalId, evidence}]}`",
  rollback: "the new version: `{number, text, reverts, …}`",
  sync: "`{name, namespace, files: [{file, status, version, proposal}]}`; `status` is `written`, `unchanged`, `proposed`, `waiting` or `held`",
  mcp: "with `--http`, `{url, token}`; `token` is null where KNOWHOW_MCP_TOKEN gave it. Without `--http`, the protocol alone",
  backup: "`{database, backup}`",
  restore: "`{database, restored}`",
  erase:
    "`{by, run or namespace, dryRun, instructions, failed}`, each of the instructions with " +
    "`{address, everything, version, erased, labels, kept, waiting, clean}`",
  export: "`{database, export, namespace, answers, lines}`, where a file is named",
  import:
    "`{database, import, dryRun, lines, read, added, changed, conflicts: [{address, code, message}]}`, also where there are conflicts, " +
    "which exits with 1; `read`, `added` and `changed` count by kind",
  prune:
    "`{database, namespace, runsBefore, answersBefore, dryRun, runs: {deleted, emptied, kept}, answers: {deleted}, clean}`",
  vacuum: "`{database, before, after, complete}`, in bytes",
  forget:
    "`{name, namespace, run or by, dryRun, version, text, reverted, kept, waiting, lessons, proposals, cases}`; `version` is null " +
    "where the text stays as it is",
  label: "`{name, namespace, label, version}`",
  doctor: "`{ok, database, checks: [{check, status, message}]}`, also where a check failed, which exits with 1",
};

const intro = `# The command line

\`knowhow\` keeps instructions in an SQLite file, teaches them, looks back and undoes. In a project that has the package
installed, \`npx knowhow\` runs it.

This page is made from the program by \`npm run docs:cli\`; a test sees to it that it is current.

## Where the data is

The database is \`.knowhow/knowhow.db\` in the working directory, unless \`--db\` or the environment variable \`KNOWHOW_DB\` names
another: a path, \`sqlite:PATH\`, \`sqlite:///ABSOLUTE/PATH\`, \`file:PATH\` or \`file:///ABSOLUTE/PATH\`. Only \`init\`
and \`worker\` make a database. Several processes may use the same one at once. Where you may not write the file or its folder, it
is opened for reading, and what would write ends with \`store_readonly\`.

\`--namespace\` or \`KNOWHOW_NAMESPACE\` says in which namespace a name is looked up: \`acme/support\` is \`["acme", "support"]\` in the
API. Instructions are opened with the options they were made with. A policy that your application passes in code (locked
headings, a token budget, who may accept what) is not in the database: the command line works with the defaults.

## Who you are

At your own command line you are an operator, under the name you are logged in with. \`--by\` gives another name. Its role has to
be said then ([why](../decisions/0039-only-who-sits-here-is-an-operator-unasked.md)), for example to bring in what a user said: \`--by ana --role user\`.

## What it prints

Results go to standard output, errors and questions to standard error. With \`--json\`, standard output gets exactly one JSON
document and nothing else; an error leaves it empty and prints \`{"error": {"code", "message"}}\` on standard error. The codes are
those of the API; what cannot be read from the command line or a file has the code \`invalid_usage\`, Ctrl-C has \`interrupted\`,
and \`unexpected\` is a fault of the program. Lists have \`more\`, which is
true if \`--limit\` cut them. Colour is for terminals; \`--no-color\` or \`NO_COLOR\` turns it off.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | an error; its code says which |
| 2 | wrong usage: an unknown command or option, a missing argument |
| 130 | interrupted by Ctrl-C |
`;

/** The page. @throws for a command whose JSON document is not described above */
export async function cliReference(): Promise<string> {
  const program = makeProgram();
  const commands = program.commands.filter((command) => command.name() !== "help");
  const sections = commands.map(commandSection);
  const globals = `## Global options\n\nThey may stand before or behind the command.\n\n${optionTable(program.options)}`;
  return format([intro, globals, "## Commands", commandTable(commands), ...sections].join("\n\n"), {
    parser: "markdown",
  });
}

const commandTable = (commands: readonly Command[]): string =>
  table(
    ["command", "what it does"],
    commands.map((command) => [`[\`${command.name()}\`](#${command.name()})`, command.summary()]),
  );

function commandSection(command: Command): string {
  const document = documents[command.name()];
  if (document === undefined) throw new Error(`Say in ${import.meta.url} what ${command.name()} prints with --json.`);
  const examples = examplesOf(command);
  return [
    `### ${command.name()}`,
    command.description(),
    `\`\`\`\nknowhow ${command.name()} ${command.usage()}\n\`\`\``,
    ...(command.registeredArguments.length > 0 ? [argumentTable(command.registeredArguments)] : []),
    ...(command.options.length > 0 ? [optionTable(command.options)] : []),
    `With \`--json\`: ${document}.`,
    ...(examples.length > 0 ? [`\`\`\`sh\n${examples.join("\n")}\n\`\`\``] : []),
  ].join("\n\n");
}

const argumentTable = (given: readonly Argument[]): string =>
  table(
    ["argument", ""],
    given.map((one) => [`\`${one.required ? `<${one.name()}>` : `[${one.name()}]`}\``, one.description]),
  );

const optionTable = (options: readonly Option[]): string =>
  table(
    ["option", ""],
    options.map((option) => [`\`${option.flags}\``, describe(option)]),
  );

function describe({ description, argChoices, defaultValue, envVar, mandatory }: Option): string {
  const choices = argChoices ? ` One of ${argChoices.map((choice) => `\`${choice}\``).join(", ")}.` : "";
  const fallback = defaultValue === undefined || defaultValue === true ? "" : ` Default: \`${String(defaultValue)}\`.`;
  const variable = envVar === undefined ? "" : ` Environment: \`${envVar}\`.`;
  return `${description}.${mandatory ? " Required." : ""}${choices}${fallback}${variable}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, await cliReference());
