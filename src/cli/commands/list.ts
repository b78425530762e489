/** `knowhow list`: the instructions there are. */
import type { InstructionsRecord } from "../../core/ports/store.js";
import type { Cli } from "../context.js";
import { noDatabase, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { table } from "../output/table.js";
import { localTime } from "../output/when.js";
import { everything } from "../paging.js";

export async function list(cli: Cli): Promise<void> {
  await withSession(cli, async ({ memory, path, missing }) => {
    const records = await everything((page) => memory.list(cli.namespace, page));
    cli.answer({ instructions: records.map(documentOf) }, () => {
      if (records.length > 0) return table(HEAD, records.map(row), cli);
      const where = cli.namespace.length > 0 ? ` in the namespace ${cli.namespace.join("/")}` : "";
      const why = missing ? noDatabase({ path }) : `There are no instructions${where} in ${path}.`;
      return [why, suggester(cli)('init NAME --seed "…"', "makes some")];
    });
  });
}

const HEAD = ["NAMESPACE", "NAME", "VERSION", "MADE", "LABELS"];

function row({ address, head, createdAt, labels, overlay, owner }: InstructionsRecord): string[] {
  const whose = overlay ? [owner === null ? "team" : `layer of ${owner}`] : [];
  const pointed = Object.entries(labels).map(([label, version]) => (version === head ? label : `${label}: ${version}`));
  return [
    address.namespace.join("/"),
    address.name,
    String(head),
    localTime(createdAt),
    [...pointed, ...whose].join(", "),
  ];
}

function documentOf({ address, head, createdAt, labels, templateFormat, overlay, owner }: InstructionsRecord) {
  return {
    name: address.name,
    namespace: address.namespace,
    version: head,
    labels,
    templateFormat,
    overlay,
    owner,
    createdAt,
  };
}
