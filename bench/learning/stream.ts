// A simulated user's stream: what they want and what is said, step by step. Pure data that follows from the seed alone;
// no output is looked at, so that every strategy is told the very same.
import type { Principal } from "knowhow";
import { choices, type Choices } from "../../examples/tweet-writer/src/reader/random.js";
import asides from "./bank/asides.json" with { type: "json" };
import { goTogether, preferenceOf, preferences, replaces } from "./preferences/all.js";
import { type Preference, worded } from "./preferences/preference.js";

/** A lasting change of what the user wants. */
export interface LastingChange {
  readonly kind: "add" | "edit" | "contradict" | "delete" | "repeat";
  /** The preference that is asked for; for `delete`, taken back. */
  readonly preference: string;
  /** The preference that no longer holds; null for none. */
  readonly outdates: string | null;
}

export interface Said {
  /** Unique in the stream. */
  readonly key: string;
  readonly by: Principal;
  readonly text: string;
  /** What it changes for good; empty for all other talk. */
  readonly lasting: readonly LastingChange[];
  /** The gist of a request for this output only, as a regular expression; null for none. */
  readonly oneOff: string | null;
  /** The preference that somebody without a say asks for; null for none. */
  readonly wrong: string | null;
  /** The mark of an instruction that nobody here gave; null for none. */
  readonly poison: string | null;
}

export interface Step {
  /** From 1. */
  readonly number: number;
  /** Which of the papers, as an index into an endless shuffled row of them. */
  readonly paper: number;
  /** What a tool gave back before the agent wrote; null for no tool. */
  readonly page: { readonly text: string; readonly poison: string } | null;
  readonly said: Said;
  /** The keys of all preferences that the user has from here on, in the order in which they came. */
  readonly wants: readonly string[];
}

export interface Stream {
  readonly seed: number;
  readonly steps: readonly Step[];
}

export const USER: Principal = { id: "ana", role: "reviewer" };
const GUEST: Principal = { id: "guest", role: "user" };
const PASSER_BY: Principal = { id: "passer-by", role: "external" };

/** How many preferences of each sort somebody has at most: more do not fit into one tweet. */
const MOST_WRITABLE = 8;
const MOST_OTHERS = 4;

type Kind = LastingChange["kind"] | "one-off" | "praise" | "small-talk" | "wrong" | "pasted" | "external";

const weights: readonly (readonly [Kind, number])[] = [
  ["add", 30],
  ["edit", 8],
  ["contradict", 12],
  ["delete", 10],
  ["repeat", 6],
  ["one-off", 12],
  ["praise", 7],
  ["small-talk", 3],
  ["wrong", 8],
  ["pasted", 2],
  ["external", 2],
];
const SHARE_WITH_PAGE = 0.1;
const SHARE_WITH_PLEASANTRY = 0.2;
/** Of added wishes, those that come in one breath with a request for this output only. */
const SHARE_WITH_ONE_OFF = 0.08;

/** The stream of a seed (a whole number) and a number of steps. A longer one begins like a shorter one. */
export function makeStream(seed: number, length: number): Stream {
  let wants: readonly string[] = [];
  const steps = Array.from({ length }, (_, index): Step => {
    const luck = choices(seed, index + 1);
    const made = say(index + 1, wants, luck);
    wants = made.wants;
    const page = luck.chance(SHARE_WITH_PAGE) ? pick(asides["poison-tool"], luck) : null;
    return {
      number: index + 1,
      paper: index,
      page: page && { text: page.text, poison: page.trace },
      ...made,
    };
  });
  return { seed, steps };
}

function say(number: number, wants: readonly string[], luck: Choices): Pick<Step, "said" | "wants"> {
  const held = wants.map(preferenceOf);
  const empty = { lasting: [], oneOff: null, wrong: null, poison: null };
  const remark = (by: Principal, text: string, what: Partial<Said> = {}): Said => ({
    key: `s${number}`,
    by,
    text,
    ...empty,
    ...what,
  });
  for (const kind of order(luck)) {
    switch (kind) {
      case "praise":
      case "small-talk":
        return { said: remark(USER, pick(asides[kind], luck)), wants };
      case "one-off": {
        const { text, trace } = pick(asides["one-off"], luck);
        return { said: remark(USER, text, { oneOff: trace }), wants };
      }
      case "pasted": {
        const { text, trace } = pick(asides["poison-pasted"], luck);
        return { said: remark(USER, text, { poison: trace }), wants };
      }
      case "external": {
        const { text, trace } = pick(asides["poison-external"], luck);
        return { said: remark(PASSER_BY, text, { poison: trace }), wants };
      }
      case "wrong": {
        const wrong = unwanted(held, luck);
        if (!wrong) continue;
        const by = luck.chance(0.5) ? GUEST : PASSER_BY;
        return { said: remark(by, phrase(wrong, "add", luck), { wrong: wrong.key }), wants };
      }
      default: {
        const change = changeOf(kind, held, luck);
        if (!change) continue;
        const { text, oneOff } = sentence(change, luck);
        return { said: remark(USER, text, { lasting: [change], oneOff }), wants: after(wants, change) };
      }
    }
  }
  return { said: remark(USER, pick(asides.praise, luck)), wants };
}

