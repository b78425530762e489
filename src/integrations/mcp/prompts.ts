/** Instructions as prompts, with their variables as arguments. */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { GetPromptRequestSchema, ListPromptsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { addressKey } from "../../core/address.js";
import { variablesOf } from "../../core/template.js";
import { type OnError, responding } from "./answer.js";
import type { Library } from "./library.js";

/** So many are listed at once; the client asks on with the cursor. */
const PAGE = 100;

export function registerPrompts({ server }: McpServer, library: Library, onError: OnError): void {
  server.registerCapabilities({ prompts: { listChanged: true } });
  server.setRequestHandler(ListPromptsRequestSchema, ({ params }) =>
    responding(async () => {
      const { items, next } = await library.list({ limit: PAGE, cursor: params?.cursor ?? null });
      const prompts = items.map(async ({ address, templateFormat }) => ({
        name: addressKey(address),
        description: `The instructions ${addressKey(address)}, as they are in force.`,
        ...(templateFormat === "none" ? {} : { arguments: await argumentsOf(addressKey(address)) }),
      }));
      return { prompts: await Promise.all(prompts), ...(next === null ? {} : { nextCursor: next }) };
    }, onError),
  );
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    responding(async () => {
      const instructions = await library.openName(params.name);
      const current = await instructions.current();
      return {
        description: `${addressKey(instructions.address)}, version ${current.version}`,
        messages: [
          { role: "user" as const, content: { type: "text" as const, text: current.render(params.arguments ?? {}) } },
        ],
      };
    }, onError),
  );

  async function argumentsOf(name: string) {
    const { text } = await (await library.openName(name)).current();
    const { templateFormat } = await library.openName(name);
    return variablesOf(text, templateFormat).map((variable) => ({ name: variable, required: true }));
  }
}
