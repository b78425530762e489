/** Small words for sentences. */

/** `1 lesson`, `2 lessons`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A text in quotation marks. */
export const quoted = (text: string): string => `“${text}”`;

/** An argument as a shell takes it, for commands that are suggested. */
export const shellWord = (word: string): string =>
  /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
