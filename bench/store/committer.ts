// A process that proposes and accepts changes of one instructions until its time is up: sent its task, then "begin".
import { once } from "node:events";
import { createMemory, KnowhowError, type Store } from "knowhow";
import { type Named, openStore } from "./databases.js";

export interface CommitterTask {
  readonly named: Named;
  readonly number: number;
  readonly milliseconds: number;
}

export interface Committed {
  readonly accepted: number;
  readonly conflicts: number;
  readonly failed: number;
  readonly seconds: number;
}

const [{ named, number, milliseconds }] = (await once(process, "message")) as [CommitterTask];
let conflicts = 0;
const opened = openStore(named);
const store: Store = {
  ...opened,
  async commit(change) {
    const outcome = await opened.commit(change);
    if (outcome.status === "conflict") conflicts += 1;
    return outcome;
  },
};
const memory = createMemory({ store });
const instructions = memory.instructions("shared");
await instructions.current();
const by = { id: `operator-${number}`, role: "operator" } as const;
const begun = once(process, "message");
process.send?.("ready");
await begun;

let accepted = 0;
let failed = 0;
let own: string | null = null;
const start = performance.now();
while (performance.now() - start < milliseconds) {
  const text = `- Process ${number} says ${accepted + failed}.\n`;
  try {
    // The first adds a rule, the others change it, so that the text does not grow.
    const edit = own
      ? ({ kind: "replace", block: own, text } as const)
      : ({ kind: "add", place: { at: "end" }, text } as const);
    const { id } = await instructions.propose({ edits: [edit], by });
    const proposal = await instructions.accept(id, { by });
    if (proposal.state === "accepted") accepted += 1;
    else failed += 1;
    own ??= await blockThatSays(`Process ${number} `);
  } catch (error) {
    if (!KnowhowError.is(error, "conflict")) throw error;
    failed += 1;
  }
}
const seconds = (performance.now() - start) / 1000;
await memory.close();
const committed: Committed = { accepted, conflicts, failed, seconds };
process.send?.(committed, () => process.disconnect());

async function blockThatSays(words: string): Promise<string | null> {
  const { version } = await instructions.current();
  const { text, blocks } = await instructions.version(version);
  return blocks.find(({ kind, start, end }) => kind === "item" && text.slice(start, end).includes(words))?.id ?? null;
}
