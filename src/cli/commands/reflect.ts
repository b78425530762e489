/** `knowhow reflect`: makes rules of the lessons that wait, and shows each with why. */
import type { ReflectionPass, ReflectResult } from "../../memory.js";
import type { Cli } from "../context.js";
import { describeError } from "../failure.js";
import { makeGate } from "../gate.js";
import { openInstructions, type Session, withSession } from "../open.js";
import { changeLines, countChanges } from "../output/changes.js";
import { gateLines } from "../output/flips.js";
import { sayLesson } from "../output/narrate.js";
import { suggester } from "../output/next.js";
import { printable } from "../output/printable.js";
import { whileWaiting } from "../output/waiting.js";
import { count, shellWord } from "../output/words.js";
import { makeStrategy, type ModelOptions } from "../strategies.js";
import type { Address } from "../../core/address.js";
import type { Gate } from "../../core/ports/gate.js";

export interface ReflectCommandOptions extends ModelOptions {
  readonly dryRun?: boolean;
  readonly gateCommand?: string;
  readonly gateDeterministic?: boolean;
  readonly gateJudge?: string;
}

export async function reflect(cli: Cli, name: string, options: ReflectCommandOptions): Promise<void> {
  const { dryRun = false } = options;
  const strategy = await makeStrategy(options, (message) => cli.misuse(message));
  const gate = await gateOf(cli, options);
  const work = async (session: Session): Promise<void> => {
    const instructions = await openInstructions(cli, session, name);
    const waiting = strategy.model === null ? null : `Asking ${strategy.model}`;
    const result = await whileWaiting(waiting, (signal) => instructions.reflect({ strategy, dryRun, signal }));
    const { address } = instructions;
    const { items: parked } = await instructions.lessons({ states: ["parked"], limit: 1000 });
    const inForce = dryRun || result.version === null ? null : (await instructions.current()).version;
    const telling: Telling = { cli, session, address, dryRun, inForce };
    const lines = cli.json ? [] : await linesOf(telling, result, parked.length);
    cli.answer(documentOf(name, address, result, dryRun), () => lines);
    if (result.error) throw result.error;
  };
  await withSession(cli, work, { gate });
}

async function gateOf(cli: Cli, options: ReflectCommandOptions): Promise<Gate | null> {
  const { gateCommand: run, gateDeterministic: deterministic = false, gateJudge: judge, timeout } = options;
  const limit = timeout === undefined ? {} : { timeout };
  if (run !== undefined) return makeGate({ run, deterministic, ...(judge === undefined ? {} : { judge }), ...limit });
  if (deterministic || judge !== undefined) cli.misuse("--gate-deterministic and --gate-judge need --gate-command");
  return null;
}

function documentOf(name: string, { namespace }: Address, result: ReflectResult, dryRun: boolean) {
  const pass = ({ error, ...one }: ReflectionPass) => ({ ...one, error: error && describeError(error) });
  const { passes, ...top } = result;
  return { name, namespace, dryRun, ...pass(top), passes: passes.map(pass) };
}

interface Telling {
  readonly cli: Cli;
  readonly session: Session;
  readonly address: Address;
  readonly dryRun: boolean;
  /** The version agents read, when a new one was made. */
  readonly inForce: number | null;
}

async function linesOf(telling: Telling, result: ReflectResult, parked: number): Promise<string[]> {
  const { cli, address, dryRun } = telling;
  const next = suggester(cli);
  const name = shellWord(address.name);
  if (result.passes.length === 0) {
    const also =
      parked > 0
        ? [`${count(parked, "lesson")} ${parked === 1 ? "is" : "are"} parked:`, next(`lessons ${name} --state parked`)]
        : [];
    return ["Nothing to do: no lesson waits.", ...also];
  }
  const lines = dryRun ? [cli.paint.yellow("A dry run: nothing was changed. This would come of it:")] : [];
  for (const [index, pass] of result.passes.entries()) {
    if (index > 0) lines.push("");
    lines.push(...(await passLines(telling, pass)));
  }
  const { calls, inputTokens, outputTokens } = result.usage;
  if (calls > 0)
    lines.push(cli.paint.dim(`${count(calls, "model call")}, ${inputTokens} tokens in, ${outputTokens} out.`));
  if (telling.inForce !== null && telling.inForce !== result.version) {
    const moved = `Agents still read version ${telling.inForce}, where somebody has put the label "production".`;
    const command = `label ${name} production ${result.version}`;
    return [...lines, "", moved, next(command, "lets them read the new one")];
  }
  const hints = dryRun ? [] : hintsFor(result, name).map(([command, purpose]) => next(command, purpose));
  return hints.length > 0 ? [...lines, "", ...hints] : lines;
}

