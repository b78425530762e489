/** `knowhow mcp`: the Model Context Protocol, over standard input and output or over HTTP on loopback. */
import { KnowhowError } from "../../core/errors.js";
import type { Principal, Role } from "../../core/principal.js";
import type { Cli } from "../context.js";
import { describeError } from "../failure.js";
import { withSession } from "../open.js";
import { printable } from "../output/printable.js";

export interface McpOptions {
  readonly by?: string;
  readonly role: Role;
  readonly http?: boolean;
  readonly port?: number;
}

/** @throws `missing_dependency` without the SDK, `invalid_usage` without a database */
export async function mcp(cli: Cli, options: McpOptions, version: string): Promise<void> {
  if (options.port !== undefined && !options.http) cli.misuse("--port needs --http");
  const { mcpServer, speakerOf, serveStdio } = await loadMcp();
  const by: Partial<Principal> = { role: options.role, ...(options.by === undefined ? {} : { id: options.by }) };
  speakerOf(by); // a mistake is told before anything is opened
  await withSession(cli, async ({ memory, missing, path }) => {
    // A client starts it in whatever folder; a new database there would be found by nobody.
    if (missing) {
      throw new KnowhowError(
        "invalid_usage",
        `There is no database ${path} (looked for from ${process.cwd()}). Give its whole path with --db, or make it with: knowhow init NAME`,
      );
    }
    const onError = (error: unknown): void => {
      const { code, message } = describeError(error);
      process.stderr.write(`${printable(message)} (${code})\n`);
    };
    const { namespace } = cli;
    const session = () => mcpServer({ memory, namespace, by, version, onError });
    await (options.http ? overHttp(cli, options, session, onError) : serveStdio(session(), stopped()));
  });
}

type MakeSession = () => ReturnType<Awaited<ReturnType<typeof loadMcp>>["mcpServer"]>;

async function overHttp(
  cli: Cli,
  { port }: McpOptions,
  session: MakeSession,
  onError: (error: unknown) => void,
): Promise<void> {
  const { serveMcp } = await import("../../integrations/mcp/http.js");
  const token = process.env["KNOWHOW_MCP_TOKEN"] || undefined;
  const served = await serveMcp({
    session,
    onError,
    ...(port === undefined ? {} : { port }),
    ...(token === undefined ? {} : { token }),
  });
  // A token that was handed in is known already, and need not stand in a log.
  cli.answer({ url: served.url, token: token === undefined ? served.token : null }, () => [
    `The Model Context Protocol is spoken at ${cli.paint.bold(served.url)}. Ctrl-C stops.`,
    token === undefined
      ? `Clients send the header  Authorization: Bearer ${served.token}`
      : "Clients send the token of KNOWHOW_MCP_TOKEN as Authorization: Bearer …",
  ]);
  await stopped();
  await served.close();
}

/** The first SIGTERM or SIGINT. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

async function loadMcp() {
  try {
    const [{ mcpServer }, { speakerOf }, { serveStdio }] = await Promise.all([
      import("../../integrations/mcp/server.js"),
      import("../../integrations/mcp/speaker.js"),
      import("../../integrations/mcp/stdio.js"),
    ]);
    return { mcpServer, speakerOf, serveStdio };
  } catch (cause) {
    throw new KnowhowError(
      "missing_dependency",
      "The package @modelcontextprotocol/sdk is not installed, or does not load. Run: npm install @modelcontextprotocol/sdk",
      { cause },
    );
  }
}
