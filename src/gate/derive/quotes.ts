/**
 * Rules on the very words: `Say "customers", not "users"`, `End with a question`. Quoted words only: others may be
 * meant loosely.
 */
import type { Check } from "../../core/case.js";
import { SCOPE, WHOLE, whole } from "./phrases.js";

/** A masked quotation: its number between two private-use characters. */
const MASK = "\uE000(\\d+)\uE001";
const NAMED =
  "(?:the |a )?(?:exact )?(?:(?:words?|phrases?|terms?|expressions?|name|tag|hashtag|sentence|line|symbol|character) )?";
const SAY = "(?:say|write|use|call (?:it|them)|spell it|prefer)";
const AVOID =
  "(?:do not|don't|never|avoid|stop) (?:(?:ever )?(?:say|saying|write|writing|use|using|mention|mentioning|include|including|add|adding) )?";

const INSTEAD = whole(
  `(?:always )?${SAY} ${NAMED}${MASK},? (?:and )?(?:not|never|instead of|rather than) ${NAMED}${MASK}${SCOPE}?`,
);
const NEVER = whole(`${AVOID}${NAMED}(${MASK}(?:,? (?:or|and|nor) ${NAMED}${MASK}|, ${MASK})*)${SCOPE}?`);
const ALWAYS = whole(`(?:include|mention|say|add|use|write|contain) ${NAMED}${MASK}${SCOPE}?`);
const EDGE = whole(
  "(?<ban>(?:do not|don't|never) )?(?<side>end|close|finish|conclude|sign off|start|begin|open)",
  `(?: ${WHOLE})? (?:with|on|in) (?:${NAMED}${MASK}|(?<question>(?:a|one) question(?: mark)?)|(?<link>(?:the|a) (?:link|url)))`,
);

/** Splits quoted passages off. Null when marks do not pair up or the text has the mask's own characters. */
export function maskQuotes(rule: string): { readonly masked: string; readonly quotes: readonly string[] } | null {
  if (/[\uE000\uE001]/u.test(rule)) return null;
  const quotes: string[] = [];
  const take = (lead: string, words: string): string => `${lead}\uE000${quotes.push(words) - 1}\uE001`;
  const masked = rule
    .replace(/()"([^"]{1,200})"/gu, (_all, lead: string, words: string) => take(lead, words))
    .replace(/(^|[\s(,])'([^']{1,200})'(?![\p{L}\p{N}])/gu, (_all, lead: string, words: string) => take(lead, words))
    .replace(/()`([^`]{1,200})`/gu, (_all, lead: string, words: string) => take(lead, words));
  return masked.includes('"') || masked.includes("`") ? null : { masked, quotes };
}

/** Gives the check of a rule in lower case with masked quotations, or null. */
export function deriveWording(rule: string, quotes: readonly string[]): Check | null {
  const said = (index: string | undefined): string => (quotes[Number(index ?? "-1")] ?? "").trim();
  // Braces may be variables, and three dots stand for anything.
  if (quotes.some((words) => words.trim() === "" || /[{}<>[\]]|\.\.|…/u.test(words))) return null;
  const instead = INSTEAD.exec(rule);
  if (instead) return insteadOf(said(instead[1]), said(instead[2]));
  const never = NEVER.exec(rule)?.[1];
  if (never !== undefined) {
    const checks = [...never.matchAll(new RegExp(MASK, "gu"))].map((found) => without(said(found[1])));
    return checks.length > 1 ? { kind: "all", checks } : (checks[0] ?? null);
  }
  const always = ALWAYS.exec(rule)?.[1];
  if (always !== undefined) return { kind: "contains", text: said(always) };
  return deriveEdge(rule, said);
}

function insteadOf(wanted: string, unwanted: string): Check | null {
  if (wanted.toLowerCase() === unwanted.toLowerCase()) return { ...without(unwanted), caseSensitive: true };
  // "Say 'e-mail address', not 'address'": the wanted words have the unwanted ones in them.
  return wanted.toLowerCase().includes(unwanted.toLowerCase()) ? null : without(unwanted);
}

function without(words: string): Extract<Check, { kind: "contains" | "notContains" }> {
  const text = words.replace(/(?<=[\p{L}\p{N}])[.,]$/u, "");
  return { kind: "notContains", text, ...(/[\p{L}\p{N}]/u.test(text) ? { wholeWords: true } : {}) };
}

/** What may stand behind the last words: white space, marks, symbols and emoji. */
const TRAIL = "[\\s\\p{P}\\p{S}\\p{M}\\p{Cf}]*$";
const LEAD = "^[\\s\\p{P}\\p{S}\\p{M}\\p{Cf}]*";

function deriveEdge(rule: string, said: (index: string | undefined) => string): Check | null {
  const found = EDGE.exec(rule);
  if (!found?.groups) return null;
  const { ban, side = "", question, link } = found.groups;
  const atEnd = /^(?:end|close|finish|conclude|sign)/.test(side);
  if ((question || link) && !atEnd) return null;
  const words = said(found[3]);
  if (!question && !link && words === "") return null;
  const core = question ? "[?？؟]" : link ? "(?:https?://|www\\.)\\S+" : escape(words);
  const pattern = atEnd ? `${core}${TRAIL}` : `${LEAD}${core}`;
  const flags = question || link ? {} : { flags: "i" };
  if (ban) return { kind: "count", of: { pattern, ...flags }, max: 0 };
  return { kind: "regex", pattern, ...flags };
}

/** The words as a pattern of RE2; trailing marks are left to what may follow, and quotation marks may be curly. */
function escape(words: string): string {
  const plain = words.replace(/[.,;:!]+$/u, "") || words;
  return plain
    .replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&")
    .replace(/\s+/gu, "\\s+")
    .replace(/'/gu, "['’]");
}
