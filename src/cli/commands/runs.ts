/** `knowhow runs`: what was recorded, newest first. */
import { messageText } from "../../core/message.js";
import type { Run } from "../../core/run.js";
import type { Cli } from "../context.js";
import { openInstructions, withSession } from "../open.js";
import { shortener } from "../output/ids.js";
import { moreLine } from "../output/more.js";
import { suggester } from "../output/next.js";
import { excerpt } from "../output/printable.js";
import { table } from "../output/table.js";
import { localTime } from "../output/when.js";
import { shellWord } from "../output/words.js";
import { firstItems } from "../paging.js";

export interface RunsOptions {
  readonly limit: number;
}

export async function runs(cli: Cli, name: string, { limit }: RunsOptions): Promise<void> {
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const { items, more } = await firstItems((page) => instructions.runs(page), limit);
    const short = shortener(items.map(({ id }) => id));
    cli.answer({ name, namespace: instructions.address.namespace, runs: items, more }, () => {
      if (items.length === 0) {
        return ["No run is recorded yet.", suggester(cli)(`record ${shellWord(name)} --messages FILE`, "records one")];
      }
      return [
        ...table(
          HEAD,
          items.map((run) => row(run, short)),
          cli,
        ),
        ...moreLine(more, limit),
      ];
    });
  });
}

const HEAD = ["RUN", "WHEN", "VERSION", "MESSAGES", "THREAD", "LAST ANSWER"];

function row({ id, createdAt, ref, messages, thread }: Run, short: (id: string) => string): string[] {
  const answer = messages.findLast(({ role }) => role === "assistant") ?? messages.at(-1);
  const version = ref.layers.map((layer) => layer.version).join("+") || "–";
  const words = answer ? excerpt(messageText(answer), 200) : "";
  return [short(id), localTime(createdAt), version, String(messages.length), thread ?? "", words];
}
