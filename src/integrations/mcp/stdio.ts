/** The transport on standard input and output, as clients start a server themselves. */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

/** The largest message, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Serves until the client ends the input, sends more than a message may hold, or `stopped` comes. */
export async function serveStdio(server: McpServer, stopped: Promise<void>): Promise<void> {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MOST_BYTES });
  await server.connect(transport);
  const ended = new Promise<void>((resolve) => {
    const { onclose } = transport;
    Object.assign(transport, {
      onclose() {
        onclose?.();
        resolve();
      },
    });
    process.stdin.once("end", resolve);
  });
  await Promise.race([ended, stopped]);
  await server.close();
}
