/** Commands about serving others: serve, keys. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { KEY_ROLES } from "../../core/key.js";
import { ROLES } from "../../core/principal.js";
import type { AddKeyOptions } from "../commands/keys.js";
import type { ServeOptions } from "../commands/serve.js";
import { cliOf, withExamples } from "./define.js";
import { withModel } from "./model.js";

const several = (value: string, before: readonly string[] = []): string[] => [...before, value];

function parsePort(value: string): number {
  const port = Number(value);
  if (/^[0-9]{1,5}$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a number from 0 to 65535.");
}

function parseWhole(value: string): number {
  if (/^[0-9]{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It must be a whole number.");
}

export function defineServer(program: Command): void {
  const command = program
    .command("serve")
    .summary("serve the studio and the HTTP API")
    .description(
      "Serves the studio and the HTTP API until it is stopped, and reflects on what comes in. On this machine alone, unless --address says otherwise and a key is in force; the printed URL signs you in, once.",
    )
    .option("--port <n>", "the port; 0 for any that is free", parsePort, 7420)
    .option("--address <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--host-name <name>",
      "a name it answers for besides this machine's, as behind a proxy (may be repeated)",
      several,
    );
  const serve = withModel(command)
    .option("--no-worker", "reflect only when asked")
    .option("--per-minute <n>", "the most requests of one caller in a minute; 0 for any", parseWhole, 6000)
    .action(async (options: ServeOptions, command: Command) => {
      const { serve } = await import("../commands/serve.js");
      await serve(await cliOf(command), options);
    });
  withExamples(
    serve,
    "knowhow serve",
    "knowhow serve --model openai:gpt-5-mini",
    "knowhow serve --address 0.0.0.0 --host-name knowhow.example.com",
  );

  const keys = program
    .command("keys")
    .summary("let programs and people use the server")
    .description("Makes, lists and revokes the keys of the server. Only a hash of each is kept.");
  const add = keys
    .command("add")
    .summary("make a key")
    .description(
      "Makes a key and prints it, this one time. It reaches the namespace of --namespace and below, or everything.",
    )
    .argument("<name>", "who will use it: the id of the principal")
    .addOption(
      new Option("--role <role>", `what it may do, of ${KEY_ROLES.join(", ")} (may be repeated)`).argParser(several),
    )
    .option("--also <a/b>", "another namespace it reaches (may be repeated)", several)
    .addOption(
      new Option(
        "--speaks-as <role>",
        "the principal's role (default: operator for admin, reviewer for approve, else user)",
      ).choices(ROLES),
    )
    .option("--for-users", "it may name the user it speaks for, as an application that knows its own users")
    .option("--days <n>", "expires after so many days (default: never)", parseWhole)
    .action(async (name: string, options: AddKeyOptions, command: Command) => {
      const { addKeyCommand } = await import("../commands/keys.js");
      await addKeyCommand(await cliOf(command), name, options);
    });
  withExamples(
    add,
    "knowhow keys add my-agent --role read --role record --namespace acme",
    "knowhow keys add ana --role approve",
    "knowhow keys add webhook --role record --speaks-as external --days 90",
  );
  const list = keys
    .command("list")
    .summary("list keys")
    .description("Lists the keys there are, also those that are no longer in force.")
    .action(async (_options: unknown, command: Command) => {
      const { listKeysCommand } = await import("../commands/keys.js");
      await listKeysCommand(await cliOf(command));
    });
  withExamples(list, "knowhow keys list");
  const revoke = keys
    .command("revoke")
    .summary("take a key out of force")
    .description("Takes a key out of force. Servers that are running know it within a second.")
    .argument("<id>", "the id of the key, or the beginning of it")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { revokeKeyCommand } = await import("../commands/keys.js");
      await revokeKeyCommand(await cliOf(command), id);
    });
  withExamples(revoke, "knowhow keys revoke 0193e7a2-1b2c");
}
