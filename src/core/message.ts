/** The one shape that all messages are normalised to: parts, each with the source it came from. */
import type { Source } from "./principal.js";

export type MessageRole = "system" | "user" | "assistant" | "tool";

/** A piece of a message. Quoted, pasted and attached passages are parts of their own with source `external`. */
export type Part =
  | { readonly type: "text"; readonly text: string; readonly source: Source }
  | {
      readonly type: "tool-call";
      readonly id: string;
      readonly name: string;
      /** The arguments as JSON text. */
      readonly arguments: string;
      readonly source: "model";
    }
  | {
      readonly type: "tool-result";
      readonly id: string;
      readonly name: string;
      readonly text: string;
      readonly source: Source;
    }
  /** An attachment: of an image or a file only a description is kept, of a document that came as text its text. */
  | { readonly type: "attachment"; readonly mediaType: string; readonly text: string; readonly source: "external" };

/** One message of a run. */
export interface Message {
  readonly id: string;
  readonly role: MessageRole;
  readonly parts: readonly Part[];
}

/** The text of a part as evidence can quote it: a tool call's arguments, an attachment's description. */
export function partText(part: Part): string {
  return part.type === "tool-call" ? part.arguments : part.text;
}

/** The text of a message, its parts in order. Joining the text parts of a user's message gives back what was typed. */
export function messageText(message: Message): string {
  return message.parts
    .filter((part) => part.type === "text")
    .map(partText)
    .join("");
}
