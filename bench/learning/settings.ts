// What was asked for at the command line, checked.
import { parseArgs } from "node:util";
import { needsModel, OFFLINE, ONLINE } from "./learners/make-learner.js";

export interface Settings {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly steps: number;
  readonly strategies: readonly string[];
  readonly reflectEvery: number;
  readonly rounds: number | null;
  /** The name of the model that reflects; null for none. */
  readonly model: string | null;
  readonly writerModel: string | null;
  readonly record: string | null;
  readonly replay: string | null;
  readonly label: string | null;
  /** Milliseconds for one call of a model. */
  readonly timeout: number;
  readonly atOnce: number;
  readonly workers: number;
  readonly json: boolean;
  readonly failures: boolean;
  /** The name under which results are kept in bench/results; null: only printed. */
  readonly save: string | null;
}

export const HELP = `npm run bench:learning -- [options]

Simulated users with hidden preferences speak to an agent; measures what its instructions keep of that.

  --strategy S        what is measured; may be repeated. Default: ${OFFLINE.join(", ")};
                      with a model ${ONLINE.join(", ")}
  --seeds N           how many users, each from a seed of its own. Default 20
  --first-seed N      the first seed. Default 1
  --steps N           how many times each speaks. Default 100
  --short             4 seeds of 50 steps, for a first look
  --reflect-every N   reflect after so many steps. Default 1
  --model M           the model that reflects, such as openai:gpt-5-mini or openai-compatible:URL#NAME
  --writer-model M    the model that writes the outputs. Default: the offline writer
  --rounds N          the most rounds of thinking of metaprompt and gradient
  --record FILE       keep every answer in FILE; what FILE has already is not asked again
  --label TEXT        who or what answered, kept with every answer
  --replay FILE       answer from FILE alone
  --timeout S         seconds that a model may take for one answer. Default 120, with --record 3600
  --at-once N         how many sessions with a model run at a time. Default 4
  --workers N         processes for sessions without a model. Default 2
  --failures          print all that counts against a strategy, with text and output
  --save NAME         keep the result as NAME.json and charts as NAME-*.svg in bench/results
  --json              print one JSON document
`;

/** @throws TypeError for an unknown option, RangeError for a bad value */
export function readSettings(args: readonly string[]): Settings | "help" {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      strategy: { type: "string", multiple: true },
      seeds: text,
      "first-seed": text,
      steps: text,
      short: flag,
      "reflect-every": text,
      model: text,
      "writer-model": text,
      rounds: text,
      record: text,
      label: text,
      replay: text,
      timeout: text,
      "at-once": text,
      workers: text,
      failures: flag,
      save: text,
      json: flag,
      help: { ...flag, short: "h" },
    },
  });
  if (values.help) return "help";
  const whole = (name: keyof typeof values, standard: number): number => {
    const given = values[name];
    if (given === undefined) return standard;
    if (typeof given === "string" && /^[1-9]\d{0,6}$/.test(given)) return Number(given);
    throw new RangeError(`--${name} must be a whole number from 1, not ${JSON.stringify(given)}.`);
  };
  const { record = null, replay = null, model = null, "writer-model": writerModel = null, save = null } = values;
  if (record !== null && replay !== null) throw new RangeError("Give --record or --replay, not both.");
  if (record !== null && model === null) throw new RangeError("--record needs --model, the model to record from.");
  if (save !== null && !/^[a-z\d][a-z\d-]*$/.test(save))
    throw new RangeError(`--save takes a name of small letters, digits and hyphens, not ${JSON.stringify(save)}.`);
  const strategies = values.strategy ?? (model === null && replay === null ? OFFLINE : ONLINE);
  const lacking = strategies.find((name) => needsModel(name) && model === null && replay === null);
  if (lacking !== undefined) throw new RangeError(`--strategy ${lacking} needs --model or --replay.`);
  return {
    seeds: whole("seeds", values.short ? 4 : 20),
    firstSeed: whole("first-seed", 1),
    steps: whole("steps", values.short ? 50 : 100),
    strategies,
    reflectEvery: whole("reflect-every", 1),
    rounds: values.rounds === undefined ? null : whole("rounds", 1),
    model,
    writerModel,
    record,
    replay,
    label: values.label ?? null,
    timeout: 1000 * whole("timeout", record === null ? 120 : 3600),
    atOnce: whole("at-once", 4),
    workers: whole("workers", 2),
    json: values.json,
    failures: values.failures,
    save,
  };
}
