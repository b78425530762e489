/**
 * `npm run bench:store [-- --short --json --only PART --svg FILE --seed N]`: Knowhow's stores beside LangGraph's and
 * the bare drivers, how they bear contention and growth, and how workers add up. No language model.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { execute } from "../../test/postgres/database.js";
import { startServer } from "../../test/postgres/server.js";
import { machine } from "../machine.js";
import { LONG, measure, type Part, PARTS, SHORT, THINKING } from "./measure.js";
import { aimsOf, tablesOf } from "./report.js";
import { aimsShown, chartOf, contentionShown, growthShown, ratesShown, reflectingShown } from "./show.js";

const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    svg: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

const seed = Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}.`);
const parts = values.only ?? PARTS;
const isPart = (part: string): part is Part => (PARTS as readonly string[]).includes(part);
if (!parts.every(isPart)) throw new Error(`--only takes ${PARTS.join(", ")}, not ${parts.join(", ")}.`);
if (!existsSync(fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url)))) {
  throw new Error("The command line is measured as it is built. Run: npm run build");
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
/** What is not PostgreSQL's default: room for much data between two checkpoints. Every commit is synced. */
const SETTINGS = { max_wal_size: "4GB", max_connections: "200" };

const folder = mkdtempSync(join(tmpdir(), "knowhow-bench-store-"));
const date = new Date().toISOString();
const began = performance.now();
const server = await startServer(SETTINGS);
const place = { folder, url: server.url };
try {
  const [{ version } = {}] = await execute(server.url, "select current_setting('server_version') as version");
  const measured = await measure(place, values.short ? SHORT : LONG, parts, seed, tell);
  const aims = aimsOf(measured);
  const tables = tablesOf(measured.rates);
  const { contention, growth, reflecting } = measured;
  if (values.svg !== undefined && growth.length > 0) writeFileSync(values.svg, chartOf(growth));
  if (values.json) {
    const versions = {
      knowhow: versionOf("../../package.json"),
      "@langchain/langgraph": versionOf("../../node_modules/@langchain/langgraph/package.json"),
      "@langchain/langgraph-checkpoint-postgres": versionOf(
        "../../node_modules/@langchain/langgraph-checkpoint-postgres/package.json",
      ),
      pg: versionOf("../../node_modules/pg/package.json"),
      "@photostructure/sqlite": versionOf("../../node_modules/@photostructure/sqlite/package.json"),
      PostgreSQL: version,
    };
    const seconds = Math.round((performance.now() - began) / 1000);
    const head = { bench: "store", date, machine: machine(), versions, seed, short: values.short, seconds };
    const document = { ...head, parts, settings: SETTINGS, thinking: THINKING };
    console.log(JSON.stringify({ ...document, aims, rates: tables, contention, reflecting, growth }, null, 2));
  } else {
    const shown = [
      ratesShown(tables),
      contention.length > 0 ? contentionShown(contention) : "",
      reflecting.length > 0 ? reflectingShown(reflecting) : "",
      growth.length > 0 ? growthShown(growth) : "",
      aimsShown(aims),
    ];
    console.log(shown.filter((part) => part !== "").join("\n\n"));
  }
} finally {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}

function versionOf(path: string): string {
  const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string };
  return version;
}
