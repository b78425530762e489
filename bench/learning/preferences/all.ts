// All preferences by key, and which of them one person cannot have at the same time.
import { beyond } from "./beyond.js";
import type { Preference } from "./preference.js";
import { within } from "./within.js";

export const preferences: readonly Preference[] = [...within, ...beyond];

const byKey = new Map(preferences.map((preference) => [preference.key, preference]));

/** @throws for a key that no preference has */
export function preferenceOf(key: string): Preference {
  const found = byKey.get(key);
  if (!found) throw new Error(`There is no preference ${key}.`);
  return found;
}

/** Pairs that contradict each other across matters: nobody asks for both. Numbers are left out of the names. */
const contradictory: readonly (readonly [string, string])[] = [
  ["no-question-marks", "open-question"],
  ["no-question-marks", "end-question"],
  ["no-question-marks", "invite"],
  ["one-sentence", "end-question"],
  ["one-sentence", "open-question"],
  ["one-sentence", "bullets"],
  ["one-sentence", "own-lines"],
  ["one-sentence", "invite"],
  ["one-sentence", "blank-line"],
  ["no-figure", "open-number"],
  ["no-figure", "reading-time"],
  ["paragraph", "blank-line"],
  ["open-title", "no-the"],
  ["no-brackets", "field-label"],
  ["no-caps", "tldr"],
  ["no-caps", "sign-off"],
  ["lower-case", "sign-off"],
  ["lower-case", "no-caps"],
  ["lower-case", "tldr"],
  ["full-stop", "end-question"],
  ["full-stop", "link-last"],
  ["full-stop", "sign-off"],
  ["link-last", "sign-off"],
  ["end-question", "sign-off"],
  ["ascii", "two-emoji"],
  ["ascii", "arrow"],
  ["no-authors", "et-al"],
  ["open-title", "tldr"],
  ["open-title", "field-label"],
  ["open-result", "tldr"],
  ["open-result", "field-label"],
  ["open-question", "tldr"],
  ["open-question", "field-label"],
  ["open-number", "tldr"],
  ["open-number", "field-label"],
  ["no-abbreviations", "tldr"],
  ["no-abbreviations", "et-al"],
  ["link-first", "open-result"],
  ["link-first", "open-question"],
  ["link-first", "open-number"],
  ["link-first", "open-title"],
  ["link-first", "tldr"],
  ["link-first", "field-label"],
];

const nameOf = (key: string): string => key.split(":")[0] ?? key;

/** Whether one person can want both. */
export function goTogether(one: Preference, other: Preference): boolean {
  if (one.matter === other.matter) return false;
  const names = [nameOf(one.key), nameOf(other.key)];
  return !contradictory.some(([left, right]) => names.includes(left) && names.includes(right));
}

/** Whether a wish for `next` takes the place of `old`: the same matter, and not merely less than `old` asks for. */
export function replaces(next: Preference, old: Preference): boolean {
  if (next.key === old.key || next.matter !== old.matter) return false;
  // Who wants the link last wants a link; "include the link" would not contradict that. Nor does "name the authors"
  // contradict naming the first with et al.
  return !(next.key === "link" && old.key.startsWith("link-")) && !(next.key === "authors" && old.key === "et-al");
}
