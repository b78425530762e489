// One session: the agent writes, the simulated user speaks, the learner reflects; what is seen goes into observations.
import { estimateTokenCount } from "tokenx";
import type { Usage } from "knowhow";
import type { Paper } from "../../examples/tweet-writer/src/papers/paper.js";
import type { Fate, Learner } from "./learners/learner.js";
import { atTheEnd } from "./looking/at-the-end.js";
import { Beliefs, understood } from "./looking/beliefs.js";
import { inText } from "./looking/in-text.js";
import { nextTurn } from "./looking/next-turn.js";
import { Oracle } from "./looking/oracle.js";
import { PoisonWatch } from "./looking/poison-watch.js";
import type { Observation } from "./observation.js";
import { preferenceOf } from "./preferences/all.js";
import type { Step, Stream } from "./stream.js";
import { paperText, type Writer } from "./writer.js";

export interface SessionOptions {
  readonly stream: Stream;
  readonly learner: Learner;
  readonly writer: Writer;
  readonly papers: readonly Paper[];
  /** The text that the learner began with. */
  readonly seed: string;
  /** Reflect after so many steps. */
  readonly reflectEvery: number;
  readonly onStep?: (step: number) => void;
}

export interface CurvePoint {
  readonly step: number;
  readonly met: number;
  readonly of: number;
}

export interface Session {
  readonly strategy: string;
  readonly seed: number;
  readonly observations: readonly Observation[];
  /** After every few steps: of what the user wants by then and can be had, how much the next output has. */
  readonly curve: readonly CurvePoint[];
  /** Estimated. */
  readonly tokens: number;
  readonly rules: number;
  readonly text: string;
  readonly usage: Usage;
}

/** Each point takes one more output, that of perfect instructions. */
const CURVE_EVERY = 5;

export async function runSession(options: SessionOptions): Promise<Session> {
  const { stream, learner, writer, papers, seed, reflectEvery } = options;
  const paperAt = (index: number): Paper => shuffledRow(papers, stream.seed, index);
  const oracle = new Oracle(writer, seed);
  const beliefs = new Beliefs();
  const poison = new PoisonWatch();
  const observations: Observation[] = [];
  const curve: CurvePoint[] = [];
  const told: Step[] = [];
  let due: readonly Step[] = [];
  let batch: Step[] = [];

  /** What one output says of the lessons before it. */
  const look = async (paper: Paper, step: number): Promise<string> => {
    const text = await learner.text();
    const output = await writer.write(text, paper);
    const wants = told.at(-1)?.wants ?? [];
    if (step % CURVE_EVERY === 1 && told.length > 0)
      curve.push({ step: step - 1, ...(await share(output, paper, wants, oracle, writer)) });
    observations.push(...(await nextTurn({ due, step, text, output, paper, wants, beliefs, oracle, writer })));
    due = [];
    return output;
  };

  for (const [index, step] of stream.steps.entries()) {
    const paper = paperAt(step.paper);
    const output = await look(paper, step.number);
    await learner.tell({
      key: step.said.key,
      by: step.said.by,
      comment: step.said.text,
      request: paperText(paper),
      page: step.page?.text ?? null,
      output,
    });
    told.push(step);
    batch.push(step);
    if (batch.length >= reflectEvery || index === stream.steps.length - 1) {
      const before = await learner.text();
      const fates = await learner.reflect();
      const after = await learner.text();
      observations.push(...inText({ batch, before, after }));
      poison.look(told, after);
      beliefs.learn(told, fates);
      due = batch;
      batch = [];
    }
    options.onStep?.(step.number);
  }
  const wants = told.at(-1)?.wants ?? [];
  await look(paperAt(stream.steps.length), stream.steps.length + 1);
  const text = await learner.text();
  observations.push(
    ...coverage(told, beliefs.fates),
    ...poison.observations(told),
    ...(await atTheEnd({ step: stream.steps.length, text, papers: probes(papers), wants, beliefs, oracle, writer })),
  );
  return {
    strategy: learner.name,
    seed: stream.seed,
    observations,
    curve,
    tokens: estimateTokenCount(text),
    rules: text.match(/^\s*[-*] /gm)?.length ?? 0,
    text,
    usage: learner.usage(),
  };
}

/** Every paper once, in an order of the seed's own, then again. */
function shuffledRow(papers: readonly Paper[], seed: number, index: number): Paper {
  const found = papers[(index * 7 + seed * 5) % papers.length];
  if (!found) throw new Error("There are no papers.");
  return found;
}

/** Enough papers at the end to see a rule at work, few enough to be quick. */
function probes(papers: readonly Paper[]): readonly Paper[] {
  return papers.filter((_, index) => index % 3 === 0);
}

async function share(
  output: string,
  paper: Paper,
  wants: readonly string[],
  oracle: Oracle,
  writer: Writer,
): Promise<{ met: number; of: number }> {
  const ideal = await oracle.write(wants, paper);
  const possible = wants.map(preferenceOf).filter((one) => (one.writable || !writer.limited) && one.met(ideal, paper));
  return { met: possible.filter((one) => one.met(output, paper)).length, of: possible.length };
}

function coverage(told: readonly Step[], fates: ReadonlyMap<string, Fate>): Observation[] {
  return told.flatMap(({ number, said }) =>
    said.lasting.flatMap(({ kind, preference }): Observation[] => {
      const fate = fates.get(said.key) ?? "unread";
      const common = { step: number, kind, preference, detail: `${fate}: ${said.text}` };
      const hit = understood(fate);
      return [
        { ...common, measure: "coverage", hit, understood: hit },
        ...(hit ? [{ ...common, measure: "held" as const, hit: fate !== "taken", understood: true }] : []),
      ];
    }),
  );
}
