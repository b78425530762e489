// An abstract as it was downloaded, made into plain running prose.
import { latexToText } from "./latex.js";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  "#39": "'",
  ndash: "–",
  mdash: "—",
  times: "×",
};

/** "(see Eqs. (13)-(14))" and the like. */
const pointer = /,?\s*\(?\bsee (?:also )?(?:Eqs?|Figs?|Sects?|Tables?)\.?\s*\(?\d+\)?(?:\s*[-–,]\s*\(?\d+\)?)*\)?,?/g;

/** Plain prose on one line: no LaTeX, mark-up, reference numbers, pointers to equations, or control characters. */
export function cleanProse(raw: string): string {
  return latexToText(unmarked(raw))
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\p{Cf}/gu, (character) => (character === "\u200D" ? character : ""))
    .replace(/\s*\[\d+(?:\s*[,–-]\s*\d+)*\]/g, "")
    .replace(pointer, "")
    .replace(/``|''/g, '"')
    .replace(/(?<![\p{L}\p{N}])`([^`']{1,60})'/gu, "‘$1’")
    .replace(/([a-z)])\.(?=[A-Z][a-z]*\s)/g, "$1. ")
    .replace(/\s-{2,3}\s?|\s?-{2,3}\s|(?<=\p{L}[\])]?)\s-\s(?=\p{L})/gu, " – ")
    .replace(/(?<=\p{L})-{3}(?=\p{L})/gu, " – ")
    .replace(/(?<=\p{Ll})-{2}(?=\p{Ll})/gu, " – ")
    .replace(/-{2,3}/g, "–")
    .replace(/(\d)\s+%/g, "$1%")
    .replace(/\+\/-/g, "±")
    .replace(/\s+([.,;:!?)])/g, "$1")
    .replace(/\(\s+/g, "(")
    .replace(/\s+/g, " ")
    .trim();
}

function unmarked(text: string): string {
  return text
    .replace(/<\/(?:p|title|sec)>/gi, " ")
    .replace(/<\/?(?:jats:)?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, "")
    .replace(/&(#39|[a-z]+);/gi, (whole: string, name: string) => entities[name.toLowerCase()] ?? whole);
}
