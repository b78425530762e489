/** The answer of a model as a message to record, from its content or from the parts of its stream. */
import type { Generated, StreamPart } from "./options.js";

type Content = Generated["content"][number];

/** An answer as `record` takes it. Reasoning and files stay in their shapes, which are known there. */
export interface AnswerMessage {
  readonly role: "assistant";
  readonly content: readonly object[];
}

export const answerOf = (content: readonly Content[]): AnswerMessage => ({
  role: "assistant",
  content: content.flatMap(partOf),
});

function partOf(part: Content): object[] {
  switch (part.type) {
    case "tool-call": {
      const { toolCallId, toolName, input } = part;
      return [{ type: "tool-call", toolCallId, toolName, arguments: input }];
    }
    case "source":
      return [{ ...part, type: `source-${part.sourceType}` }];
    case "tool-approval-request":
      return [];
    case "text":
      return part.text === "" ? [] : [{ type: "text", text: part.text }];
    case "reasoning":
    case "file":
    case "tool-result":
      return [part];
  }
}

/** Gathers what a stream says, in the order in which its parts began. */
export class StreamedAnswer {
  readonly #content: Content[] = [];
  readonly #texts = new Map<string, { readonly type: "text"; text: string }>();

  take(part: StreamPart): void {
    switch (part.type) {
      case "text-start": {
        const text = { type: "text" as const, text: "" };
        this.#texts.set(part.id, text);
        this.#content.push(text);
        break;
      }
      case "text-delta": {
        const text = this.#texts.get(part.id);
        if (text) text.text += part.delta;
        break;
      }
      case "tool-call":
      case "tool-result":
      case "file":
      case "source":
        this.#content.push(part);
        break;
      default:
    }
  }

  message(): AnswerMessage {
    return answerOf(this.#content);
  }
}
