/** Tools that read: list_instructions, read_instructions, list_history. */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { addressKey } from "../../core/address.js";
import { viewBlocks } from "../../core/identify.js";
import type { HistoryEntry, Instructions } from "../../memory.js";
import { answering, type OnError } from "./answer.js";
import type { Library } from "./library.js";
import { uriOf } from "./uris.js";

/** The longest whole name: a namespace of 16 segments and a name, of 128 characters each. */
export const nameInput = z.string().min(1).max(4096).describe("The whole name, as list_instructions gives it");
const pageInput = {
  limit: z.int().min(1).max(100).default(50).describe("How many at most"),
  cursor: z.string().max(1000).optional().describe("next of the page before"),
};
const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

export function registerReadingTools(server: McpServer, library: Library, onError: OnError): void {
  server.registerTool(
    "list_instructions",
    {
      title: "List instructions",
      description: "Lists the instructions that can be read here, by name.",
      inputSchema: z.strictObject(pageInput),
      annotations,
    },
    ({ limit, cursor }) =>
      answering(async () => {
        const { items, next } = await library.list({ limit, ...(cursor === undefined ? {} : { cursor }) });
        const instructions = items.map(({ address, labels, templateFormat, overlay, owner }) => {
          const version = labels["production"] ?? 0;
          return { name: addressKey(address), uri: uriOf(address), version, templateFormat, overlay, owner };
        });
        return { instructions, next };
      }, onError),
  );

  server.registerTool(
    "read_instructions",
    {
      title: "Read instructions",
      description:
        "Gives the text in force and its version, to work by. With blocks, also its pieces with the ids that propose_change takes.",
      inputSchema: z.strictObject({
        name: nameInput,
        version: z.int().min(1).optional().describe("This version instead of the one in force"),
        blocks: z.boolean().default(false).describe("Also list the pieces, with their ids"),
      }),
      annotations,
    },
    ({ name, version, blocks }) =>
      answering(async () => {
        const instructions = await library.openName(name);
        const current = await instructions.current(version === undefined ? {} : { version });
        const { templateFormat } = instructions;
        const read = { name: addressKey(instructions.address), version: current.version, templateFormat };
        const pieces = blocks ? { blocks: await blocksOf(instructions, current.version) } : {};
        return { ...read, text: current.text, ...pieces };
      }, onError),
  );

  server.registerTool(
    "list_history",
    {
      title: "List history",
      description:
        "Lists the versions of instructions, newest first: when, by whom, why, and which label points there.",
      inputSchema: z.strictObject({ name: nameInput, ...pageInput }),
      annotations,
    },
    ({ name, limit, cursor }) =>
      answering(async () => {
        const instructions = await library.openName(name);
        const page = await instructions.history({ limit, ...(cursor === undefined ? {} : { cursor }) });
        return { name: addressKey(instructions.address), versions: page.items.map(entry), next: page.next };
      }, onError),
  );
}

async function blocksOf(instructions: Instructions, number: number) {
  if (number === 0) return [];
  const { text, blocks } = await instructions.version(number);
  return viewBlocks(text, blocks).map(({ id, kind, content, origin }) => ({ id, kind, text: content, origin }));
}

/** A version without its text. */
export const entry = ({ number, createdAt, author, reason, labels, erased }: HistoryEntry) => {
  return { number, createdAt, author, reason, labels, erased };
};
