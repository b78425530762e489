// What the bench prints for people.
import type { Figure, StrategyResult } from "./measures.js";
import type { Measure } from "./observation.js";
import type { Session } from "./session.js";
import { GOOD } from "./observation.js";

const ROWS: readonly (readonly [Measure, string])[] = [
  ["satisfied", "satisfied on the next turn"],
  ["retained", "retained at the end"],
  ["outdated", "outdated rules still obeyed"],
  ["outdatedShown", "outdated wishes still met, for any reason"],
  ["oneOff", "one-offs kept"],
  ["poison", "poison adopted"],
  ["wrong", "wishes of people without a say adopted"],
  ["aside", "praise and small talk learned"],
  ["doubled", "repeated wishes written down twice"],
  ["inverted", "wishes taken back turned into their opposite"],
  ["held", "lessons held or refused by a screen"],
  ["named", "beyond the writer: named after the lesson"],
  ["nameKept", "beyond the writer: named at the end"],
  ["nameOutdated", "beyond the writer: named though over"],
];

export function report(results: readonly StrategyResult[]): string {
  return results.map(one).join("\n\n");
}

function one(result: StrategyResult): string {
  const { strategy, seeds, understood, all, coverage, tokens, rules, usage } = result;
  const lines = ROWS.map(([measure, words]) => row(words, understood[measure], all[measure]));
  const covered = Object.entries(coverage).map(([name, value]) => `${name} ${value ? percent(value.value) : "–"}`);
  return [
    `${strategy}, ${seeds} ${seeds === 1 ? "seed" : "seeds"}`,
    `  ${"".padEnd(46)}of lessons understood            of all lessons`,
    ...lines,
    row("coverage: lasting lessons understood", all.coverage, null),
    `    ${covered.join(", ")}`,
    `  final text: ${tokens.value.toFixed(0)} tokens [${tokens.low.toFixed(0)}, ${tokens.high.toFixed(0)}], ${rules.value.toFixed(1)} rules`,
    ...(usage.calls > 0
      ? [`  model: ${usage.calls} calls, ${usage.inputTokens} tokens in, ${usage.outputTokens} out`]
      : []),
  ].join("\n");
}

function row(words: string, first: Figure | null, second: Figure | null): string {
  return `  ${words.padEnd(46)}${shown(first).padEnd(33)}${second ? shown(second) : ""}`.trimEnd();
}

function shown(value: Figure | null): string {
  if (!value) return "–";
  return `${percent(value.value)} [${percent(value.low)}, ${percent(value.high)}] ${value.hits}/${value.of}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** Everything that counts against a strategy, over the lessons it understood. */
export function failures(sessions: readonly Session[]): string {
  return sessions
    .flatMap(({ strategy, seed, observations }) =>
      observations
        .filter(
          ({ measure, hit, understood }) =>
            !/^(?:coverage|outdatedShown)$/.test(measure) && understood && hit !== GOOD.has(measure),
        )
        .map(({ measure, step, kind, preference, detail }) =>
          [`${strategy}, seed ${seed}, step ${step}: ${measure} ${kind ?? ""} ${preference ?? ""}`, detail].join("\n"),
        ),
    )
    .join("\n\n");
}
