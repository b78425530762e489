/** `knowhow team`: what is said of a conversation of several instructions, and whom of them it is for. */
import type { Instructions, InstructionsTeam, ReflectResult, TeamDecision } from "../../memory.js";
import type { Cli } from "../context.js";
import { describeError } from "../failure.js";
import { findRunId } from "../find.js";
import { openAt, type Session, addressOf, withSession } from "../open.js";
import { changeLines } from "../output/changes.js";
import { sayLesson } from "../output/narrate.js";
import { suggester } from "../output/next.js";
import { printable } from "../output/printable.js";
import { whileWaiting } from "../output/waiting.js";
import { shellWord } from "../output/words.js";
import { type PersonOptions, personOf } from "../person.js";
import { makeStrategy, type ModelOptions } from "../strategies.js";

export interface TeamCommandOptions extends ModelOptions, PersonOptions {
  readonly feedback?: string;
  readonly for?: string;
  readonly run?: string;
  readonly when?: readonly string[];
  readonly guidance?: readonly string[];
  readonly dryRun?: boolean;
}

export async function team(cli: Cli, names: readonly string[], options: TeamCommandOptions): Promise<void> {
  if (names.length < 2) cli.misuse("a team has at least two members");
  const strategy = await makeStrategy(options, (message) => cli.misuse(message));
  const [when, guidance] = [
    byName(cli, "--when", names, options.when),
    byName(cli, "--guidance", names, options.guidance),
  ];
  await withSession(cli, async (session) => {
    const members: Instructions[] = [];
    for (const name of names) {
      const opened = await openAt(session, addressOf(cli, name));
      const { address, templateFormat } = opened;
      const [whenToUpdate, updateInstructions] = [when.get(name), guidance.get(name)];
      members.push(
        session.memory.instructions(name, {
          namespace: address.namespace,
          templateFormat,
          policy: {
            ...(whenToUpdate === undefined ? {} : { whenToUpdate }),
            ...(updateInstructions === undefined ? {} : { updateInstructions }),
          },
        }),
      );
    }
    const together = session.memory.team(members);
    if (options.feedback !== undefined) await keep(cli, together, options.feedback, options);
    else {
      const waiting = strategy.model === null ? null : `Asking ${strategy.model}`;
      const { dryRun = false } = options;
      const result = await whileWaiting(waiting, (signal) => together.reflect({ strategy, dryRun, signal }));
      const { error, reflections } = result;
      const lines = cli.json ? [] : await linesOf(cli, session, together, result.decisions, reflections);
      cli.answer(
        { team: together.inbox.address, dryRun, ...result, error: error && describeError(error) },
        () => lines,
      );
      const failed = error ?? Object.values(reflections).find((one) => one.error)?.error;
      if (failed) throw failed;
    }
  });
}

async function keep(cli: Cli, team: InstructionsTeam, comment: string, options: TeamCommandOptions): Promise<void> {
  const run = options.run === undefined ? {} : { run: await findRunId(team.inbox, options.run) };
  const target = options.for === undefined ? {} : { for: options.for };
  const kept = await team.feedback({ by: personOf(cli, options), comment, ...run, ...target });
  cli.answer({ feedback: kept }, () => [
    options.for === undefined
      ? "Kept. It waits for the team to find out whom it is for."
      : `Kept. It waits as a lesson for ${options.for}.`,
    suggester(cli)(`team ${team.members.map(shellWord).join(" ")}`, "finds out, and lets all of them reflect"),
  ]);
}

/** `NAME=TEXT` options as a map. */
function byName(
  cli: Cli,
  option: string,
  names: readonly string[],
  given: readonly string[] = [],
): Map<string, string> {
  return new Map(
    given.map((one) => {
      const at = one.indexOf("=");
      const [name, text] = [one.slice(0, Math.max(0, at)), one.slice(at + 1).trim()];
      if (!names.includes(name) || text === "")
        return cli.misuse(`${option} takes NAME=TEXT, with the name of a member`);
      return [name, text] as const;
    }),
  );
}

async function linesOf(
  cli: Cli,
  { store }: Session,
  team: InstructionsTeam,
  decisions: readonly TeamDecision[],
  reflections: Readonly<Record<string, ReflectResult>>,
): Promise<string[]> {
  const { paint } = cli;
  const lines: string[] = [];
  for (const { lessonId, to, outcome, reason } of decisions) {
    const said = await sayLesson(store, await store.lesson(team.inbox.address, lessonId));
    const whom = { attributed: `for ${to.join(" and ")}:`, none: "for nobody:", unsure: "still waits:" }[outcome];
    lines.push(`${outcome === "attributed" ? paint.green(whom) : paint.yellow(whom)} ${said}`);
    lines.push(paint.dim(`      ${printable(reason)}`));
  }
  for (const [name, { passes }] of Object.entries(reflections)) {
    for (const { status, version, proposal, rationale } of passes) {
      const came = version === null ? status : `${status}, now at version ${version}`;
      lines.push(`${paint.bold(name)}: ${came}. ${paint.dim(printable(rationale))}`);
      if (proposal) lines.push(...(await changeLines(store, proposal, paint)));
    }
  }
  return lines.length > 0 ? lines : ["Nothing to do: no lesson waits."];
}
