/**
 * What a careful model answers to the reflector and the curator of Ax's playbook: a line for each field they ask for.
 * The reflector tags the bullet that the comment speaks against as harmful, by which the curator's change finds it.
 */
import { SECTION } from "../lessons.js";
import type { Trial } from "../trial.js";
import { FINDING, REASON, THOUGHTS } from "./words.js";

export function answerForAx(prompt: string, { lesson: { change } }: Trial): string {
  if (prompt.includes("`errorIdentification`")) {
    const insight = change.kind === "remove" ? FINDING : change.rule;
    const tags = change.kind === "add" ? [] : tagsFor(change.old, prompt);
    return linesOf({
      reasoning: THOUGHTS,
      errorIdentification: FINDING,
      rootCauseAnalysis: FINDING,
      correctApproach: FINDING,
      keyInsight: insight,
      bulletTags: JSON.stringify(tags),
    });
  }
  if (prompt.includes("`operations`")) {
    const known = change.kind !== "add" && prompt.includes('"harmful"');
    return linesOf({ reasoning: REASON, operations: JSON.stringify(operationsFor(change, known)) });
  }
  throw new Error("The script knows no such program of Ax.");
}

/** A rule that the playbook does not hold can only be added, and nothing of it be removed. */
function operationsFor(change: Trial["lesson"]["change"], known: boolean): object[] {
  if (change.kind === "remove") return known ? [{ type: "REMOVE", section: SECTION }] : [];
  const type = change.kind === "replace" && known ? "UPDATE" : "ADD";
  return [{ type, section: SECTION, content: change.rule }];
}

/** The bullet that the prompt shows with a rule: `- [every-0a1b2c3d] Use an emoji.` */
function tagsFor(rule: string, prompt: string): object[] {
  const before = prompt.split(`] ${rule}`)[0] ?? "";
  const id = before.length === prompt.length ? undefined : before.slice(before.lastIndexOf("[") + 1);
  return id === undefined ? [] : [{ id, tag: "harmful" }];
}

const linesOf = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
