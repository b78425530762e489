/** What an application hands over so that people can try its agent in the studio: how to run it, and what on. */
import type { Address } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import { checkKnown, type OptionsOf } from "../../core/known-options.js";
import type { Ref } from "../../core/ref.js";
import type { TemplateFormat } from "../../core/template.js";
import { checkText } from "../../core/text.js";

/** An input to try the agent on. */
export interface Sample {
  /** Of at most 256 characters, each once. */
  readonly id: string;
  /** What people choose it by. */
  readonly title: string;
  /** What the agent is given, as text. */
  readonly text: string;
}

/** One run that is asked for. */
export interface Trial {
  /** The text of the sample, or what somebody pasted: material to work on, not words to obey. */
  readonly input: string;
  /** Null for a text that was pasted. */
  readonly sample: Sample | null;
  /** The text to run on, its variables not filled in: that in force, of a version, or as a proposal would have it. */
  readonly instructions: string;
  readonly templateFormat: TemplateFormat;
  /** What the run ran on; null for the text of a proposal, which is no version yet. */
  readonly ref: Ref | null;
  readonly address: Address;
  /** Ends the run: at its time limit, or when whoever asked is gone. */
  readonly signal: AbortSignal;
}

/** What the agent answered; `notes` are shown below it, for example which rule it could not follow and why. */
export interface TrialAnswer {
  readonly output: string;
  readonly notes?: readonly string[];
}

export interface TryIt {
  /** Runs the agent once, without recording anything: the server records what ran on the text in force. */
  readonly run: (trial: Trial) => TrialAnswer | string | Promise<TrialAnswer | string>;
  /** Inputs to choose from, at most 1000. Default: none; people paste their own. */
  readonly samples?: readonly Sample[];
  /** What an input is called, in one word: `paper`. Default `input`. */
  readonly input?: string;
  /** What an output is called: `tweet`. Default `answer`. */
  readonly output?: string;
  /** What people should know of the agent, in a sentence. Default: nothing. */
  readonly notice?: string;
  /** The studio runs so many other samples on the text before and after a change. Default 2; 0: only when asked. */
  readonly compare?: number;
  /** How long one run may take, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number;
  /** The most runs of one caller in a minute. Default 60. */
  readonly perMinute?: number;
}

export type Offer = Required<Omit<TryIt, "notice">> & { readonly notice: string | null };

const OPTIONS: OptionsOf<TryIt> = {
  run: true,
  samples: true,
  input: true,
  output: true,
  notice: true,
  compare: true,
  timeoutMs: true,
  perMinute: true,
};

const MOST_SAMPLES = 1000;
const LONGEST_NAME = 256;
/** What a person pastes, or a sample holds, in UTF-16 code units. */
export const LONGEST_INPUT = 200_000;

/** The offer with its defaults. @throws `invalid_policy` for what is out of range, naming it */
export function offerOf(given: TryIt): Offer {
  checkKnown("tryIt", given, OPTIONS);
  const offer: Offer = {
    run: given.run,
    samples: given.samples ?? [],
    input: given.input ?? "input",
    output: given.output ?? "answer",
    notice: given.notice ?? null,
    compare: given.compare ?? 2,
    timeoutMs: given.timeoutMs ?? 60_000,
    perMinute: given.perMinute ?? 60,
  };
  if (typeof offer.run !== "function") throw refused("run", "must be a function that answers a trial");
  checkWhole("compare", offer.compare, 0, 20);
  checkWhole("timeoutMs", offer.timeoutMs, 1, 2_147_483_647);
  checkWhole("perMinute", offer.perMinute, 1, 1_000_000);
  for (const name of ["input", "output"] as const) checkName(name, offer[name]);
  if (!Array.isArray(offer.samples) || offer.samples.length > MOST_SAMPLES)
    throw refused("samples", `must be a list of at most ${MOST_SAMPLES}`);
  const seen = new Set<string>();
  for (const [at, sample] of offer.samples.entries()) {
    const where = `samples[${at}]`;
    checkName(`${where}.id`, sample.id);
    checkName(`${where}.title`, sample.title);
    checkText(sample.text, `tryIt's ${where}.text`, LONGEST_INPUT);
    if (seen.has(sample.id)) throw refused(`${where}.id`, `must not be ${JSON.stringify(sample.id)} again`);
    seen.add(sample.id);
  }
  return offer;
}

const refused = (name: string, why: string): KnowhowError =>
  new KnowhowError("invalid_policy", `tryIt's ${name} ${why}.`);

function checkName(name: string, value: string): void {
  if (typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_NAME && value.isWellFormed()) return;
  throw refused(name, `must be a text of 1 to ${LONGEST_NAME} characters`);
}

function checkWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw refused(name, `must be a whole number from ${least} to ${most}, not ${value}`);
}
