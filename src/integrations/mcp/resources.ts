/** Instructions as resources: a list, templates for versions and history, and word of changes to who subscribed. */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { addressKey } from "../../core/address.js";
import { type OnError, responding } from "./answer.js";
import type { Changes } from "./changes.js";
import type { Library } from "./library.js";
import { entry } from "./reading-tools.js";
import { placeOf, TEMPLATES, uriOf } from "./uris.js";

/** So many are listed at once; the client asks on with the cursor. */
const PAGE = 100;
/** So many versions the resource of a history shows; list_history shows all. */
const VERSIONS = 50;

export function registerResources({ server }: McpServer, library: Library, changes: Changes, onError: OnError): void {
  server.registerCapabilities({ resources: { subscribe: true, listChanged: true } });
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }) =>
    responding(async () => {
      const { items, next } = await library.list({ limit: PAGE, cursor: params?.cursor ?? null });
      const resources = items.map(({ address, labels }) => ({
        uri: uriOf(address),
        name: addressKey(address),
        description: `Instructions, in force with version ${labels["production"] ?? 0}.`,
        mimeType: "text/markdown",
      }));
      return { resources, ...(next === null ? {} : { nextCursor: next }) };
    }, onError),
  );
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: TEMPLATES.map((template) => ({ ...template })),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) =>
    responding(() => read(library, uri), onError),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }) =>
    responding(async () => {
      const place = placeOf(uri);
      // So that a mistaken name or number is told at once.
      const instructions = await library.open(place.address);
      if (place.kind === "versions") await instructions.version(place.version);
      await changes.subscribe(uri, place);
      return {};
    }, onError),
  );
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    changes.unsubscribe(uri);
    return {};
  });
}

async function read(library: Library, uri: string) {
  const place = placeOf(uri);
  const instructions = await library.open(place.address);
  if (place.kind === "history") {
    const { items, next } = await instructions.history({ limit: VERSIONS });
    const document = { name: addressKey(place.address), versions: items.map(entry), more: next !== null };
    return { contents: [{ uri, mimeType: "application/json", text: JSON.stringify(document, null, 2) }] };
  }
  const current = await instructions.current(place.kind === "versions" ? { version: place.version } : {});
  const _meta = { "knowhow/version": current.version, "knowhow/hash": current.ref.hash };
  return { contents: [{ uri, mimeType: "text/markdown", text: current.text, _meta }] };
}
