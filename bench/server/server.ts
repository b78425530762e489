/**
 * How fast the server gives the text in force over HTTP on loopback: `GET current` and its 304, 50 connections, the
 * server in a process of its own, the two taken in turn. Prints medians of rounds; `--json` prints one JSON document.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { machine } from "../machine.js";

interface Round {
  readonly perSecond: number;
  /** Of latency, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

const SECONDS = 5;
const ROUNDS = 5;
const CONNECTIONS = 50;

const child = fork(fileURLToPath(new URL("./serve.ts", import.meta.url)), { execArgv: process.execArgv });
const [{ url, token }] = (await once(child, "message")) as [{ url: string; token: string }];
const authorization = `Bearer ${token}`;
const first = await fetch(url, { headers: { authorization } });
const tag = first.headers.get("etag") ?? "";

async function round(headers: Record<string, string>, status: number): Promise<Round> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers });
  const expected = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  const { average } = result.requests;
  return {
    perSecond: average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.errors + result.requests.total - expected,
  };
}

const cases = [
  { name: "GET current", headers: { authorization }, status: 200 },
  { name: "GET current, 304", headers: { authorization, "if-none-match": tag }, status: 304 },
];
for (const { headers, status } of cases) await round(headers, status); // warm
const seen: Round[][] = cases.map(() => []);
for (let turn = 0; turn < ROUNDS; turn += 1) {
  for (const [index, { headers, status }] of cases.entries()) seen[index]?.push(await round(headers, status));
}
child.disconnect();

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rows = cases.map(({ name }, index) => {
  const rounds = seen[index] ?? [];
  return {
    name,
    perSecond: Math.round(median(rounds.map((one) => one.perSecond))),
    p50: median(rounds.map((one) => one.p50)),
    p99: median(rounds.map((one) => one.p99)),
    failed: rounds.reduce((sum, one) => sum + one.failed, 0),
    rounds,
  };
});
const settings = { connections: CONNECTIONS, seconds: SECONDS, rounds: ROUNDS, load: loadavg()[0] };

if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify({ bench: "server", date: new Date().toISOString(), machine: machine(), ...settings, rows }, null, 2),
  );
} else {
  console.log(`Medians of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections; load ${settings.load}.\n`);
  for (const { name, perSecond, p50, p99, failed } of rows)
    console.log(
      `${name.padEnd(20)}${String(perSecond).padStart(8)}/s   p50 ${p50} ms   p99 ${p99} ms   ${failed} failed`,
    );
}
