/**
 * From a rule to its check, where the rule says something that can be measured. Built for precision: the whole
 * sentence must be understood, and the weakest reading is taken, so that an answer that fails the check does break
 * the rule.
 */
import type { Check } from "../../core/case.js";
import { deriveCount } from "./counts.js";
import { deriveLength } from "./lengths.js";
import { WHOLE, whole } from "./phrases.js";
import { deriveWording, maskQuotes } from "./quotes.js";

/** Longer rules say more than one thing. */
const LONGEST = 300;
const LEAD = /^(?:please |always |make sure to |make sure you |be sure to |remember to |you must )+/u;
const JSON_ONLY = whole(
  `(?:answer|reply|respond|return|output|write|give)(?: ${WHOLE})?(?: only)?(?: (?:in|with|as|using))?(?: only)?`,
  "(?: valid)? json(?: only)?",
);

/**
 * The check that a rule asks for, for rules as `literal` writes them: lengths, counts, bans, quoted words, endings,
 * JSON. Null where it is not certain: conditions, soft wishes, parts of the output, several sentences, languages
 * other than English.
 */
export function deriveCheck(rule: string): Check | null {
  if (rule.length > LONGEST) return null;
  const plain = rule
    .normalize("NFC")
    .replace(/[“”„]/gu, '"')
    .replace(/[‘’]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[.!]+$/u, "");
  const found = maskQuotes(plain);
  if (!found) return null;
  const text = found.masked
    .toLowerCase()
    .replace(LEAD, "")
    .replace(/,? (?:please|always)$/u, "");
  if (found.quotes.length > 0) return deriveWording(text, found.quotes);
  if (JSON_ONLY.test(text)) return { kind: "jsonSchema", schema: true };
  return deriveCount(text) ?? deriveLength(text) ?? deriveWording(text, []);
}
