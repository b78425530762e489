/** Copies of an SQLite database: one made while it is in use, and one put in its place. */
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import { KnowhowError } from "../../core/errors.js";
import { needsMigration } from "../sql/migrate.js";
import { explainFailure } from "./failures.js";
import { inspectSqlite } from "./inspect.js";
import { openReadonly } from "./open-readonly.js";

/**
 * Copies the database as it is at one moment into a new file (mode 0600), without what was deleted, and checks the
 * copy. Others may go on writing. @throws `store_unavailable`, also where `target` exists, `store_corrupt`,
 * `store_locked`
 */
export function backUpSqlite(path: string, target: string): void {
  if (!existsSync(path)) throw new KnowhowError("store_unavailable", `There is no database ${path}. Check --db.`);
  if (existsSync(target)) throw inTheWay(target, "Name another file, or take that one away.");
  checkCopy(path);
  const beside = `${target}.${process.pid}.tmp`;
  let native: DatabaseSyncInstance | null = null;
  try {
    mkdirSync(dirname(target), { recursive: true });
    // SQLite fills an empty file, whose rights then are ours.
    closeSync(openSync(beside, "wx", 0o600));
    native = openReadonly(path, 5000);
    native.prepare("vacuum into ?").run(beside);
    checkCopy(beside);
    renameSync(beside, target);
  } catch (error) {
    throw explainFailure(error, target);
  } finally {
    native?.close();
    rmSync(beside, { force: true });
  }
}

/**
 * Puts a copy in the place of the database, which nobody may have open. @throws `store_unavailable` where there is one
 * and `force` is not set, `store_corrupt`, `store_newer`
 */
export function restoreSqlite(copy: string, path: string, force: boolean): void {
  if (!existsSync(copy)) throw new KnowhowError("store_unavailable", `There is no file ${copy}. Check the path.`);
  if (existsSync(path) && !force) throw inTheWay(path, "Say --force to put the copy in its place.");
  checkCopy(copy);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(beside, "wx", 0o600));
    copyFileSync(copy, beside);
    checkCopy(beside);
    // The log of the old one would be taken for the new one's.
    for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
    renameSync(beside, path);
  } catch (error) {
    throw explainFailure(error, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** @throws `store_corrupt` for what is damaged or none of ours, `store_newer` */
function checkCopy(path: string): void {
  const { damage, schema } = inspectSqlite(path);
  const why = damage[0] ?? (schema === 0 ? "it is no database of Knowhow's" : null);
  if (why !== null) throw new KnowhowError("store_corrupt", `${path} cannot be used: ${why}. Choose another file.`);
  needsMigration(schema, path);
}

const inTheWay = (path: string, what: string): KnowhowError =>
  new KnowhowError("store_unavailable", `There is a file ${path} already. ${what}`);
