/** Values a rule can change in and stay the same rule: numbers, days and times of day. */

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  single: 1,
  once: 1,
  twice: 2,
  thrice: 3,
};
const ORDINALS: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5 };
/** After these "first" is no number but part of a name or place. */
const NAMED_FIRST = /^(?:person|author|name|line|sentence|paragraph|use|mention|time|word|thing)s?$/;
const DAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$|^(?:weekday|weekend)s?$/;
const TIME =
  /\b(\d{1,2})(?:[:.](\d\d))? ?(am|pm|a\.m\.|p\.m\.|o'clock)|\b(\d{1,2}):(\d\d)\b|\bhalf (?:past )?(\p{L}+)|\b(noon|midnight)\b/gu;

/** A number in digits or words; 1 for what is none. */
export function numberOf(text: string): number {
  const digits = Number(text.replace(/[,.](?=\d{3})/g, ""));
  return Number.isNaN(digits) ? (NUMBER_WORDS[text.replace(/^a (?=\w)/, "")] ?? 1) : digits;
}

/** True for a word that stands for a value and so not for a subject. */
export const isValue = (word: string): boolean =>
  /^\d/.test(word) ||
  Object.hasOwn(NUMBER_WORDS, word) ||
  DAY.test(word) ||
  /^(?:am|pm|noon|midnight|half)$/.test(word);

/** The values of a sentence in lower case, in order, each in one spelling. */
export function valuesOf(sentence: string): string[] {
  const times: string[] = [];
  const rest = sentence.replace(TIME, (...found: (string | undefined)[]) => {
    times.push(timeOf(found));
    return " ";
  });
  const words = rest.split(/[^\p{L}\p{N}.,'-]+/u);
  const others = words.flatMap((word, index): string[] => {
    if (/^\d/.test(word)) return [String(numberOf(word.replace(/[.,]+$/, "")))];
    if (DAY.test(word)) return [word.replace(/s$/, "")];
    if (Object.hasOwn(ORDINALS, word) && words[index - 1] === "very" && !NAMED_FIRST.test(words[index + 1] ?? ""))
      return [String(ORDINALS[word])];
    return Object.hasOwn(NUMBER_WORDS, word) && !/^an?$/.test(word) ? [String(NUMBER_WORDS[word])] : [];
  });
  return [...times, ...others];
}

function timeOf([, hour, minutes, half, hour24, minutes24, past, named]: readonly (string | undefined)[]): string {
  if (named) return named === "noon" ? "12:00" : "00:00";
  if (past) return `${numberOf(past)}:30`;
  if (hour24) return `${Number(hour24)}:${minutes24}`;
  const late = half?.startsWith("p") && Number(hour) < 12 ? 12 : 0;
  return `${Number(hour) + late}:${minutes ?? "00"}`;
}
