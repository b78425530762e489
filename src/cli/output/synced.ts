/** What became of a file that was synchronised, and what to do next. */
import type { Synced } from "../../integrations/files/sync.js";
import type { Cli } from "../context.js";
import { suggester } from "./next.js";

export function syncedLines(cli: Cli, { file, status, version, proposal }: Synced): string[] {
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
