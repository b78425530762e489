/** `knowhow erase`: takes what a person or a session left behind, or a whole namespace, away for good. */
import { addressKey } from "../../core/address.js";
import type { Erased, ErasedCounts, ErasedHere, EraseWhat } from "../../memory.js";
import { askForConsent, canAsk } from "../ask.js";
import type { Cli } from "../context.js";
import { findRunAnywhere } from "../find.js";
import { Interrupted } from "../interrupted.js";
import { type Session, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { excerpt, printable } from "../output/printable.js";
import { count, quoted } from "../output/words.js";
import { personOf } from "../person.js";

export interface EraseOptions {
  readonly by?: string;
  readonly run?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly decider?: string;
}

/** `wholeNamespace`: the namespace was given with this very command, so that it may be what is to go. */
export async function erase(cli: Cli, options: EraseOptions, wholeNamespace: boolean): Promise<void> {
  const { by, run, dryRun = false, yes = false, decider } = options;
  if (by === undefined && run === undefined && !(wholeNamespace && cli.namespace.length > 0)) {
    cli.misuse(
      "erase takes --by PRINCIPAL for a person, --run ID for a session, or --namespace a/b for all that is in there.",
    );
  }
  await withSession(cli, async (session) => {
    const what = await whatOf(cli, session, by, run);
    const person = personOf(cli, { ...(decider === undefined ? {} : { by: decider }), role: "operator" });
    const source = sourceOf(what);
    if (!dryRun && !yes) {
      const would = await session.memory.erase(what, { by: person, dryRun: true });
      if (would.instructions.length > 0) await consent(cli, source, would);
    }
    const erased = await session.memory.erase(what, { by: person, dryRun });
    cli.answer({ ...what, ...erased }, () => linesOf(cli, source, erased));
    if (erased.failed.length > 0) process.exitCode = 1;
  });
}

async function whatOf(cli: Cli, session: Session, by: string | undefined, run: string | undefined): Promise<EraseWhat> {
  const { namespace } = cli;
  if (by !== undefined) return { by, namespace };
  return run === undefined ? { namespace } : { run: await findRunAnywhere(cli, session, run), namespace };
}

function sourceOf(what: EraseWhat): string {
  if ("by" in what) return quoted(excerpt(what.by, 40));
  return "run" in what ? `run ${what.run}` : `the namespace ${what.namespace.join("/")}`;
}

/** @throws `Interrupted` for no */
async function consent(cli: Cli, source: string, would: Erased): Promise<void> {
  if (!canAsk() || cli.json) {
    cli.misuse("erase brings nothing back. Look at it with --dry-run, then say --yes.");
  }
  process.stderr.write(`${tableOf(would).join("\n")}\n`);
  if (await askForConsent(`Erase this of ${source} for good?`)) return;
  throw new Interrupted("Nothing was erased.");
}

function linesOf(cli: Cli, source: string, erased: Erased): string[] {
  const { paint } = cli;
  const { dryRun, instructions, failed } = erased;
  const unclean = instructions.some(({ clean }) => !clean);
  const next = suggester(cli);
  return [
    ...(instructions.length === 0 && failed.length === 0 ? [`Nothing here comes from ${source}.`] : []),
    ...(instructions.length === 0
      ? []
      : dryRun
        ? [paint.yellow("A dry run: nothing was changed. This would be erased:")]
        : [`${paint.green("✓")} Erased ${source}:`]),
    ...tableOf(erased),
    ...instructions.flatMap((one) => remarks(cli, one)),
    ...failed.map(
      ({ address, code, message }) =>
        `${paint.red("✗")} ${addressKey(address)}: nothing was erased. ${printable(message)} (${code})`,
    ),
    ...(unclean
      ? [
          paint.yellow("Another process was reading: its log may hold what was erased. Stop it, and run:"),
          next("erase … --yes", "again"),
        ]
      : []),
    ...(dryRun || instructions.length === 0
      ? []
      : [paint.dim("Backups, exports and what other systems copied are not reached. Erase there, too.")]),
  ];
}

const tableOf = ({ instructions }: Erased): string[] =>
  instructions.map(
    ({ address, everything, erased }) =>
      `  ${addressKey(address)}  ${everything ? "all of it: " : ""}${countsOf(erased) || "names only"}`,
  );

function countsOf({ versions, runs, feedback, proposals, cases, evidence }: ErasedCounts): string {
  const kinds = [
    [versions, "version"],
    [runs, "run"],
    [feedback, "lesson"],
    [proposals, "proposal"],
    [cases, "case"],
    [evidence, "quote"],
  ] as const;
  return kinds.flatMap(([number, noun]) => (number > 0 ? [count(number, noun)] : [])).join(", ");
}

function remarks({ paint }: Cli, { address, version, labels, waiting }: ErasedHere): string[] {
  const name = addressKey(address);
  return [
    ...(version === null ? [] : [`  ${name} is at version ${version} now.`]),
    ...(labels.length > 0 ? [`  ${name}: now at the newest version: ${labels.map(printable).join(", ")}.`] : []),
    ...waiting.map(
      ({ block, text, reason }) =>
        `  ${paint.yellow("A person must look")} at ${name} ${block} ${quoted(excerpt(text, 80))}  ${printable(reason)}`,
    ),
  ];
}
