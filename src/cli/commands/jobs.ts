/** `knowhow jobs`: what waits for a reflection, since when, who is at it, and what failed. */
import { type Address, addressKey } from "../../core/address.js";
import type { Backlog } from "../../core/claim.js";
import type { Store } from "../../core/ports/store.js";
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
    const listed = all.filter(({ address }) => wanted === null || addressKey(address) === wanted);
    const rows: Row[] = [];
    for (const row of listed) rows.push({ ...row, team: await teamOf(store, row.address) });
    cli.answer({ jobs: rows.map(documentOf) }, () => {
      if (missing) return [noDatabase({ path })];
      if (rows.length === 0) return [`Nothing waits${name === undefined ? "" : ` for ${name}`}.`];
      return [...table(HEAD, rows.map(rowOf), cli), ...failures(cli, rows), ...hints(cli, rows)];
    });
  });
}

/** What waits, and the members where it is what was said of a team. */
interface Row extends Backlog {
  readonly team: readonly string[] | null;
}

/** A team's lessons are kept under the names of its members, and have no instructions of their own. */
async function teamOf(store: Store, { namespace, name }: Address): Promise<readonly string[] | null> {
  const record = await store.record({ namespace, name });
  if (record ? !record.overlay || record.owner !== null : !name.includes("+")) return null;
  return name.split("+");
}

const nameOf = ({ address, team }: Row): string => {
  if (!team) return addressKey(address);
  const where = address.namespace.map((segment) => `${segment}/`).join("");
  return team.length === 1
    ? `the team ${addressKey(address)}`
    : `the team of ${team.map((one) => where + one).join(" and ")}`;
};

const HEAD = ["INSTRUCTIONS", "WAITING", "SINCE", "PARKED", "STATE"];

function rowOf(row: Row): string[] {
  return [
    nameOf(row),
    String(row.pending),
    row.oldest === null ? "" : ago(row.oldest),
    row.parked === 0 ? "" : String(row.parked),
    stateOf(row),
  ];
}

/** A claim whose time is over belongs to a worker that was killed or stands still: the next may take it. */
function stateOf({ pending, claim, team }: Row, now = new Date().toISOString()): string {
  if (claim?.holder && claim.until !== null && claim.until > now) return `reflecting (${claim.holder})`;
  if (claim?.failure) {
    const { failures, nextTry } = claim.failure;
    const when = nextTry > now ? `next try ${localTime(nextTry)}` : "next try now";
    return `failed ${failures === 1 ? "once" : `${failures} times`}, ${when}`;
  }
  if (pending === 0) return "waits for a person";
  return team ? "waits for knowhow team, or its application" : "waits for a worker";
}

function failures({ paint }: Cli, rows: readonly Row[]): string[] {
  const failed = rows.flatMap((row) => (row.claim?.failure ? [{ name: nameOf(row), ...row.claim.failure }] : []));
  const lines = failed.map(
    ({ name, code, message, at }) => `${paint.red(name)} ${printable(message)} ${paint.dim(`(${code}, ${ago(at)})`)}`,
  );
  return lines.length > 0 ? ["", ...lines] : [];
}

function hints(cli: Cli, rows: readonly Row[]): string[] {
  const next = suggester(cli);
  const [parked] = rows.filter((row) => row.parked > 0);
  const waits = rows.some(({ pending, team }) => pending > 0 && !team);
  const together = rows.find(({ pending, team }) => pending > 0 && team && team.length > 1)?.team;
  const lines = [
    ...(waits ? [next("worker", "reflects on what waits, until it is stopped")] : []),
    ...(together ? [next(`team ${together.map(shellWord).join(" ")}`, "finds out whom of them it is for")] : []),
    ...(parked
      ? [next(`lessons ${shellWord(parked.address.name)} --state parked`, `shows ${count(parked.parked, "lesson")}`)]
      : []),
  ];
  return lines.length > 0 ? ["", ...lines] : [];
}

function documentOf({ address, ...row }: Row) {
  return { name: address.name, namespace: address.namespace, ...row };
}
