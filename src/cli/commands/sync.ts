/** `knowhow sync`: AGENTS.md, CLAUDE.md and the like, between markers, in both directions. */
import { type Synced, syncFile } from "../../integrations/files/sync.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { type PersonOptions, personOf } from "../person.js";

export interface SyncOptions extends PersonOptions {
  readonly file: readonly string[];
  readonly discard?: boolean;
}

export async function sync(cli: Cli, name: string, options: SyncOptions): Promise<void> {
  const by = personOf(cli, options);
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const files: Synced[] = [];
    for (const file of options.file) {
      const { discard = false } = options;
      files.push(await syncFile(instructions, { root: process.cwd(), file, by, discard }));
    }
    cli.answer({ name, namespace: instructions.address.namespace, files }, () =>
      files.flatMap((one) => lines(cli, one)),
    );
  });
}

function lines(cli: Cli, { file, status, version, proposal }: Synced): string[] {
  const next = suggester(cli);
  const id = proposal?.id.slice(0, 13) ?? "";
  switch (status) {
    case "written":
      return [`${file} has version ${version} now.`];
    case "unchanged":
      return [`${file} has version ${version} already.`];
    case "proposed":
      return [
        `The edits in ${file} are proposal ${id}, which waits for a decision:`,
        next(`accept ${id}`),
        next(`reject ${id}`),
      ];
    case "waiting":
      return [`The edits in ${file} wait as proposal ${id}.`, next(`accept ${id}`)];
    case "held": {
      const why = proposal?.decision?.reason ?? proposal?.screens.map(({ message }) => message).join(" ") ?? "";
      return [
        `The edits in ${file} were not taken: proposal ${id} is ${proposal?.state ?? "closed"}. ${why}`.trim(),
        "They stay in the file. Edit it again, or put what is in force over them with --discard.",
      ];
    }
  }
}
