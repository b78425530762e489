// Sends every situation through the model strategies and keeps what the model answers, for the tests beside this file.
// npx tsx test/recordings/record.ts --model openai-compatible:URL#NAME --label "recorded from …" (README.md says more)
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { diffLines } from "diff";
import { applyEdits } from "../../src/core/apply.js";
import { KnowhowError } from "../../src/core/errors.js";
import type { Model } from "../../src/core/ports/model.js";
import type { ReflectionInput, ReflectionOutput } from "../../src/core/ports/strategy.js";
import { readRecordings, replay, requestHash } from "../../src/models/replay.js";
import { resolveModel } from "../../src/models/resolve.js";
import { mergesByModel } from "../../src/reflect/compact/by-model.js";
import { blocksOf } from "../../src/reflect/prompting/base.js";
import { attributeBy } from "../../src/reflect/team/attribute.js";
import { fileOf, type Recorded, STRATEGIES, type StrategyName } from "./played.js";
import { situationsFor } from "./situations/all.js";
import { compactionInput, compactionSituations } from "./situations/compaction.js";
import { attributionInput, teamSituations } from "./situations/team.js";
import { inputOf, type Situation } from "./situations/situation.js";

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    label: { type: "string" },
    strategy: {
      type: "string",
      multiple: true,
      default: ["playbook", "metaprompt", "gradient", "prompt-memory", "team", "compact"],
    },
    only: { type: "string", multiple: true },
    "at-once": { type: "string", default: "4" },
    timeout: { type: "string", default: "1800" },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Also tells which requests were asked for, so that others can be thrown away. */
function noting(model: Model, asked: Set<string>): Model {
  return {
    id: model.id,
    generate(request, options) {
      asked.add(requestHash(request));
      return model.generate(request, options);
    },
  };
}

function changeOf(input: ReflectionInput, output: ReflectionOutput): string {
  const { text } = applyEdits(blocksOf(input), output.edits, { origin: "rule", since: 2 });
  const lines = diffLines(input.text, text).flatMap(({ value, added, removed }) =>
    added || removed
      ? value
          .trimEnd()
          .split("\n")
          .map((line) => `  ${added ? "+" : "-"} ${line}`)
      : [],
  );
  return lines.length === 0 ? "  (no change)" : lines.join("\n");
}

async function reflectOn(name: StrategyName, situation: Situation, model: Model): Promise<string> {
  const input = inputOf(situation);
  const said = situation.lessons.map((lesson, index) => `  L${index + 1}: ${JSON.stringify(lesson).slice(0, 300)}`);
  try {
    const output = await STRATEGIES[name](model).reflect(input);
    const outcomes = output.outcomes.map(({ outcome, reason }, index) => `  L${index + 1} ${outcome}: ${reason}`);
    const supports = output.supports.map(({ block }) => `  supports ${block}`);
    return [...said, changeOf(input, output), ...supports, ...outcomes, `  ${JSON.stringify(output.usage)}`].join("\n");
  } catch (error) {
    if (!KnowhowError.is(error)) throw error;
    return [...said, `  ${error.code}: ${error.message}`].join("\n");
  }
}

/** What can be recorded: by name, its situations, each with what it does with a model, told in words. */
const RECORDED: Readonly<Record<Recorded, readonly { name: string; run: (model: Model) => Promise<string> }[]>> = {
  ...fromStrategies(),
  team: teamSituations.map((situation) => ({
    name: situation.name,
    run: async (model) => {
      const { decisions } = await attributeBy(model, attributionInput(situation));
      return decisions.map(({ to, unsure, reason }) => `  ${unsure ? "unsure" : to.join(", ")}: ${reason}`).join("\n");
    },
  })),
  compact: compactionSituations.map((situation) => ({
    name: situation.name,
    run: async (model) => {
      const { merges } = await mergesByModel(model, compactionInput(situation));
      return merges.map(({ blocks, text, reason }) => `  ${blocks.join(" + ")}: ${text} (${reason})`).join("\n");
    },
  })),
};

function fromStrategies(): Record<StrategyName, { name: string; run: (model: Model) => Promise<string> }[]> {
  const of = (strategy: StrategyName) =>
    situationsFor(strategy).map((situation) => ({
      name: situation.name,
      run: (model: Model) => reflectOn(strategy, situation, model),
    }));
  return {
    playbook: of("playbook"),
    metaprompt: of("metaprompt"),
    gradient: of("gradient"),
    "prompt-memory": of("prompt-memory"),
  };
}

async function record(name: Recorded, source: Model, label: string): Promise<void> {
  const file = fileURLToPath(fileOf(name));
  const asked = new Set<string>();
  const model = noting(replay({ file, mode: "record", model: source, label }), asked);
  const wanted = RECORDED[name].filter(
    (situation) => values.only === undefined || values.only.includes(situation.name),
  );
  const queue = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) say(`\n${name}: ${next.name}\n${await next.run(model)}`);
  };
  await Promise.all(Array.from({ length: Number(values["at-once"]) }, work));
  if (values.only === undefined) await prune(file, asked);
}

/**
 * Leaves out what no situation asks for any more, and sorts the rest, so that the file changes only where answers do.
 */
async function prune(file: string, asked: ReadonlySet<string>): Promise<void> {
  const kept = (await readRecordings(file)).filter(({ request }) => asked.has(request));
  kept.sort((a, b) => (a.request < b.request ? -1 : 1));
  await writeFile(file, kept.map((line) => `${JSON.stringify(line)}\n`).join(""));
  say(`\n${kept.length} answers in ${file}`);
}

if (!values.model || !values.label) {
  say(
    'usage: npx tsx test/recordings/record.ts --model NAME --label "recorded from …" [--strategy S] [--only SITUATION] [--at-once N]',
  );
  process.exit(2);
}
const source = await resolveModel(values.model, { timeout: Number(values.timeout) * 1000 });
for (const name of Object.keys(RECORDED) as Recorded[]) {
  if (values.strategy.includes(name)) await record(name, source, values.label);
}
