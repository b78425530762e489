/** A query that is kept is asked with the values of each call, and is another where a value is missing. */
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { expect, test } from "vitest";
import type { Queries } from "./connection.js";
import { KeptQuery } from "./kept-query.js";

const database = (): Queries =>
  new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

type Asked = { readonly address: string; readonly after: string | null; readonly limit: number };

function page() {
  const kept = new KeptQuery<Asked, { id: string }>();
  let built = 0;
  const filled = (db: Queries, asked: Asked) => {
    const { sql, parameters } = kept.filled(db, asked, ({ address, after, limit }) => {
      built += 1;
      let query = db.selectFrom("runs").select("id").where("address", "=", address);
      if (after !== null) query = query.where("id", ">", after);
      return query.limit(limit);
    });
    return { sql, parameters };
  };
  return { filled, built: () => built };
}

test("values go where they belong, also those that look alike", () => {
  const { filled, built } = page();
  const db = database();
  const first = filled(db, { address: "limit", after: "address", limit: 3 });
  expect(first.parameters).toEqual(["limit", "address", 3]);
  const second = filled(db, { address: "a", after: "", limit: 0 });
  expect(second.parameters).toEqual(["a", "", 0]);
  expect(second.sql).toBe(first.sql);
  expect(first.parameters).toEqual(["limit", "address", 3]);
  expect(built()).toBe(1);
});

test("without one of them it is another query, and so it is for another connection", () => {
  const { filled, built } = page();
  const db = database();
  const whole = filled(db, { address: "a", after: null, limit: 1 });
  expect(whole).toEqual({ sql: expect.not.stringContaining(">"), parameters: ["a", 1] });
  expect(filled(db, { address: "a", after: "b", limit: 1 })).toEqual({
    sql: expect.stringContaining(">"),
    parameters: ["a", "b", 1],
  });
  expect(filled(db, { address: "c", after: null, limit: 2 })).toEqual({ sql: whole.sql, parameters: ["c", 2] });
  expect(built()).toBe(2);
  filled(database(), { address: "a", after: null, limit: 1 });
  expect(built()).toBe(3);
});
