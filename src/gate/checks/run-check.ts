/** Checking one answer: what is measured, what was allowed, in a sentence. */
import type { Bounds, Check, CheckResult } from "../../core/case.js";
import { countIn } from "./count.js";
import { describeBounds, type Names, namesOf, quote, UNIT_NAMES } from "./describe.js";
import { checkJson } from "./json-schema.js";
import { lengthOf } from "./length.js";
import { isFound, LONGEST_SEARCHED } from "./pattern.js";

/**
 * Checks an answer without a model. `judge` is inconclusive here; `runCheckWith` asks a model.
 * Never throws: a check that cannot be run is inconclusive, and says why.
 */
export function runCheck(check: Check, output: string): CheckResult {
  try {
    return run(check, output);
  } catch (error) {
    return { outcome: "inconclusive", reason: error instanceof Error ? error.message : String(error) };
  }
}

function run(check: Check, output: string): CheckResult {
  switch (check.kind) {
    case "contains":
    case "notContains": {
      const found = holds(output, check);
      const reason = `${found ? "It has" : "It does not have"} ${quote(check.text)}.`;
      return { outcome: found === (check.kind === "contains") ? "pass" : "fail", reason };
    }
    case "regex": {
      if (output.length > LONGEST_SEARCHED) return tooLong(output);
      const found = isFound(check, output);
      const reason = `${found ? "It matches" : "It does not match"} the pattern ${quote(check.pattern)}.`;
      return { outcome: found ? "pass" : "fail", reason };
    }
    case "length":
      return bounded(lengthOf(output, check.unit), UNIT_NAMES[check.unit], check);
    case "count":
      if (typeof check.of === "object" && output.length > LONGEST_SEARCHED) return tooLong(output);
      return bounded(countIn(output, check.of), namesOf(check.of), check);
    case "jsonSchema":
      return checkJson(check.schema, output);
    case "judge":
      return { outcome: "inconclusive", reason: "Only a model can judge this, and none was given." };
    case "all":
      return combine(check.checks.map((one) => runCheck(one, output)));
  }
}

/** The worst of several results: a fail before an inconclusive one. */
export function combine(results: readonly CheckResult[]): CheckResult {
  const of = (outcome: CheckResult["outcome"]) => results.filter((result) => result.outcome === outcome);
  const [worst] = [of("fail"), of("inconclusive"), of("pass")].filter((some) => some.length > 0);
  if (!worst?.[0]) return { outcome: "inconclusive", reason: "There is nothing to check." };
  return { outcome: worst[0].outcome, reason: worst.map((result) => result.reason).join(" ") };
}

interface Words {
  readonly text: string;
  readonly wholeWords?: boolean;
  readonly caseSensitive?: boolean;
}

function holds(output: string, { text, wholeWords = false, caseSensitive = false }: Words): boolean {
  const fold = (words: string): string => {
    const plain = words.normalize("NFC").replace(/[’‘]/g, "'").replace(/[“”]/g, '"');
    return caseSensitive ? plain : plain.toLowerCase();
  };
  const [hay, needle] = [fold(output), fold(text)];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    if (!wholeWords || (isEdge(hay, at) && isEdge(hay, at + needle.length))) return true;
  }
  return false;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Not between two characters of one word. */
function isEdge(text: string, at: number): boolean {
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? "";
  const [after = ""] = text.slice(at, at + 2);
  return !(WORD.test(before) && WORD.test(after));
}

function bounded(number: number, [one, many]: Names, bounds: Bounds): CheckResult {
  const { min = 0, max = Number.POSITIVE_INFINITY } = bounds;
  const fits = number >= min && number <= max;
  const reason = `It has ${number} ${number === 1 ? one : many}; ${describeBounds(bounds)}.`;
  return { outcome: fits ? "pass" : "fail", reason };
}

function tooLong(output: string): CheckResult {
  const reason = `It has ${output.length} characters; patterns are searched in at most ${LONGEST_SEARCHED}.`;
  return { outcome: "inconclusive", reason };
}