/** What one may want to do after it. */
function hintsFor({ status, version, proposal }: ReflectResult, name: string): [command: string, purpose: string][] {
  if (status === "accepted" && version !== null) {
    return [
      [`show ${name}`, "shows the whole text"],
      [`rollback ${name} ${version - 1}`, "undoes it"],
    ];
  }
  if (status !== "proposed" || !proposal) return [];
  const id = proposal.id.slice(0, 13);
  return [
    [`accept ${id}`, "puts it into force"],
    [`reject ${id}`, "turns it down"],
  ];
}

async function passLines(telling: Telling, pass: ReflectionPass): Promise<string[]> {
  const { cli, session } = telling;
  const shown = pass.proposal ? await changeLines(session.store, pass.proposal, cli.paint) : [];
  const held = pass.proposal?.screens
    .filter(({ verdict }) => verdict !== "pass")
    .map(({ message }) => `  ${printable(message)}`);
  const gated = pass.proposal ? gateLines(pass.proposal.gate, cli) : [];
  return [headline(telling, pass), ...shown, ...(held ?? []), ...gated, ...(await lessonLines(telling, pass))];
}

function headline({ cli: { paint }, address, dryRun }: Telling, pass: ReflectionPass): string {
  const name = paint.bold(address.name);
  const changes = pass.proposal ? countChanges(pass.proposal) : "";
  switch (pass.status) {
    case "accepted":
      return dryRun
        ? `${name} would change: ${changes}.`
        : `${paint.green("✓")} ${name} is now at version ${pass.version}: ${changes}.`;
    case "proposed": {
      const id = pass.proposal?.id ?? "";
      return dryRun
        ? `A proposal for ${name}: ${changes}.`
        : `${paint.yellow("?")} Proposal ${id} for ${name} waits for a decision: ${changes}.`;
    }
    case "unchanged":
      return pass.proposal ? `${name} says so already: ${changes}.` : `${name} stays as it is.`;
    case "refused":
      return `${paint.red("✗")} The change of ${name} is refused: ${printable(pass.rationale)}`;
    case "failed":
      return `${paint.red("✗")} The reflection failed. No lesson is lost.`;
    case "conflict":
      return `${paint.yellow("!")} ${printable(pass.rationale)}`;
  }
}

/**
 * What was not learned, and why: lessons that taught nothing, and parts of others that nobody read. The error of a
 * failed reflection is told by itself.
 */
async function lessonLines(telling: Telling, { status, lessons, proposal }: ReflectionPass): Promise<string[]> {
  const { session, address } = telling;
  const { paint } = telling.cli;
  const lines: string[] = [];
  for (const id of proposal?.lessonIds ?? []) {
    const lesson = await session.store.lesson(address, id);
    const unread = /Not read: .*/s.exec(lesson?.reason ?? "")?.[0];
    if (unread !== undefined) lines.push(`${paint.yellow("in part:")} ${await sayLesson(session.store, lesson)}`);
    if (unread !== undefined) lines.push(paint.dim(`      ${printable(unread)}`));
  }
  for (const { id, to } of lessons) {
    if (to.state === "reserved" || to.state === "applied") continue;
    const lesson = await session.store.lesson(address, id);
    const again =
      to.state === "pending" && to.attempts > 0
        ? ` (tried ${to.attempts === 1 ? "once" : `${to.attempts} times`})`
        : "";
    lines.push(`${paint.yellow(WORD_FOR[to.state])} ${await sayLesson(session.store, lesson)}${again}`);
    if (to.reason !== null && status !== "failed") lines.push(paint.dim(`      ${printable(to.reason)}`));
  }
  return lines;
}

const WORD_FOR = {
  pending: "still waits:",
  dismissed: "no change:",
  parked: "parked:",
  retracted: "retracted:",
} as const;
