/** From the flip table to one word and a sentence. */
import type { CaseTally, GateResult, ReplayedCase } from "../../core/proposal.js";
import { isPassing } from "./tally.js";

/** One fall refuses, one that cannot be told goes to a person. A proposal's own cases do not certify it. */
export function verdictOf(cases: readonly ReplayedCase[]): GateResult {
  const having = (flip: ReplayedCase["flip"]) => cases.filter((line) => line.flip === flip);
  const [worse, unclear, better] = [having("worse"), having("unclear"), having("better")];
  if (worse.length > 0) {
    const what = `The new instructions break ${some(worse.length, cases.length)}: ${worse.map(describe).join("; ")}`;
    const remedy = "Mend the change, or retire a case that no longer holds.";
    return { status: "refused", message: `${what}. ${remedy}`, cases };
  }
  if (unclear.length > 0 && unclear.every(isUntold)) {
    const what = `The replay of ${some(unclear.length, cases.length)} gave no result, neither before nor now`;
    const reasons = [...new Set(unclear.map(({ reason }) => withoutEnd(reason)))].join("; ");
    const message = `${what}, which says nothing about the change: ${reasons}. See to that and replay again.`;
    return { status: "inconclusive", message, cases };
  }
  if (unclear.length > 0) {
    const what = `It cannot be told whether the new instructions break ${some(unclear.length, cases.length)}`;
    return {
      status: "inconclusive",
      message: `${what}, so a person must look: ${unclear.map(describe).join("; ")}.`,
      cases,
    };
  }
  const none = `Of ${plural(cases.length, "replayed case")} none got worse`;
  if (better.length > 0 && better.every((line) => line.own)) {
    const only = better.length === 1 ? "the only one that changed to pass comes" : "those that changed to pass come";
    const message = `${none}; ${only} from this proposal's own lessons, which do not certify it.`;
    return { status: "unproven", message, cases };
  }
  if (!cases.some((line) => !line.own && isPassing(line.after))) {
    return { status: "unproven", message: `${none}, but none from other lessons passes.`, cases };
  }
  const gained = better.length > 0 ? `; ${better.length} changed to pass` : "";
  return { status: "passed", message: `${none}${gained}.`, cases };
}

const plural = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

const some = (part: number, all: number): string => `${part} of ${plural(all, "case")}`;

/** Not one run was answered and checked. */
const isUntold = ({ before, after }: ReplayedCase): boolean =>
  before.passed + before.failed + after.passed + after.failed === 0;

const withoutEnd = (reason: string): string => reason.replace(/[.\s]+$/u, "");

function describe({ rule, before, after, reason }: ReplayedCase): string {
  const what = rule === null ? "a case of no single rule" : JSON.stringify(rule);
  return `${what} passed ${rate(before)} before and ${rate(after)} now (${withoutEnd(reason)})`;
}

function rate({ passed, failed, inconclusive }: CaseTally): string {
  const untold = inconclusive > 0 ? ` with ${inconclusive} inconclusive` : "";
  return `${passed} of ${passed + failed + inconclusive}${untold}`;
}
