// Small numbers as digits or as words. Decimals, percentages, measures, years and numbers in names stay digits.
import { pattern } from "./pattern.js";
const smallNumbers = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

const inWords = new RegExp(`(?<![\\p{L}\\p{N}-])(${smallNumbers.slice(2).join("|")})(?![\\p{L}-])`, "giu");
const attachedBefore = "[\\p{L}\\p{N}.,:$€£#@/–×√^+±~≈<>=*-]";
const attachedAfter = "[\\p{L}\\p{N}%°×*/^²³]|[.,:–-]\\d|[-–]\\p{L}";
const wholeNumber = new RegExp(`(?<!${attachedBefore})\\d{1,2}(?!${attachedAfter})`, "gu");
const measure = pattern`
    ^\s?(?:%|×|±|[kMGTmµμnp]?(?:m|s|g|b|B|Hz|eV|V|W|K|T|bps|pc)\b|dB|min|h\b|hours?\b|Å|sigma|σ|per ?cent|
    million|billion|trillion|degrees|points?|(?:to|by|or|–|-) ?\d)`;

/** `three models` → `3 models`. "One" and "zero" stay: they are rarely counts. */
export function inDigits(text: string): string {
  return text.replace(inWords, (word) => String(smallNumbers.indexOf(word.toLowerCase())));
}

/** `3 models` → `three models`, up to twelve, where the number stands alone; `FID 3`, `3 ms` and `GPT-3` stay. */
export function spelledOut(text: string): string {
  return text.replace(wholeNumber, (digits: string, offset: number) => {
    const word = smallNumbers[Number(digits)];
    const before = text.slice(0, offset);
    const partOfName = /\p{Lu}[\p{L}\p{N}]*\s$/u.test(before) || measure.test(text.slice(offset + digits.length));
    if (word === undefined || digits.startsWith("0") || partOfName) return digits;
    return before.trim() === "" || /[.!?:]\s$/.test(before) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
}
