/** `knowhow jobs`: what waits for a reflection, since when, who is at it, and what failed. */
import { addressKey } from "../../core/address.js";
import type { Backlog } from "../../core/claim.js";
import type { Cli } from "../context.js";
import { addressOf, noDatabase, withSession } from "../open.js";
import { suggester } from "../output/next.js";
import { printable } from "../output/printable.js";
import { table } from "../output/table.js";
import { ago, localTime } from "../output/when.js";
import { count, shellWord } from "../output/words.js";
import { everything } from "../paging.js";

export async function jobs(cli: Cli, name: string | undefined): Promise<void> {
  await withSession(cli, async ({ store, path, missing }) => {
    const wanted = name === undefined ? null : addressKey(addressOf(cli, name));
    const all = await everything((page) => store.backlog(cli.namespace, page));
    const rows = all.filter(({ address }) => wanted === null || addressKey(address) === wanted);
    cli.answer({ jobs: rows.map(documentOf) }, () => {
      if (missing) return [noDatabase({ path })];
      if (rows.length === 0) return [`Nothing waits${name === undefined ? "" : ` for ${name}`}.`];
      return [...table(HEAD, rows.map(rowOf), cli), ...failures(cli, rows), ...hints(cli, rows)];
    });
  });
}

const HEAD = ["INSTRUCTIONS", "WAITING", "SINCE", "PARKED", "STATE"];

function rowOf(row: Backlog): string[] {
  return [
    addressKey(row.address),
    String(row.pending),
    row.oldest === null ? "" : ago(row.oldest),
    row.parked === 0 ? "" : String(row.parked),
    stateOf(row),
  ];
}

/** A claim whose time is over belongs to a worker that was killed or stands still: the next may take it. */
function stateOf({ pending, claim }: Backlog, now = new Date().toISOString()): string {
  if (claim?.holder && claim.until !== null && claim.until > now) return `reflecting (${claim.holder})`;
  if (claim?.failure) {
    const { failures, nextTry } = claim.failure;
    const when = nextTry > now ? `next try ${localTime(nextTry)}` : "next try now";
    return `failed ${failures === 1 ? "once" : `${failures} times`}, ${when}`;
  }
  return pending > 0 ? "waits for a worker" : "waits for a person";
}

function failures({ paint }: Cli, rows: readonly Backlog[]): string[] {
  const failed = rows.flatMap(({ address, claim }) => (claim?.failure ? [{ address, ...claim.failure }] : []));
  const lines = failed.map(
    ({ address, code, message, at }) =>
      `${paint.red(addressKey(address))} ${printable(message)} ${paint.dim(`(${code}, ${ago(at)})`)}`,
  );
  return lines.length > 0 ? ["", ...lines] : [];
}

function hints(cli: Cli, rows: readonly Backlog[]): string[] {
  const next = suggester(cli);
  const [parked] = rows.filter((row) => row.parked > 0);
  const waits = rows.some(({ pending }) => pending > 0);
  const lines = [
    ...(waits ? [next("worker", "reflects on what waits, until it is stopped")] : []),
    ...(parked
      ? [next(`lessons ${shellWord(parked.address.name)} --state parked`, `shows ${count(parked.parked, "lesson")}`)]
      : []),
  ];
  return lines.length > 0 ? ["", ...lines] : [];
}

function documentOf({ address, ...row }: Backlog) {
  return { name: address.name, namespace: address.namespace, ...row };
}
