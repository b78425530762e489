// After the last lesson, on papers of all sorts: what is kept of what the user wants, and what of what is over.
import type { Paper } from "../../../examples/tweet-writer/src/papers/paper.js";
import type { Observation } from "../observation.js";
import { preferenceOf } from "../preferences/all.js";
import type { Writer } from "../writer.js";
import type { Beliefs } from "./beliefs.js";
import { explained } from "./next-turn.js";
import type { Oracle } from "./oracle.js";

export interface End {
  readonly step: number;
  readonly text: string;
  readonly papers: readonly Paper[];
  readonly wants: readonly string[];
  readonly beliefs: Beliefs;
  readonly oracle: Oracle;
  readonly writer: Writer;
}

export async function atTheEnd(end: End): Promise<Observation[]> {
  const { wants, beliefs } = end;
  const over = [...beliefs.known].filter((key) => !wants.includes(key));
  const kept = wants.map((key) => look(end, key, false, beliefs.holds.includes(key)));
  const gone = over.map((key) => look(end, key, true, beliefs.ended.has(key)));
  return (await Promise.all([...kept, ...gone])).flat();
}

async function look(end: End, key: string, over: boolean, understood: boolean): Promise<Observation[]> {
  const { step, text, papers, wants, beliefs, oracle, writer } = end;
  const wish = preferenceOf(key);
  const common = { step, kind: null, preference: key, understood };
  if (writer.limited && !wish.writable) {
    const lines = text.split("\n").filter((line) => wish.trace.test(line));
    const measure = over ? "nameOutdated" : "nameKept";
    // Another wish on the same matter has the same trace.
    if (over && wants.some((other) => preferenceOf(other).trace.source === wish.trace.source)) return [];
    return [{ ...common, measure, hit: lines.length > 0, detail: `${key} → ${lines.join(" / ") || "no rule"}` }];
  }
  const seen: Observation[] = [];
  for (const paper of papers) {
    const ideal = await oracle.write(understood ? beliefs.holds : wants, paper);
    if (wish.met(ideal, paper) === over) continue;
    const output = await writer.write(text, paper);
    const hit = wish.met(output, paper);
    const detail = hit === over ? explained(key, text, output) : key;
    if (!over) {
      seen.push({ ...common, measure: "retained", hit, detail });
      continue;
    }
    const byRule = hit && !wish.met(await writer.write(setRight(end, key, understood), paper), paper);
    seen.push({ ...common, measure: "outdated", hit: byRule, detail });
    seen.push({ ...common, measure: "outdatedShown", hit, detail });
  }
  return seen;
}

/**
 * The instructions with every line that speaks of a wish's matter taken out, and what those lines should say put in:
 * all else as it is. An output that still does what is over does so by chance, or for another reason.
 */
function setRight({ text, wants, beliefs }: End, over: string, understood: boolean): string {
  const { trace } = preferenceOf(over);
  const lines = text.split("\n");
  const gone = lines.filter((line) => trace.test(line));
  const held = (understood ? beliefs.holds : wants).map(preferenceOf);
  const due = held.filter((one) => gone.some((line) => one.trace.test(line)));
  return [...lines.filter((line) => !trace.test(line)), ...due.map(({ rule }) => `- ${rule}`), ""].join("\n");
}
