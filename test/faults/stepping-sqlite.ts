// Stands in for @photostructure/sqlite in the worker: the same engine, whose statements are steps to be killed at.
import { createRequire } from "node:module";
import type * as Engine from "@photostructure/sqlite";
import { step } from "./boundaries.js";

// Asked for in this way it is not taken for this file.
const engine = createRequire(import.meta.url)("@photostructure/sqlite") as typeof Engine;

export class DatabaseSync extends engine.DatabaseSync {
  override prepare(...given: Parameters<Engine.DatabaseSyncInstance["prepare"]>): Engine.StatementSyncInstance {
    const [sql] = given;
    const statement = super.prepare(...given);
    for (const method of ["run", "all"] as const) {
      const work = statement[method];
      const value = (...values: unknown[]) => step(sql, () => Reflect.apply(work, statement, values));
      Object.defineProperty(statement, method, { value });
    }
    return statement;
  }
}
