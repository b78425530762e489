/** Runs the strategy `literal` on labelled texts, each as one lesson, and counts what it found, invented and missed. */
import { literal } from "../../src/entry/literal.js";
import type { ReflectionOutput } from "../../src/core/ports/strategy.js";
import { makeReflectionInput } from "../../src/testing/reflection-input.js";
import { assign, type PairSample, type RevisedSample, type Sample, type TextSample } from "./labels.js";

export interface Score {
  readonly produced: number;
  readonly labelled: number;
  readonly right: number;
  /** Share of what was produced that is right; 1 when nothing was produced. */
  readonly precision: number;
  /** Share of what was labelled that was found; 1 when nothing was labelled. */
  readonly recall: number;
  readonly f1: number;
}

/** What went wrong with one sample. */
export interface Miss {
  readonly id: string;
  readonly input: string;
  readonly missed: readonly string[];
  readonly invented: readonly string[];
  readonly outcome: string;
}

export interface Report {
  readonly directives: Score;
  /** By the labelled outcome, how often the strategy said what. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly pairs: { readonly right: number; readonly of: number };
  readonly revised: Score;
  readonly misses: readonly Miss[];
}

/** Measures all samples. Nothing of one is known to the next. */
export async function measure(samples: readonly Sample[]): Promise<Report> {
  const misses: Miss[] = [];
  const outcomes: Record<string, Record<string, number>> = {};
  const directives = { produced: 0, labelled: 0, right: 0 };
  const revised = { produced: 0, labelled: 0, right: 0 };
  const pairs = { right: 0, of: 0 };
  const count = (into: typeof directives, miss: Miss, right: number, labelled: number): void => {
    into.right += right;
    into.labelled += labelled;
    into.produced += right + miss.invented.length;
    if (miss.missed.length + miss.invented.length > 0) misses.push(miss);
  };
  for (const sample of samples) {
    if (sample.kind === "text") {
      const { right, ...miss } = await readText(sample);
      count(directives, miss, right, sample.directives.length);
      const row = (outcomes[sample.outcome] ??= {});
      row[miss.outcome] = (row[miss.outcome] ?? 0) + 1;
    } else if (sample.kind === "revised") {
      const { right, ...miss } = await readRevised(sample);
      count(revised, miss, right, sample.changes.length);
    } else {
      const relation = await readPair(sample);
      pairs.of += 1;
      if (relation === sample.relation) pairs.right += 1;
      else misses.push(wrongPair(sample, relation));
    }
  }
  return { directives: score(directives), outcomes, pairs, revised: score(revised), misses };
}

type Read = Miss & { readonly right: number };

async function readText(sample: TextSample): Promise<Read> {
  const output = await literal().reflect(makeReflectionInput("", [sample.text]));
  const rules = rulesOf(output);
  const pairs = assign(rules, sample.directives);
  return {
    id: sample.id,
    input: sample.text,
    right: pairs.length,
    invented: rules.filter((_rule, index) => !pairs.some(([rule]) => rule === index)),
    missed: sample.directives
      .filter((_label, index) => !pairs.some(([, label]) => label === index))
      .map(({ gist }) => gist),
    outcome: output.outcomes[0]?.outcome ?? "none",
  };
}

async function readPair({ rule, text }: PairSample): Promise<string> {
  const learned = `## Learned rules\n\n- ${rule}\n`;
  const input = makeReflectionInput(learned, [text]);
  const { edits, supports } = await literal().reflect(input);
  const block = input.blocks.find(({ kind }) => kind === "item")?.id;
  if (edits.some((edit) => edit.kind === "replace" && edit.block === block)) return "replace";
  if (supports.some((support) => support.block === block)) return "duplicate";
  return edits.length > 0 ? "add" : "nothing read";
}

const wrongPair = ({ id, rule, text, relation }: PairSample, read: string): Miss => {
  return { id, input: `${rule} + ${text}`, missed: [relation], invented: [], outcome: read };
};

async function readRevised({ id, draft, revised, changes }: RevisedSample): Promise<Read> {
  const output = await literal().reflect(makeReflectionInput("", [{ original: draft, revised }]));
  const named = rulesOf(output).map((rule) => CHANGE_NAMES.find(([, pattern]) => pattern.test(rule))?.[0] ?? rule);
  return {
    id,
    input: `${draft} → ${revised}`,
    right: named.filter((name) => changes.includes(name)).length,
    invented: named.filter((name) => !changes.includes(name)),
    missed: changes.filter((name) => !named.includes(name)),
    outcome: output.outcomes[0]?.outcome ?? "none",
  };
}

/** The labels' names for what a revision shows. */
const CHANGE_NAMES: readonly (readonly [name: string, rule: RegExp])[] = [
  ["shorter", /^Keep it (?:shorter|under)/],
  ["longer", /more detail/],
  ["no-hashtags", /^Do not .*hashtag/],
  ["add-hashtags", /hashtag/],
  ["no-emoji", /^Do not .*emoji/],
  ["add-emoji", /emoji/],
  ["no-link", /^Do not .*link/],
  ["add-link", /link/],
  ["no-exclamation", /exclamation/],
  ["no-bullets", /^Do not .*bullet/],
  ["bullets", /bullet/],
  ["lead-with-number", /number/],
  ["ends-with-question", /^End with a question/],
  ["no-question", /^Do not .*question/],
];

const rulesOf = ({ edits }: ReflectionOutput): string[] =>
  edits.flatMap((edit) => (edit.kind === "remove" ? [] : [edit.text]));

function score({ produced, labelled, right }: { produced: number; labelled: number; right: number }): Score {
  const precision = produced === 0 ? 1 : right / produced;
  const recall = labelled === 0 ? 1 : right / labelled;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { produced, labelled, right, precision, recall, f1 };
}
