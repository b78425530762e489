/**
 * `npm run bench:cost [-- --langmem --short --json --svg FILE]`: calls and tokens of one lesson, by strategy and size
 * of the instructions, beside Ax's playbook and LangMem's optimisers. Scripted answers, no language model.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { machine } from "../machine.js";
import { axBeside, axPlaybook } from "./contestants/ax.js";
import { knowhowContestants } from "./contestants/knowhow.js";
import { startLangmem } from "./contestants/langmem.js";
import { LESSONS } from "./lessons.js";
import { measure } from "./measure.js";
import { aimsOf, rowsOf } from "./report.js";
import { aimsShown, chartOf, tableOf } from "./show.js";

const { values } = parseArgs({
  options: {
    langmem: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    svg: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

const seed = Number(values.seed);
if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed takes a whole number from 0, not ${values.seed}.`);
const sizes = values.short ? [500, 4000] : [500, 1000, 2000, 4000, 8000, 16_000, 32_000];
const lessons = values.short ? 4 : LESSONS.length;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

if (values.langmem) tell("LangMem: starting; the first time, its packages are installed, which takes a minute.");
const started = values.langmem
  ? await startLangmem(values.python)
  : { langmem: null, why: "it runs with --langmem only, since it needs Python and its registry" };
const { langmem } = started;
const skipped = langmem ? [] : [{ contestant: "langmem", why: "why" in started ? started.why : "" }];
for (const { contestant, why } of skipped) tell(`${contestant} is left out: ${why}.`);

const samples = await measure({
  contestants: [...knowhowContestants, axPlaybook, axBeside, ...(langmem?.contestants ?? [])],
  sizes,
  lessons,
  seed,
  onTurn: (contestant, size) => tell(`${contestant}, instructions of ${size} tokens`),
});
langmem?.close();

const rows = rowsOf(samples);
const aims = aimsOf(rows);
if (values.svg !== undefined) writeFileSync(values.svg, chartOf(rows));
if (values.json) {
  const versions = {
    knowhow: versionOf("../../package.json"),
    "@ax-llm/ax": versionOf("../../node_modules/@ax-llm/ax/package.json"),
    ...langmem?.versions,
    "gpt-tokenizer": versionOf("../../node_modules/gpt-tokenizer/package.json"),
  };
  const date = new Date().toISOString();
  const head = { bench: "cost", date, machine: machine(), versions, encoding: "o200k_base", seed, lessons, skipped };
  console.log(JSON.stringify({ ...head, aims, rows }, null, 2));
} else {
  console.log(`One lesson, ${lessons} of them for each size: mean, and least to most. Scripted answers, no model.\n`);
  console.log(`${tableOf(rows)}\n\n${aimsShown(aims)}`);
}

function versionOf(path: string): string {
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string };
  return version;
}