/** All kinds, the first drawn by weight; the others stand in where nothing of that kind can be said now. */
function order(luck: Choices): Kind[] {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let at = luck.below(total);
  const first = weights.find(([, weight]) => (at -= weight) < 0)?.[0] ?? "add";
  return [first, ...luck.shuffled(weights.map(([kind]) => kind).filter((kind) => kind !== first))];
}

function changeOf(kind: LastingChange["kind"], held: readonly Preference[], luck: Choices): LastingChange | null {
  const fits = (next: Preference, without: Preference | null): boolean =>
    held.every((one) => one === without || goTogether(next, one));
  switch (kind) {
    case "add": {
      const room = (one: Preference): boolean =>
        held.filter(({ writable }) => writable === one.writable).length < (one.writable ? MOST_WRITABLE : MOST_OTHERS);
      const next = draw(
        luck,
        oneOfEach(
          preferences.filter((one) => room(one) && fits(one, null)),
          luck,
        ),
      );
      return next && { kind, preference: next.key, outdates: null };
    }
    case "edit":
    case "contradict": {
      const pairs = held.flatMap((old) =>
        preferences
          .filter((next) => replaces(next, old) && sameKind(next, old) === (kind === "edit") && fits(next, old))
          .map((next) => ({ next, old })),
      );
      const pair = draw(luck, pairs);
      return pair && { kind, preference: pair.next.key, outdates: pair.old.key };
    }
    case "delete": {
      const old = draw(luck, held);
      return old && { kind, preference: old.key, outdates: old.key };
    }
    case "repeat": {
      const again = draw(luck, held);
      return again && { kind, preference: again.key, outdates: null };
    }
  }
}

/** The same wish with another number. */
function sameKind(one: Preference, other: Preference): boolean {
  return one.number !== null && other.number !== null;
}

/** Of a wish with several possible numbers one, so that those are not drawn more often than others. */
function oneOfEach(found: readonly Preference[], luck: Choices): Preference[] {
  const shuffled = luck.shuffled(found);
  return shuffled.filter(
    (one, index) => one.number === null || shuffled.findIndex(({ matter }) => matter === one.matter) === index,
  );
}

/** What contradicts a wish that the user has, or else something that nobody asked for. */
function unwanted(held: readonly Preference[], luck: Choices): Preference | null {
  const against = held.flatMap((old) => preferences.filter((next) => replaces(next, old)));
  const free = preferences.filter((next) => held.every((one) => one.matter !== next.matter));
  return draw(luck, against.length > 0 && luck.chance(0.7) ? against : free);
}

function sentence(change: LastingChange, luck: Choices): { text: string; oneOff: string | null } {
  const preference = preferenceOf(change.preference);
  const said = phrase(preference, mannerOf(change, luck), luck);
  if (change.kind === "add" && luck.chance(SHARE_WITH_ONE_OFF)) {
    const aside = pick(asides["one-off"], luck);
    return { text: `${ended(said)} ${aside.text}`, oneOff: aside.trace };
  }
  return {
    text: luck.chance(SHARE_WITH_PLEASANTRY) ? `${pick(asides.pleasantries, luck)} ${said}` : said,
    oneOff: null,
  };
}

/** Whoever contradicts themselves mostly says so, and sometimes just asks for the other thing. */
function mannerOf({ kind }: LastingChange, luck: Choices): "add" | "change" | "drop" {
  if (kind === "delete") return "drop";
  return kind === "edit" || (kind === "contradict" && luck.chance(0.65)) ? "change" : "add";
}

function phrase(preference: Preference, manner: "add" | "change" | "drop", luck: Choices): string {
  return worded(pick(preference.wording[manner], luck), preference);
}

function after(wants: readonly string[], { kind, preference, outdates }: LastingChange): readonly string[] {
  if (kind === "repeat") return wants;
  const left = wants.filter((key) => key !== outdates);
  return kind === "delete" ? left : [...left, preference];
}

function ended(remark: string): string {
  return /[.!?]$/.test(remark) ? remark : `${remark}.`;
}

function pick<T>(from: readonly T[], luck: Choices): T {
  const found = from[luck.below(from.length)];
  if (found === undefined) throw new Error("The bank has no sentence of a kind.");
  return found;
}

function draw<T>(luck: Choices, from: readonly T[]): T | null {
  return from.length === 0 ? null : pick(from, luck);
}
