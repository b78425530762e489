/** Numbers on the command line. What is none is wrong usage. */
import { InvalidArgumentError } from "commander";

/** A version's number, or how many. */
export function parseCount(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number > 0 && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError("It must be a whole number from 1 up.");
}

/** Money for a million tokens. */
export function parsePrice(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError("It must be a number from 0 up.");
}

export function parseScore(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new InvalidArgumentError("It must be a number from 0 (bad) to 1 (good).");
}

export function parseSeconds(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 1e9) return number;
  throw new InvalidArgumentError("It must be a number of seconds from 0 up.");
}

/** A time limit; none at all would wait for ever. */
export function parseTimeout(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= LONGEST_TIMEOUT) return number;
  throw new InvalidArgumentError(`It must be a number of seconds above 0, and at most ${LONGEST_TIMEOUT}.`);
}

/** What timers can wait, in seconds. */
const LONGEST_TIMEOUT = 2_147_483;

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { h: DAY / 24, d: DAY, w: 7 * DAY, y: 365 * DAY };

/** An age, in milliseconds. */
export function parseAge(value: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)([hdwy])$/.exec(value.trim()) ?? [];
  const age = Number(number) * (UNITS[unit] ?? 0);
  if (age > 0 && age < 1000 * 365 * DAY) return age;
  throw new InvalidArgumentError("It must be an age such as 90d: a number above 0 and h, d, w or y.");
}
