/** The plain differences between an output and its revision, each with the rule it teaches. */
import type { Features } from "./features.js";

export type ChangeName =
  | "shorter"
  | "longer"
  | "no-hashtags"
  | "add-hashtags"
  | "no-emoji"
  | "add-emoji"
  | "add-link"
  | "no-link"
  | "no-exclamation"
  | "bullets"
  | "no-bullets"
  | "lead-with-number"
  | "ends-with-question"
  | "no-question";

export interface Change {
  readonly name: ChangeName;
  readonly rule: string;
}

/** A length counts as changed from this share on. */
const CLEARLY = 0.25;
/** Shorter texts are too small to tell a length, or a limit, by. */
const LEAST_LENGTH = 40;

/** What the revision did to the form of the output, in a fixed order. */
export function changesBetween(before: Features, after: Features): Change[] {
  return [...lengthChange(before, after), ...markChanges(before, after), ...shapeChanges(before, after)];
}

function lengthChange(before: Features, after: Features): Change[] {
  if (after.length === 0) return [];
  if (before.length >= LEAST_LENGTH && after.length <= before.length * (1 - CLEARLY)) {
    if (after.length < LEAST_LENGTH) return [{ name: "shorter", rule: "Keep it shorter." }];
    return [{ name: "shorter", rule: `Keep it under ${roundedUp(after.length, before.length)} characters.` }];
  }
  const more = after.length - before.length;
  if (before.length > 0 && more >= LEAST_LENGTH && more >= before.length * 2 * CLEARLY)
    return [{ name: "longer", rule: "Write in more detail." }];
  return [];
}

/** A round limit that the revision keeps and the original does not. */
function roundedUp(length: number, original: number): number {
  const step = length < 100 ? 20 : length < 400 ? 50 : length < 1000 ? 100 : 500;
  const rounded = (Math.floor(length / step) + 1) * step;
  return rounded <= original ? rounded : (Math.floor(length / 10) + 1) * 10;
}

function markChanges(before: Features, after: Features): Change[] {
  const changes: Change[] = [];
  const gone = (count: (features: Features) => number) => count(before) > 0 && count(after) === 0;
  const come = (count: (features: Features) => number) => count(before) === 0 && count(after) > 0;
  const add = (applies: boolean, name: ChangeName, rule: string) => {
    if (applies) changes.push({ name, rule });
  };
  const number = after.hashtags.length;
  add(
    gone((one) => one.hashtags.length),
    "no-hashtags",
    "Do not use hashtags.",
  );
  add(
    come((one) => one.hashtags.length),
    "add-hashtags",
    `Include ${number === 1 ? "a hashtag" : "hashtags"}.`,
  );
  add(
    gone((one) => one.emoji.length),
    "no-emoji",
    "Do not use emoji.",
  );
  add(
    come((one) => one.emoji.length),
    "add-emoji",
    "Use emoji.",
  );
  add(
    gone((one) => one.links.length),
    "no-link",
    "Do not include links.",
  );
  add(
    come((one) => one.links.length),
    "add-link",
    "Include a link.",
  );
  add(
    gone((one) => one.exclamations),
    "no-exclamation",
    "Do not use exclamation marks.",
  );
  return changes;
}

function shapeChanges(before: Features, after: Features): Change[] {
  const changes: Change[] = [];
  if (before.bullets < 2 && after.bullets >= 2) changes.push({ name: "bullets", rule: "Use bullet points." });
  if (before.bullets >= 2 && after.bullets === 0)
    changes.push({ name: "no-bullets", rule: "Do not use bullet points." });
  if (!before.numberFirst && after.numberFirst)
    changes.push({ name: "lead-with-number", rule: "Lead with the number." });
  if (!before.endsWithQuestion && after.endsWithQuestion)
    changes.push({ name: "ends-with-question", rule: "End with a question." });
  if (before.questions > 0 && after.questions === 0)
    changes.push({ name: "no-question", rule: "Do not ask questions." });
  return changes;
}
