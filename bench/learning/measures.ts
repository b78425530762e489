// From what was seen in many sessions to figures: a share for each measure, with an interval over the seeds.
import type { Observation, Measure } from "./observation.js";
import { MEASURES } from "./observation.js";
import type { Session } from "./session.js";
import { type Interval, meanInterval, ratioInterval } from "./statistics.js";

export interface Figure extends Interval {
  /** How many observations were hits, of how many; the share is the one over the other. */
  readonly hits: number;
  readonly of: number;
}

/** `null`: nothing of the kind was seen. */
export type Figures = Readonly<Record<Measure, Figure | null>>;

export interface StrategyResult {
  readonly strategy: string;
  readonly seeds: number;
  /** Over the lessons that were understood. */
  readonly understood: Figures;
  /** Over all lessons that were told. */
  readonly all: Figures;
  /** Coverage by kind of change, and for wishes within and beyond the writer's vocabulary. */
  readonly coverage: Readonly<Record<string, Figure | null>>;
  readonly tokens: Interval;
  readonly rules: Interval;
  readonly usage: { readonly calls: number; readonly inputTokens: number; readonly outputTokens: number };
  /** The share of what the user wants that outputs have, by step. */
  readonly curve: readonly (Interval & { readonly step: number })[];
}

type Test = (observation: Observation) => boolean;

export function figure(sessions: readonly Session[], test: Test): Figure | null {
  const counts = sessions.map(({ observations }) => {
    const found = observations.filter(test);
    return { hits: found.filter(({ hit }) => hit).length, of: found.length };
  });
  const of = counts.reduce((sum, one) => sum + one.of, 0);
  if (of === 0) return null;
  return { hits: counts.reduce((sum, one) => sum + one.hits, 0), of, ...ratioInterval(counts) };
}

/** @throws if there is no session */
export function resultOf(sessions: readonly Session[], isWritable: (preference: string) => boolean): StrategyResult {
  const [first] = sessions;
  if (!first) throw new Error("There is no session to sum up.");
  const figures = (test: Test): Figures =>
    Object.fromEntries(
      MEASURES.map((measure) => [measure, figure(sessions, (one) => one.measure === measure && test(one))]),
    ) as Record<Measure, Figure | null>;
  const covered = (test: Test): Figure | null =>
    figure(sessions, (one) => one.measure === "coverage" && one.preference !== null && test(one));
  const kinds = ["add", "edit", "contradict", "delete", "repeat"] as const;
  const steps = first.curve.map(({ step }) => step);
  return {
    strategy: first.strategy,
    seeds: sessions.length,
    understood: figures((one) => one.understood || one.measure === "coverage"),
    all: figures(() => true),
    coverage: {
      ...Object.fromEntries(kinds.map((kind) => [kind, covered((one) => one.kind === kind)])),
      "within the writer's vocabulary": covered(({ preference }) => isWritable(preference ?? "")),
      "beyond it": covered(({ preference }) => !isWritable(preference ?? "")),
    },
    tokens: meanInterval(sessions.map(({ tokens }) => tokens)),
    rules: meanInterval(sessions.map(({ rules }) => rules)),
    usage: {
      calls: sum(sessions, ({ usage }) => usage.calls),
      inputTokens: sum(sessions, ({ usage }) => usage.inputTokens),
      outputTokens: sum(sessions, ({ usage }) => usage.outputTokens),
    },
    curve: steps.map((step, index) => ({
      step,
      ...ratioInterval(
        sessions.flatMap(({ curve }) => {
          const point = curve[index];
          return point ? [{ hits: point.met, of: point.of }] : [];
        }),
      ),
    })),
  };
}

function sum(sessions: readonly Session[], of: (session: Session) => number): number {
  return sessions.reduce((total, session) => total + of(session), 0);
}
