// LaTeX to plain Unicode, as far as abstracts use it: accents, styles, symbols, sub- and superscripts, fractions.
// Symbols come from unicodeit; it replaces blindly, so groups and operators are dealt with before it sees the text.
import { replace } from "unicodeit";

const combining: Readonly<Record<string, string>> = {
  "'": "\u0301",
  "`": "\u0300",
  '"': "\u0308",
  "^": "\u0302",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  u: "\u0306",
  v: "\u030C",
  H: "\u030B",
  r: "\u030A",
  c: "\u0327",
  k: "\u0328",
};
const letters: Readonly<Record<string, string>> = {
  aa: "å",
  AA: "Å",
  ae: "æ",
  AE: "Æ",
  oe: "œ",
  OE: "Œ",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  ss: "ß",
  i: "ı",
  j: "ȷ",
};
const operators =
  "log|ln|exp|sin|cos|tan|min|max|arg|sup|inf|lim|det|dim|ker|deg|gcd|Pr|mod|poly|sgn|tr|rank|diag|argmin|argmax";
const unwrapped =
  "text[a-z]*|emph|mathrm|mathbf|mathit|mathsf|mathtt|mathnormal|boldsymbol|bm|mbox|operatorname|underline|overline|" +
  "uppercase|lowercase|hbox|url|ensuremath|small|hspace";

const marks = "mathbb|mathcal|mathfrak|bar|hat|tilde|vec|dot|ddot|widehat|widetilde";
/** Stands for `\\sim` until the ties (`~`) are gone. */
const about = "\u223C";

/** Plain text for a text with LaTeX in it. Text without LaTeX comes back as it is, but for `~` ties and quotes. */
export function latexToText(input: string): string {
  if (!/[\\$^{}~]|``|''|_\{/.test(input)) return input;
  let text = input.replace(/\\\\(?:\[[^\]]*\])?|\\(?:begin|end)\{[a-z*]+\}/g, " ");
  text = text.replace(/\\(?:cite[a-z]*|ref|eqref|label|footnote|vspace)\*?(?:\[[^\]]*\])*\{[^{}]*\}/g, "");
  text = text.replace(/\\href\{[^{}]*\}\{([^{}]*)\}/g, "$1");
  text = accents(text);
  text = text.replace(/\$\$?([^$]*)\$\$?/g, (whole: string, inner: string) => (isMath(inner) ? math(inner) : whole));
  text = commands(text);
  text = scripts(text, /([_^])\{([^{}]*)\}/g);
  return tidy(text);
}

const symbols = new Map<string, string>();

/** One command as a symbol. unicodeit walks its whole table on every call, hence the memory. */
function unicodeSymbols(command: string): string {
  const before = symbols.get(command);
  if (before !== undefined) return before;
  const symbol = replace(command);
  if (symbols.size < 1000) symbols.set(command, symbol);
  return symbol;
}

/** A dollar pair is mathematics unless it looks like two prices with words between them. */
function isMath(inner: string): boolean {
  return !(/^\d/.test(inner) && /\s[a-z]{2,}\s+[a-z]{2,}/i.test(inner) && !/[\\^_{}]/.test(inner));
}

