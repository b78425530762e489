/** Appending feedback: one after the other, many at once, and by ten writers. Every append is synced to the disk. */
import type { Instructions } from "knowhow";
import { type Candidate, type Effort, measureInTurn, type Timed } from "./pairs.js";
import { ANA, NAMESPACE, type Rivals } from "./rivals.js";

let comments = 0;
const nextComment = (): string => `No hashtags, please; this is comment ${(comments += 1)}.`;
const teach = (instructions: Instructions) => instructions.feedback({ comment: nextComment(), by: ANA });

/** An item as large as a feedback. */
const item = () => ({
  namespace: NAMESPACE,
  key: `key-${(comments += 1)}`,
  value: { comment: nextComment(), by: ANA },
});

const BARE = "insert into bare (id, value) values";
const WRITERS = 10;

export function singleAppends(rivals: Rivals, effort: Effort): Promise<Timed[]> {
  return measureInTurn(
    each(rivals, (append) => append),
    effort,
  );
}

/** Each round of a writer is one append; ten go on at once. */
export function tenWriters(rivals: Rivals, effort: Effort): Promise<Timed[]> {
  const each10 = each(rivals, (append) => () => Promise.all(Array.from({ length: WRITERS }, () => append())));
  return measureInTurn(
    each10.map((candidate) => ({ ...candidate, operations: WRITERS })),
    effort,
  );
}

function each(
  { ours, postgresStore, pool, sqlite }: Rivals,
  many: (append: () => unknown) => () => unknown,
): Candidate[] {
  const bare = sqlite.prepare(`${BARE} (?, ?)`);
  const put = () => {
    const { namespace, key, value } = item();
    return postgresStore.put(namespace, key, value);
  };
  return [
    { name: "PostgresStore.put", run: many(put) },
    ...ours.flatMap(({ kind, cached, base }): Candidate[] => [
      { name: `feedback() on ${kind}`, run: many(() => teach(cached)) },
      {
        name: `BaseStore.put on ${kind}`,
        run: many(() => {
          const { namespace, key, value } = item();
          return base.put(namespace, key, value);
        }),
      },
    ]),
    { name: "bare pg, one insert", run: many(() => pool.query(`${BARE} ($1, $2)`, bareRow())) },
    { name: "bare SQLite, one insert", run: many(() => bare.run(...bareRow())) },
  ];
}

const bareRow = (): [string, string] => {
  const { key, value } = item();
  return [key, JSON.stringify(value)];
};

/** As many as `size` in one go: by calls made at once, by one batch, by one statement. */
export function batchedAppends(rivals: Rivals, effort: Effort, size: number): Promise<Timed[]> {
  const { ours, postgresStore, pool } = rivals;
  const many = <T>(make: () => T, length = size): T[] => Array.from({ length }, make);
  return measureInTurn(
    [
      // One by one within, so that fewer tell as much.
      {
        name: "PostgresStore.batch of puts",
        run: () => postgresStore.batch(many(item, size / 5)),
        operations: size / 5,
      },
      ...ours.flatMap(({ kind, cached, base }): Candidate[] => [
        {
          name: `feedback(), all at once, on ${kind}`,
          run: () => Promise.all(many(() => teach(cached))),
          operations: size,
        },
        { name: `BaseStore.batch of puts on ${kind}`, run: () => base.batch(many(item)), operations: size },
      ]),
      {
        name: "bare pg, one insert of all",
        run: () => {
          const rows = many(bareRow);
          const columns = [rows.map(([id]) => id), rows.map(([, value]) => value)];
          return pool.query("insert into bare (id, value) select * from unnest($1::text[], $2::text[])", columns);
        },
        operations: size,
      },
    ],
    effort,
  );
}
