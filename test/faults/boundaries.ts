// Kills this process at a chosen boundary of writing: right before or after a statement of the driver that may change
// something; on PostgreSQL also when it was sent and no answer has come.
import { writeSync } from "node:fs";
import pg from "pg";

/** The boundaries passed since `watch`, by name, in order. */
export const passed: string[] = [];
let deadly: string | null = null;
let watching = false;

/** From now on boundaries count; at the first with the name `kill` the process dies. */
export function watch(kill: string | null): void {
  passed.length = 0;
  deadly = kill;
  watching = true;
}

/** From now on nothing counts. */
export function rest(): void {
  watching = false;
}

function boundary(name: string): void {
  if (!watching) return;
  if (name === deadly) {
    writeSync(1, `${JSON.stringify({ dying: name })}\n`);
    process.kill(process.pid, "SIGKILL");
  }
  passed.push(name);
}

/** What may change something, or lets it last. */
const WRITING =
  /^(?:begin|commit|insert into|update|delete from)\b[^(,]*?(?="\s|\s+set|\s+\(|$|;|\s+immediate|\s+isolation)/i;

/** Several inserts in one statement are called after the first. */
const nameOf = (sql: string): string | null =>
  WRITING.exec(sql.startsWith("with ") ? sql.slice(Math.max(0, sql.indexOf("insert into"))) : sql)?.[0]
    .replaceAll(/"/g, "")
    .replace("knowhow.", "") ?? null;

/** Runs a statement that is done when it returns. */
export function step<T>(sql: string, work: () => T): T {
  const name = nameOf(sql);
  if (name === null) return work();
  boundary(`before ${name}`);
  const outcome = work();
  boundary(`after ${name}`);
  return outcome;
}

/** Puts itself between the store and `pg`, for good. */
export function interceptPostgres(): void {
  const query = Reflect.get(pg.Client.prototype, "query") as (...given: unknown[]) => Promise<unknown>;
  Reflect.set(pg.Client.prototype, "query", function (this: pg.Client, ...given: unknown[]): unknown {
    const { text } = Object(given[0]) as { text?: unknown };
    const name = typeof text === "string" ? nameOf(text) : null;
    if (name === null) return Reflect.apply(query, this, given);
    boundary(`before ${name}`);
    const answer = Reflect.apply(query, this, given);
    boundary(`sent ${name}`);
    return answer.then((outcome) => {
      boundary(`after ${name}`);
      return outcome;
    });
  });
}
