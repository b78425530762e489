/** `knowhow serve`: the HTTP API and the studio, and reflections on what comes in. */
import { hostname } from "node:os";
import { madeWith } from "../../core/made-with.js";
import { localRunner } from "../../jobs/local.js";
import { createMemory } from "../../memory.js";
import { addressOf, listen } from "../../server/node/listen.js";
import { createServer } from "../../server/server.js";
import type { Cli } from "../context.js";
import { databaseOf } from "../database.js";
import { describeError } from "../failure.js";
import { storeOf } from "../open.js";
import { packagePath, packageVersion } from "../own-package.js";
import { personOf } from "../person.js";
import { stopped } from "../stopped.js";
import { makeStrategy, modelOf, type ModelOptions } from "../strategies.js";
import { modelToTry } from "../try-it.js";

export interface ServeOptions extends ModelOptions {
  readonly port: number;
  readonly address: string;
  readonly hostName?: readonly string[];
  readonly worker: boolean;
  readonly perMinute: number;
}

/** In milliseconds: how long a lesson waits, in case more is said, and how often is looked for what others kept. */
const AFTER = 2000;
const LOOK_EVERY = 1000;

export async function serve(cli: Cli, options: ServeOptions): Promise<void> {
  const strategy = await makeStrategy(options, (message) => cli.misuse(message));
  const model = options.model === undefined ? null : await modelOf(options.model, options.timeout);
  const database = databaseOf(cli.db);
  const log = (error: unknown): void => {
    const { code, message } = describeError(error);
    process.stderr.write(
      cli.json ? `${JSON.stringify({ error: { code, message } })}\n` : `error: ${message} (${code})\n`,
    );
  };
  const runner = localRunner({
    after: AFTER,
    namespace: cli.namespace,
    lookEvery: LOOK_EVERY,
    holder: `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`,
    onError: log,
  });
  const store = await storeOf(database, cli.busyTimeout);
  const memory = createMemory({
    store,
    strategy,
    ...(options.worker ? { autoReflect: runner } : {}),
    reopen: (_address, record) => (record && !(record.overlay && record.owner === null) ? madeWith(record) : null),
  });
  try {
    // A database that cannot be opened is told at once.
    await store.backlog(cli.namespace, { limit: 1 });
    const server = createServer({
      memory,
      ...(model && { tryIt: modelToTry(model) }),
      hosts: options.hostName ?? [],
      perMinute: options.perMinute === 0 ? null : options.perMinute,
      addressOf,
      log,
      version: packageVersion(),
    });
    const listening = await listen(server, {
      port: options.port,
      address: options.address,
      studio: packagePath("dist/studio"),
    });
    const person = personOf(cli, {});
    const path = server.invite(person);
    cli.answer({ url: listening.url, login: `${listening.url}${path}`, database: database.name }, () => [
      `Knowhow on ${database.name}, reflecting with ${strategy.model ?? strategy.name}${options.worker ? "" : " when asked"}.`,
      `Open ${listening.url}${path}`,
      `(it signs ${person.id} in, once). The HTTP API is described at ${listening.url}/v1/docs. Ctrl-C stops.`,
    ]);
    await stopped(async () => {
      await listening.close();
      await memory.drain();
    });
  } finally {
    await memory.close();
  }
}
