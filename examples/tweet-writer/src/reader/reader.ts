// The simulated reader: a seed, five to seven hidden preferences, and the comments of somebody who has them.
import { satisfactionOf, type Satisfaction } from "./satisfaction.js";
import type { Paper } from "../papers/paper.js";
import { edited } from "./edits.js";
import { satisfies } from "../writer/directives/satisfies.js";
import { preferences, type Preference } from "./preferences.js";
import { choices, type Choices } from "./random.js";

/** To be shown wherever the simulated reader speaks. */
export const simulatedNotice =
  "Simulated reader: nobody is reading. A program with hidden preferences, drawn from the seed, " +
  "comments on each draft.";

export interface Critique {
  readonly comment?: string;
  /** The tweet as the reader would have it, when it took the pen itself. */
  readonly revised?: string;
  /** 0 to 1. */
  readonly score?: number;
  /** Which preferences it is about. For statistics and tests, never for whoever is to learn from the critique. */
  readonly about: readonly string[];
}

export interface Reader {
  readonly seed: number;
  readonly notice: string;
  /** Hidden until the end of a run. */
  readonly preferences: readonly Preference[];
  /** What the reader has to say of this draft; the same for the same tweet, paper and round. */
  critique(tweet: string, paper: Paper, round: number): Critique;
  /** How many of the preferences the tweet meets, of those that can be asked of this paper. */
  satisfied(tweet: string, paper: Paper): Satisfaction;
}

const atMostAtOnce = 2;

/** A reader whose preferences and moods follow from the seed (a whole number) alone. */
export function createReader(seed: number): Reader {
  const drawn = draw(choices(seed, 0));
  const satisfied = (tweet: string, paper: Paper): Satisfaction => satisfactionOf(drawn, tweet, paper);
  return {
    seed,
    notice: simulatedNotice,
    preferences: drawn,
    satisfied,
    critique(tweet, paper, round) {
      const unmet = satisfied(tweet, paper)
        .each.filter((one) => one.applicable && !one.satisfied)
        .map((one) => one.preference);
      const mood = choices(seed, round + 1);
      if (unmet.length === 0) return { comment: pick(praises, mood), score: 1, about: [] };
      const chosen = mood.shuffled(unmet).slice(0, mood.chance(0.7) ? atMostAtOnce : 1);
      return respond(tweet, paper, round, chosen, satisfied(tweet, paper), mood);
    },
  };
}

/** Five to seven preferences, one per group, nearly all of them against the writer's habits. */
function draw(luck: Choices): Preference[] {
  const wanted = 5 + luck.below(3);
  const chosen: Preference[] = [];
  const offer = (candidates: readonly Preference[], until: number): void => {
    for (const candidate of luck.shuffled(candidates)) {
      if (chosen.length < until && chosen.every((one) => goTogether(one, candidate))) chosen.push(candidate);
    }
  };
  offer(
    preferences.filter((preference) => preference.againstHabit),
    wanted - 1,
  );
  offer(
    preferences.filter((preference) => !preference.againstHabit),
    wanted,
  );
  return chosen;
}

/** Pairs from different groups that leave the writer no room all the same. */
const tooMuchTogether: readonly (readonly [string, string])[] = [
  ["length-200", "title"],
  ["length-200", "bullets"],
  ["length-200", "own-lines"],
  ["one-sentence", "open-with-question"],
  ["one-sentence", "end-with-question"],
  ["length-240", "bullets"],
  ["open-with-question", "end-with-question"],
  ["bullets", "title"],
  ["bullets", "first-person"],
  ["one-sentence", "numbers-in-words"],
  ["open-with-question", "first-person"],
];

function goTogether(one: Preference, other: Preference): boolean {
  const clash = tooMuchTogether.some(([left, right]) => [left, right].every((id) => id === one.id || id === other.id));
  return one.group !== other.group && !clash;
}

function respond(
  tweet: string,
  paper: Paper,
  round: number,
  chosen: readonly Preference[],
  now: Satisfaction,
  mood: Choices,
): Critique {
  const about = chosen.map((preference) => preference.id);
  const revised = mood.chance(0.25) ? reworked(tweet, paper, chosen) : undefined;
  const score = mood.chance(0.3) ? { score: Math.round((now.satisfied / Math.max(1, now.total)) * 10) / 10 } : {};
  if (revised !== undefined) return { revised, ...score, about };
  const said = chosen.map(
    (preference) => preference.critiques[(round + mood.below(2)) % preference.critiques.length] ?? "",
  );
  const before = mood.chance(0.2) ? [pick(pleasantries, mood)] : [];
  const after = mood.chance(0.15) ? [pick(oneOffs, mood)] : [];
  return { comment: [...before, ...said.map(ended), ...after].join(" "), ...score, about };
}

/** All edits one after the other, shortening last, so that nothing put in makes it too long again. */
function reworked(tweet: string, paper: Paper, chosen: readonly Preference[]): string | undefined {
  const isLength = (preference: Preference): number => (preference.directive.kind === "length" ? 1 : 0);
  let text: string | undefined = tweet;
  for (const preference of [...chosen].sort((left, right) => isLength(left) - isLength(right))) {
    if (text === undefined) return undefined;
    const done = satisfies(preference.directive, text, paper);
    text = done ? text : edited(text, preference.directive, paper);
  }
  return text;
}

function pick(from: readonly string[], mood: Choices): string {
  return from[mood.below(from.length)] ?? "";
}

/** A remark typed in haste gets a stop when another follows it. */
function ended(remark: string): string {
  return /[.!?]$/.test(remark) ? remark : `${remark}.`;
}

const praises = [
  "Great, just how I like it.",
  "Perfect, thanks!",
  "Lovely. Nothing to add.",
  "That's the one. Well done.",
  "👍 works for me",
];
const pleasantries = [
  "Nice one.",
  "Thanks, good pick of paper!",
  "Interesting paper.",
  "Getting better.",
  "Good start.",
];
const oneOffs = [
  "Can you send me this one by Friday?",
  "I'll show this one to Marta.",
  "Could you redo this one later today?",
  "This one may go out tomorrow.",
];
