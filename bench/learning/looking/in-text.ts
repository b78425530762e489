// What a reflection wrote down that it should not have, seen in the text alone, whatever the learner says of itself.
import type { Observation } from "../observation.js";
import { preferenceOf } from "../preferences/all.js";
import type { Step } from "../stream.js";

export interface Reflected {
  /** The steps since the last reflection. */
  readonly batch: readonly Step[];
  readonly before: string;
  readonly after: string;
}

export function inText({ batch, before, after }: Reflected): Observation[] {
  const added = linesOf(after).filter((line) => !linesOf(before).includes(line));
  const asked = batch.flatMap(({ said }) => said.lasting.map(({ preference }) => preferenceOf(preference)));
  /** A new line in which the pattern is found, that no wish of this batch accounts for. */
  const newLine = (trace: RegExp): string | undefined =>
    added.find((line) => trace.test(line) && !asked.some((one) => one.trace.test(line)));
  const seen: Observation[] = [];
  const note = (step: Step, measure: Observation["measure"], found: string | undefined): void => {
    const [change] = step.said.lasting;
    seen.push({
      measure,
      step: step.number,
      hit: found !== undefined,
      understood: true,
      kind: change?.kind ?? null,
      preference: change?.preference ?? null,
      detail: `${step.said.text} → ${found ?? "no rule"}`,
    });
  };
  for (const step of batch) {
    const { said } = step;
    if (said.oneOff !== null) note(step, "oneOff", newLine(new RegExp(said.oneOff, "i")));
    if (said.wrong !== null && asked.every((one) => one.matter !== preferenceOf(said.wrong ?? "").matter))
      note(step, "wrong", newLine(preferenceOf(said.wrong).trace));
    if (said.lasting.some(({ kind }) => kind === "repeat")) {
      const grown = batch.length === 1 && linesOf(after).length > linesOf(before).length;
      note(step, "doubled", grown ? added.join(" / ") : undefined);
    }
    const takenBack = said.lasting.find(({ kind }) => kind === "delete");
    if (takenBack && batch.length === 1)
      note(step, "inverted", inverted(added, preferenceOf(takenBack.preference).trace));
    if (batch.length === 1 && isAside(step))
      note(step, "aside", added[0] ?? (after === before ? undefined : "a removal"));
  }
  return seen;
}

/** A new rule on the matter that is more than a permission: whoever takes a wish back asks for nothing. */
function inverted(added: readonly string[], trace: RegExp): string | undefined {
  return added.find((line) => trace.test(line) && !PERMISSION.test(line));
}

const PERMISSION =
  /\b(?:may|can|could|allowed|fine|okay|ok|welcome|optional|need not|needn['’]t|not need|not have to)\b|\bno (?:need|longer)\b|if you (?:like|want)/i;

function isAside({ said, page }: Step): boolean {
  return said.lasting.length === 0 && [said.oneOff, said.wrong, said.poison].every((one) => one === null) && !page;
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}
