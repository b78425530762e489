/** `knowhow record`: keeps a run, from messages as JSON. */
import type { Cli } from "../context.js";
import { readJson } from "../json-input.js";
import { openInstructions, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { count, shellWord } from "../output/words.js";

export interface RecordOptions {
  readonly messages: string;
}

export async function record(cli: Cli, name: string, options: RecordOptions): Promise<void> {
  const messages = messagesIn(await readJson(options.messages, "The list of messages"));
  await withSession(cli, async (session) => {
    const instructions = await openInstructions(cli, session, name);
    const run = await instructions.record({ messages });
    const version = run.ref.layers.at(-1)?.version;
    cli.answer(run, () => [
      `Kept run ${cli.paint.bold(run.id)}: ${count(run.messages.length, "message")}, on version ${version} of ${name}.`,
      suggester(cli)(`feedback ${shellWord(name)} "…" --run ${run.id}`, "says what was good or bad about it"),
    ]);
  });
}

/** The body of a request, or a stored thread, holds its messages in a field. */
function messagesIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("messages" in value)) return value;
  return value.messages;
}
