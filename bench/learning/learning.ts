// `npm run bench:learning`: what instructions keep of what simulated users teach. README.md says what it measures.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { KnowhowError } from "knowhow";
import { machine } from "../machine.js";
import { curveChart, measuresChart } from "./chart.js";
import { resultOf, type StrategyResult } from "./measures.js";
import { modelsOf } from "./models.js";
import { preferenceOf } from "./preferences/all.js";
import { failures, report } from "./report.js";
import type { Session } from "./session.js";
import { runAll } from "./sessions.js";
import { HELP, readSettings, type Settings } from "./settings.js";

const NOTICE =
  "Simulated users, drawn from the seeds. Without a model nothing here is a language model: the strategy literal reads " +
  "feedback by rules, and the offline writer follows the rules it understands.";

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === "help") process.stdout.write(HELP);
  else await main(settings);
} catch (error) {
  if (KnowhowError.is(error)) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    if (process.argv.includes("--record")) process.stderr.write("Run the same command again to go on from here.\n");
    process.exitCode = 1;
  } else if (error instanceof RangeError || error instanceof TypeError) {
    process.stderr.write(`${error.message}\n--help lists all options.\n`);
    process.exitCode = 2;
  } else throw error;
}

async function main(settings: Settings): Promise<void> {
  const models = await modelsOf(settings);
  const sum = settings.seeds * settings.strategies.length;
  let done = 0;
  const sessions = await runAll(settings, models, ({ strategy, seed }) => {
    done += 1;
    process.stderr.write(`${done} of ${sum} sessions: ${strategy}, seed ${seed}\n`);
  });
  const results = settings.strategies.map((name) =>
    resultOf(
      sessions.filter(({ strategy }) => strategy === name),
      (key) => preferenceOf(key).writable,
    ),
  );
  const document = `${JSON.stringify(await documentOf(settings, results, sessions), null, 2)}\n`;
  if (settings.save !== null) await save(settings.save, document, results);
  if (settings.json) process.stdout.write(document);
  else process.stdout.write(`${NOTICE}\n\n${report(results)}\n`);
  if (settings.failures) process.stdout.write(`\n${failures(sessions)}\n`);
}

async function documentOf(settings: Settings, results: readonly StrategyResult[], sessions: readonly Session[]) {
  const { seeds, firstSeed, steps, reflectEvery, rounds, model, writerModel, label } = settings;
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return {
    bench: "learning",
    notice: NOTICE,
    date: new Date().toISOString(),
    knowhow: version,
    machine: machine(),
    settings: { seeds, firstSeed, steps, reflectEvery, rounds, model, writer: writerModel ?? "offline", label },
    results,
    /** The text that every session ended with. */
    texts: sessions
      .filter(({ seed }) => seed === firstSeed)
      .map(({ strategy, seed, text }) => ({ strategy, seed, text })),
  };
}

async function save(name: string, document: string, results: readonly StrategyResult[]): Promise<void> {
  const folder = new URL("../results/", import.meta.url);
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(new URL(`${name}.json`, folder), document),
    writeFile(new URL(`${name}-curve.svg`, folder), curveChart(results)),
    writeFile(new URL(`${name}-measures.svg`, folder), measuresChart(results)),
  ]);
}
