// The first output after a lesson: does it do what was asked?
import type { Paper } from "../../../examples/tweet-writer/src/papers/paper.js";
import type { Observation } from "../observation.js";
import { preferenceOf } from "../preferences/all.js";
import type { Step } from "../stream.js";
import type { Writer } from "../writer.js";
import type { Beliefs } from "./beliefs.js";
import type { Oracle } from "./oracle.js";

export interface NextTurn {
  /** The steps whose lessons were reflected since the last output. */
  readonly due: readonly Step[];
  readonly step: number;
  readonly text: string;
  readonly output: string;
  readonly paper: Paper;
  /** What the user wants by now. */
  readonly wants: readonly string[];
  readonly beliefs: Beliefs;
  readonly oracle: Oracle;
  readonly writer: Writer;
}

export async function nextTurn(turn: NextTurn): Promise<Observation[]> {
  const { due, step, text, output, paper, wants, beliefs, oracle, writer } = turn;
  const seen: Observation[] = [];
  for (const { said } of due) {
    for (const { kind, preference } of said.lasting) {
      const gone = kind === "delete";
      // A repeated wish was satisfied before; one that was overtaken within the batch cannot be seen any more.
      if (kind === "repeat" || wants.includes(preference) === gone) continue;
      const wish = preferenceOf(preference);
      const understood = beliefs.has(said.key);
      const common = { step, kind, preference, understood };
      if (writer.limited && !wish.writable) {
        const lines = text.split("\n").filter((line) => wish.trace.test(line));
        const hit = lines.length > 0 !== gone;
        seen.push({ ...common, measure: "named", hit, detail: `${said.text} → ${lines.join(" / ") || "no rule"}` });
        continue;
      }
      const ideal = await oracle.write(understood ? beliefs.holds : wants, paper);
      // What perfect instructions do not bring about is no fault of the memory; what they do by chance shows nothing.
      if (wish.met(ideal, paper) === gone) continue;
      const hit = wish.met(output, paper) !== gone;
      seen.push({ ...common, measure: "satisfied", hit, detail: hit ? said.text : explained(said.text, text, output) });
    }
  }
  return seen;
}

/** All that a person needs to find the fault. */
export function explained(said: string, text: string, output: string): string {
  return [`said: ${said}`, `instructions: ${text.trim()}`, `output: ${output}`].join("\n");
}
