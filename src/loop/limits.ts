/** Checks the numbers and names in options and policies, so that a slip of the pen is told at once. */
import { KnowhowError } from "../core/errors.js";
import { checkKnown, type OptionsOf } from "../core/known-options.js";
import type { ReflectionBudget } from "../core/ports/strategy.js";
import type { Policy } from "./context.js";

/** @throws `invalid_policy` */
export function checkLimits(options: {
  readonly store?: unknown;
  readonly maxAge?: number;
  readonly patience?: number;
  readonly maxTextLength?: number;
}): void {
  const store: unknown = (options as { readonly store?: unknown } | undefined)?.store;
  if (typeof store !== "object" || store === null) {
    throw new KnowhowError(
      "invalid_policy",
      'createMemory needs a store, for example store: sqliteStore("knowhow.db").',
    );
  }
  checkNumber("maxAge", options.maxAge, 0);
  checkNumber("patience", options.patience, 0);
  checkNumber("maxTextLength", options.maxTextLength, 1);
}

/** Gives the policy back. @throws `invalid_policy` */
export function checkPolicy(policy: Policy): Policy {
  checkKnown("policy", policy, POLICY);
  checkKnown("policy.quorum", policy.quorum, { people: true });
  checkNumber("policy.tokenBudget", policy.tokenBudget, 1);
  checkNumber("policy.maxAttempts", policy.maxAttempts, 1);
  checkNumber("policy.maxLessons", policy.maxLessons, 1);
  checkNumber("policy.expiresAfter", policy.expiresAfter, 1);
  if (policy.quorum !== undefined) {
    const people: unknown = (policy.quorum as { readonly people?: unknown } | null)?.people;
    if (typeof people !== "number" || !Number.isSafeInteger(people) || people < 1)
      throw new KnowhowError(
        "invalid_policy",
        `policy.quorum must be { people: k } with a whole number from 1 up, not ${JSON.stringify(policy.quorum)}.`,
      );
  }
  checkBudget(policy.budget);
  if (policy.lockedHeadings?.some((heading) => typeof heading !== "string" || heading.trim() === "")) {
    throw new KnowhowError("invalid_policy", "policy.lockedHeadings must be headings' words, none of them blank.");
  }
  return policy;
}

const POLICY: OptionsOf<Policy> = {
  authority: true,
  tokenBudget: true,
  lockedHeadings: true,
  strategy: true,
  updateInstructions: true,
  whenToUpdate: true,
  quorum: true,
  expiresAfter: true,
  separateApprover: true,
  maxAttempts: true,
  maxLessons: true,
  budget: true,
  deriveCases: true,
};

/** @throws `invalid_policy` */
function checkBudget(budget: ReflectionBudget | undefined): void {
  checkKnown("policy.budget", budget, { calls: true, tokens: true, seconds: true });
  checkWhole("policy.budget.calls", budget?.calls);
  checkWhole("policy.budget.tokens", budget?.tokens);
  const seconds = budget?.seconds;
  if (seconds === undefined || (Number.isFinite(seconds) && seconds > 0 && seconds <= LONGEST_SECONDS)) return;
  throw new KnowhowError(
    "invalid_policy",
    `policy.budget.seconds must be above 0 and at most ${LONGEST_SECONDS}, not ${String(seconds)}.`,
  );
}

/** What timers can wait, in seconds. */
const LONGEST_SECONDS = 2_147_483;

function checkWhole(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return;
  throw new KnowhowError("invalid_policy", `${name} must be a whole number from 1, not ${String(value)}.`);
}

function checkNumber(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isFinite(value) && value >= least)) return;
  throw new KnowhowError("invalid_policy", `${name} must be a number of at least ${least}, not ${String(value)}.`);
}
