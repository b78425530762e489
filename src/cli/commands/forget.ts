/** `knowhow forget`: takes back what a session or a person taught, as a new version. */
import type { Role } from "../../core/principal.js";
import type { Forgotten, ForgetInput, Instructions, KeptBlock } from "../../memory.js";
import type { Cli } from "../context.js";
import { findRunId } from "../find.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { patchLines } from "../output/patch.js";
import { excerpt, printable } from "../output/printable.js";
import { count, quoted, shellWord } from "../output/words.js";
import { personOf } from "../person.js";

export interface ForgetOptions {
  readonly run?: string;
  readonly by?: string;
  readonly dryRun?: boolean;
  readonly reason?: string;
  readonly decider?: string;
  readonly role?: Role;
}

export async function forget(cli: Cli, name: string, options: ForgetOptions): Promise<void> {
  const { run, by, dryRun = false, reason, decider, role } = options;
  if (run === undefined && by === undefined)
    cli.misuse("forget takes --run ID for a session, or --by PRINCIPAL for a person.");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const what = run === undefined ? { by: by ?? "" } : { run: await findRunId(instructions, run) };
    const named = { ...(decider === undefined ? {} : { by: decider }), ...(role ? { role } : {}) };
    const person = personOf(cli, named, "--decider");
    const input: ForgetInput = { by: person, dryRun, ...(reason === undefined ? {} : { reason }) };
    const before = await textOf(instructions);
    const forgotten = await instructions.forget(what, input);
    const { namespace } = instructions.address;
    cli.answer({ name, namespace, ...what, ...forgotten }, () => linesOf(cli, name, what, before, forgotten));
  });
}

/** The newest text, which need not be the one agents read. */
async function textOf(instructions: Instructions): Promise<string> {
  const [newest] = (await instructions.history({ limit: 1 })).items;
  return newest?.text ?? "";
}

function linesOf(
  cli: Cli,
  name: string,
  what: { readonly run: string } | { readonly by: string },
  before: string,
  forgotten: Forgotten,
): string[] {
  const { paint } = cli;
  const { dryRun, version, text, reverted, kept, waiting, lessons, proposals, cases } = forgotten;
  const source = "run" in what ? `run ${what.run}` : quoted(excerpt(what.by, 40));
  const touched = reverted.length + kept.length + lessons.length + proposals.length + cases.length;
  if (touched === 0) return [`Nothing of ${name} comes from ${source}.`];
  const headline = dryRun
    ? paint.yellow("A dry run: nothing was changed. This would come of it:")
    : version === null
      ? `${paint.green("✓")} ${paint.bold(name)} keeps its text.`
      : `${paint.green("✓")} ${paint.bold(name)} is now at version ${version}, without what came from ${source}:`;
  const numbers = [
    [lessons.length, "lesson", "retracted"],
    [proposals.length, "open proposal", "closed"],
    [cases.length, "case", "retired"],
  ] as const;
  const told = numbers.flatMap(([number, noun, verb]) => (number > 0 ? [`${count(number, noun)} ${verb}.`] : []));
  const next = suggester(cli);
  return [
    headline,
    ...(reverted.length > 0 ? patchLines(before, text, paint) : []),
    ...(told.length > 0 ? [told.join(" ")] : []),
    ...keptLines("Kept, since others taught it too:", kept),
    ...keptLines(paint.yellow("Not reverted; a person must look:"), waiting),
    ...(dryRun || version === null ? [] : ["", next(`rollback ${shellWord(name)} ${version - 1}`, "undoes it")]),
  ];
}

const keptLines = (title: string, blocks: readonly KeptBlock[]): string[] =>
  blocks.length === 0
    ? []
    : [
        title,
        ...blocks.map(({ block, text, reason }) => `  ${block} ${quoted(excerpt(text, 80))}  ${printable(reason)}`),
      ];
