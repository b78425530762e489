/** What a careful model answers to Knowhow's strategies, by the name of the form they ask for. */
import { SECTION } from "../lessons.js";
import type { Trial } from "../trial.js";
import { FINDING, REASON, THOUGHTS } from "./words.js";

const LESSONS = [{ lesson: "L1", outcome: "edited", reason: REASON }];

/** Null for a form of somebody else's. `prompt`: all that the request says. */
export function answerForKnowhow(form: string, trial: Trial, prompt: string): object | null {
  switch (form) {
    case "playbook":
    case "rewrite":
      return { lessons: LESSONS, edits: [editIn(trial, prompt)], rationale: REASON };
    case "thought":
      return { step: "think", thoughts: THOUGHTS };
    case "step":
    case "result":
      return { step: "done", thoughts: "", result: resultOf(trial) };
    case "critique":
    case "verdict":
      return { step: "done", thoughts: "", verdict: verdictOf(trial) };
    case "prompt_memory":
      return resultOf(trial);
    default:
      return null;
  }
}

function editIn({ lesson: { change, quote } }: Trial, prompt: string): object {
  const evidence = [{ lesson: "L1", quote }];
  if (change.kind === "add") return { edit: "add", target: SECTION, text: change.rule, evidence };
  const target = blockWith(change.old, prompt);
  const text = change.kind === "replace" ? change.rule : "";
  return { edit: change.kind, target, text, evidence };
}

/** The id that a prompt shows in front of a rule: `b12: - Use an emoji.` */
function blockWith(rule: string, prompt: string): string {
  const line = prompt.split("\n").find((one) => one.endsWith(`: - ${rule}`)) ?? "";
  const id = /^(\w+):/.exec(line)?.[1];
  if (id === undefined) throw new Error(`The request shows no block with ${JSON.stringify(rule)}.`);
  return id;
}

function resultOf({ lesson: { change, quote }, improved }: Trial): object {
  const text = change.kind === "remove" ? change.old : change.rule;
  const changes = [{ lesson: "L1", quote, text }];
  return { update: true, improved, changes, lessons: LESSONS, rationale: REASON };
}

function verdictOf({ lesson: { quote } }: Trial): object {
  const recommendations = [{ lesson: "L1", quote, recommendation: FINDING }];
  return { update: true, recommendations, supports: [], lessons: LESSONS, rationale: REASON };
}