function accents(text: string): string {
  return text
    .replace(/\{\\(aa|AA|ae|AE|oe|OE|ss|[oOlLij])\s*\}/g, (_, name: string) => letters[name] ?? "")
    .replace(/\\(['"`^~=.])\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))/g, accent)
    .replace(/\\([uvHrck])(?:\{\s*\\?([A-Za-z])\s*\}|\s+([A-Za-z])\b)/g, accent)
    .replace(/\\(aa|AA|ae|AE|oe|OE|ss|[oOlL])(?![A-Za-z])(?:\{\})?\s?/g, (_, name: string) => letters[name] ?? "");
}

function accent(_: string, mark: string, braced: string | undefined, bare: string | undefined): string {
  return `${braced ?? bare ?? ""}${combining[mark] ?? ""}`.normalize("NFC");
}

function math(inner: string): string {
  const text = commands(inner.replace(/([A-Za-z0-9])'/g, "$1′"));
  return scripts(scripts(text, /([_^])\{([^{}]*)\}/g), /([_^])(\\[A-Za-z]+|[^\s{}\\])/g);
}

function commands(input: string): string {
  const unwrap = new RegExp(`\\\\(?:${unwrapped})\\*?\\{([^{}]*)\\}`, "g");
  let text = input.replace(/\{\\(?:rm|it|bf|em|sc|tt|sf|cal)\b\s*([^{}]*)\}/g, "$1");
  for (let before = ""; before !== text;) {
    before = text;
    text = text
      .replace(unwrap, "$1")
      .replace(
        /\\d?frac\{([^{}]*)\}\{([^{}]*)\}/g,
        (_, top: string, bottom: string) => `${group(top)}/${group(bottom)}`,
      )
      .replace(/\\sqrt\{([^{}]*)\}/g, (_, inner: string) => `√${group(inner)}`);
  }
  text = text
    .replace(
      /\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits|nolimits|protect|noindent|rm|it|bf|em)(?![A-Za-z])\s?/g,
      "",
    )
    .replace(new RegExp(`(?<=[A-Za-z0-9)])\\s?\\\\(${operators})(?![A-Za-z])`, "g"), " $1")
    .replace(new RegExp(`\\\\(${operators})(?![A-Za-z])`, "g"), "$1")
    .replace(/\\\|/g, "‖")
    .replace(/\\(?:l?dots|cdots)(?![A-Za-z])/g, "…")
    .replace(/\s*\\approx(?![A-Za-z])\s*/g, " ≈ ")
    .replace(/\\sim(?![A-Za-z])\s*/g, about)
    .replace(/\\(?:quad|qquad|,|;|:| )/g, " ")
    .replace(/\\[!@/]/g, "")
    .replace(/\\([%&#_$])/g, "$1");
  return text.replace(
    new RegExp(`\\\\(?:(?:${marks})\\{[^{}]*\\}|[A-Za-z]+)\\s?`, "g"),
    (command: string, offset: number, whole: string) => {
      const symbol = unicodeSymbols(command.trim());
      if (symbol.includes("\\")) return command;
      return /\s$/.test(command) && !(/\p{L}/u.test(symbol) && /[A-Za-z]/.test(whole.charAt(offset + command.length)))
        ? `${symbol} `
        : symbol;
    },
  );
}

/** Brackets a numerator, denominator or radicand of more than one term. */
function group(inner: string): string {
  return /^[\p{L}\p{N}.\\]+$/u.test(inner.trim()) ? inner.trim() : `(${inner.trim()})`;
}

/** Sub- and superscripts: Unicode ones where all characters exist, else plain text after the base. */
function scripts(text: string, pattern: RegExp): string {
  return text.replace(pattern, (_, kind: string, raw: string) => {
    const content = raw
      .replace(/\\circ(?![A-Za-z])|∘/g, "°")
      .replace(/\\prime(?![A-Za-z])/g, "′")
      .trim();
    if (/^[°′]+$/.test(content)) return content;
    const characters = [...content.replace(/\s/g, "").replace(/−/g, "-")].map((character) => {
      const script = unicodeSymbols(kind + character);
      return script.startsWith(kind) ? undefined : script;
    });
    if (characters.every((character) => character !== undefined)) return characters.join("");
    return kind === "^" ? `^${content}` : content;
  });
}

function tidy(text: string): string {
  return text
    .replace(/\\[A-Za-z]+\*?\s?/g, "")
    .replace(/[\\{}]/g, "")
    .replace(/([\p{L}\p{N}.,)])~(?=[\p{L}\p{N}(])/gu, "$1 ")
    .replace(/(?<=\d)∼(?=\d)/g, "–")
    .replaceAll(about, "~")
    .replace(/``|''/g, (quote) => (quote === "``" ? "“" : "”"))
    .replace(/“([^”"]*)"/g, "“$1”")
    .replace(/\$(?!\d)|(?<=\S)\$(?=[\s.,;:)]|$)/g, "")
    .replace(/ {2,}/g, " ")
    .normalize("NFC");
}
