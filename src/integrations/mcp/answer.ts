/** Answers of tools, and failures as the protocol tells them. */
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { KnowhowError } from "../../core/errors.js";

/** Told of what should not have happened. */
export type OnError = (error: unknown) => void;

/** The code for a resource that is not there, which the SDK has no name for. */
const NOT_FOUND = -32002;

/** A document, as text for models and as structure for programs. */
function answer(document: Record<string, unknown>): CallToolResult {
  return { content: [{ type: "text", text: JSON.stringify(document) }], structuredContent: document };
}

/** What a tool answers where it fails: what is wrong and how to mend it, for the model to read. */
export async function answering(
  work: () => Promise<Record<string, unknown>>,
  onError: OnError,
): Promise<CallToolResult> {
  try {
    return answer(await work());
  } catch (error) {
    const { code, message } = describe(error, onError);
    return { isError: true, content: [{ type: "text", text: `${message} (${code})` }] };
  }
}

/** Does the work of a request that is no tool's. @throws an error of the protocol with our code in its data */
export async function responding<T>(work: () => Promise<T>, onError: OnError): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof McpError) throw error;
    const { code, message } = describe(error, onError);
    const number =
      code === "unexpected"
        ? ErrorCode.InternalError
        : code.endsWith("_not_found")
          ? NOT_FOUND
          : ErrorCode.InvalidParams;
    throw new McpError(number, message, { code });
  }
}

/** What is not ours may tell of paths, addresses and queries: the client hears only that it was. */
function describe(error: unknown, onError: OnError): { code: string; message: string } {
  if (KnowhowError.is(error)) return { code: error.code, message: error.message };
  onError(error);
  return { code: "unexpected", message: "Something failed that should not; the log of the server says what." };
}
