/**
 * A server on loopback that speaks OpenAI's chat-completions protocol, answers from a script, and counts what each
 * caller asks. The caller stands in the path: `/CALLER/v1/chat/completions`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type ChatRequest, completionOf, eventsOf } from "./protocol.js";
import { inputTokensOf, outputTokensOf } from "./tokens.js";

export interface Count {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface CountingServer {
  /** The base address to give to a client that asks as `caller`. */
  addressFor(caller: string): string;
  /** What a caller asked so far. */
  countOf(caller: string): Count;
  close(): Promise<void>;
}

const PATH = /^\/([^/]+)\/v1\/chat\/completions$/;
const NOTHING: Count = { calls: 0, inputTokens: 0, outputTokens: 0 };

/** `script` may throw: its caller then gets status 400 with the reason. */
export async function startServer(script: (caller: string, request: ChatRequest) => Answer): Promise<CountingServer> {
  const counts = new Map<string, Count>();
  const countOf = (caller: string): Count => counts.get(caller) ?? NOTHING;

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const caller = PATH.exec(incoming.url ?? "")?.[1];
    if (caller === undefined || incoming.method !== "POST")
      return refuse(response, 404, "There is only POST to /CALLER/v1/chat/completions.");
    const request = JSON.parse(await bodyOf(incoming)) as ChatRequest;
    const said = script(decodeURIComponent(caller), request);
    const usage = { inputTokens: inputTokensOf(request), outputTokens: outputTokensOf(said) };
    const before = countOf(caller);
    counts.set(caller, {
      calls: before.calls + 1,
      inputTokens: before.inputTokens + usage.inputTokens,
      outputTokens: before.outputTokens + usage.outputTokens,
    });
    response.setHeader("content-type", request.stream ? "text/event-stream" : "application/json");
    response.end(
      request.stream ? eventsOf(request.model, said, usage) : JSON.stringify(completionOf(request.model, said, usage)),
    );
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => refuse(response, 400, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressFor: (caller) => `http://127.0.0.1:${port}/${encodeURIComponent(caller)}/v1`,
    countOf: (caller) => countOf(encodeURIComponent(caller)),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { message, type: "invalid_request_error" } }));
}
