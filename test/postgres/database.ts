// Databases on a test server: a fresh one with its URL, and statements behind a store's back.
import pg from "pg";

/** Makes an empty database and gives its URL. */
export async function freshDatabase(serverUrl: string, name: string, more = ""): Promise<string> {
  await execute(serverUrl, `drop database if exists "${name}" with (force)`);
  await execute(serverUrl, `create database "${name}" ${more}`);
  return databaseUrl(serverUrl, name);
}

/** The same server, with another database, user or parameters. */
export function databaseUrl(
  serverUrl: string,
  database: string,
  user: { name: string; password: string } | null = null,
) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (user) [url.username, url.password] = [user.name, user.password];
  return url.href;
}

/** Runs statements, and gives the rows of the last. */
export async function execute(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
