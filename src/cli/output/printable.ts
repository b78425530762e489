/** Texts that others wrote, made safe and short for a terminal. */
import truncatedWidth from "fast-string-truncated-width";

/** Escape sequences, and characters that turn the direction of text, could make a terminal show what is not there. */
const CONTROL = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** The text with control characters made visible; line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** The text on one line, cut to so many columns. */
export function excerpt(text: string, columns = Infinity): string {
  const line = printable(text.slice(0, 4000)).replace(/\s+/g, " ").trim();
  if (widthOf(line) <= columns) return line;
  let cut = "";
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (widthOf(cut + segment) > columns - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}

/** The columns a text takes on a terminal. */
export const widthOf = (text: string): number => truncatedWidth(text).width;
