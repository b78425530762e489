/** `knowhow cases`: past lessons kept as tests; and a new one from a run, or the end for one of them. */
import { type Case, CASE_STATES, type CaseState, type Check } from "../../core/case.js";
import { messageText } from "../../core/message.js";
import type { CaseInput, Instructions } from "../../memory.js";
import type { Cli } from "../context.js";
import { findCaseId, findRunId } from "../find.js";
import { openInstructions, withSession } from "../open.js";
import { shortener } from "../output/ids.js";
import { moreLine } from "../output/more.js";
import { excerpt, printable } from "../output/printable.js";
import { suggester } from "../output/next.js";
import { quoted, shellWord } from "../output/words.js";
import { everything } from "../paging.js";
import { type PersonOptions, personOf } from "../person.js";

export interface CasesOptions extends PersonOptions {
  readonly state?: readonly CaseState[];
  readonly add?: string;
  readonly check?: string;
  readonly rule?: string;
  readonly retire?: string;
  readonly reason?: string;
  readonly limit: number;
}

export async function cases(cli: Cli, name: string, options: CasesOptions): Promise<void> {
  const check = options.check === undefined ? null : parseCheck(cli, options.check);
  if (options.add === undefined && (check || options.rule !== undefined))
    cli.misuse("--check and --rule say what a case is of; give its run with --add");
  if (options.add !== undefined && !check && options.rule === undefined)
    cli.misuse("a case needs --check, or --rule of a block whose words can be checked");
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    if (options.add !== undefined) await add(cli, instructions, options.add, check, options);
    else if (options.retire !== undefined) await retire(cli, instructions, options.retire, options);
    else await show(cli, instructions, options);
  });
}

function parseCheck(cli: Cli, json: string): Check {
  try {
    // The memory looks whether it is a check.
    return JSON.parse(json) as Check;
  } catch {
    return cli.misuse(`--check must be JSON, for example '{"kind":"count","of":"hashtags","max":0}'`);
  }
}

async function add(
  cli: Cli,
  instructions: Instructions,
  run: string,
  check: Check | null,
  options: CasesOptions,
): Promise<void> {
  const input: CaseInput = {
    by: personOf(cli, options),
    run: await findRunId(instructions, run),
    ...(check ? { check } : {}),
    ...(options.rule === undefined ? {} : { rule: options.rule }),
  };
  const made = await instructions.addCase(input);
  const said = await describe(made);
  const next = suggester(cli);
  cli.answer(made, () => [
    `Kept: asked ${quoted(askedIn(made))}, the answer ${said}.`,
    next(`gate ${shellWord(instructions.address.name)} --run "…"`, "replays the cases through your own runner"),
  ]);
}

async function retire(cli: Cli, instructions: Instructions, id: string, options: CasesOptions): Promise<void> {
  const { reason } = options;
  const by = { by: personOf(cli, options), ...(reason === undefined ? {} : { reason }) };
  const retired = await instructions.retireCase(await findCaseId(instructions, id), by);
  cli.answer(retired, () => [`Retired: asked ${quoted(askedIn(retired))}. It is replayed no more.`]);
}

async function show(cli: Cli, instructions: Instructions, { state: states, limit }: CasesOptions): Promise<void> {
  const { name, namespace } = instructions.address;
  const all = await everything((page) => instructions.cases({ ...page, ...(states ? { states } : {}) }));
  const items = all.toReversed().slice(0, limit); // the store has the oldest first
  const more = all.length > items.length;
  const short = shortener(items.map(({ id }) => id));
  const lines: string[] = [];
  for (const one of cli.json ? [] : items) {
    const state = one.state.padEnd(WIDEST);
    const asked = excerpt(askedIn(one), Math.max(30, (cli.width ?? 120) - 30));
    lines.push(
      `${cli.paint.dim(short(one.id))}  ${one.state === "active" ? cli.paint.green(state) : cli.paint.dim(state)}  ${quoted(asked)}`,
    );
    const rule = one.rule ? ` ${one.rule.block} (${excerpt(one.rule.text, 80)})` : "";
    lines.push(cli.paint.dim(`      the answer ${await describe(one)}${rule === "" ? "" : `; for${rule}`}`));
    if (one.reason !== null) lines.push(cli.paint.dim(`      ${printable(one.reason)}`));
  }
  cli.answer({ name, namespace, cases: items, more }, () =>
    items.length > 0
      ? [...lines, ...moreLine(more, limit)]
      : [
          states ? `No case of ${name} is ${states.join(" or ")}.` : `${name} has no case yet.`,
          suggester(cli)(`cases ${shellWord(name)} --add last --check '{"kind":"count","of":"hashtags","max":0}'`),
        ],
  );
}

const WIDEST = Math.max(...CASE_STATES.map(({ length }) => length));

const askedIn = ({ messages }: Case): string => {
  const last = messages.at(-1);
  return last ? excerpt(messageText(last), 100) : "";
};

async function describe({ check }: Case): Promise<string> {
  const { describeCheck } = await import("../../gate/checks/describe.js");
  return printable(describeCheck(check));
}
