/** Clients of the SDK on a server: in memory, and what tests ask of them. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { ElicitRequestSchema, type ElicitResult } from "@modelcontextprotocol/sdk/types.js";
import { mcpServer, type McpServerOptions } from "knowhow/mcp";
import { onTestFinished } from "vitest";

/** What the person before the client answers; asked with the words that are shown to them. */
export type Person = (message: string) => ElicitResult;

export interface Called {
  readonly failed: boolean;
  /** The text a model reads. */
  readonly text: string;
  readonly document: Record<string, unknown>;
}

/** A client for a server of these options. Without a person it cannot ask anybody. */
export async function connect(options: McpServerOptions, person?: Person): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = makeClient(person);
  const server = mcpServer(options);
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  return client;
}

export function makeClient(person?: Person): Client {
  const capabilities = person ? { elicitation: { form: {} } } : {};
  const client = new Client({ name: "test-agent", version: "1.2.3" }, { capabilities });
  if (person) client.setRequestHandler(ElicitRequestSchema, ({ params }) => person(params.message));
  return client;
}

export async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Called> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return {
    failed: isError === true,
    text: first?.text ?? "",
    document: (structuredContent ?? {}) as Record<string, unknown>,
  };
}
