// A situation: instructions, and what people said of the agent that runs on them.
import { normaliseMessages } from "../../../src/core/messages/normalise.js";
import type { ReflectionInput } from "../../../src/core/ports/strategy.js";
import type { Role } from "../../../src/core/principal.js";
import type { TemplateFormat } from "../../../src/core/template.js";
import { makeReflectionInput } from "../../../src/testing/reflection-input.js";

export interface Said {
  readonly comment?: string;
  readonly score?: number;
  readonly revised?: string;
  readonly original?: string;
  /** Default: a reviewer. */
  readonly role?: Role;
  /** The conversation, in OpenAI's shape. Default: none. */
  readonly messages?: readonly unknown[];
}

export interface Situation {
  readonly name: string;
  /** Recorded for the cheaper strategy alone: another situation asks the same of the other. */
  readonly playbookOnly?: true;
  readonly instructions: string;
  readonly lessons: readonly (string | Said)[];
  readonly guidance?: string;
  readonly templateFormat?: TemplateFormat;
  readonly lockedHeadings?: readonly string[];
}

/** A question and its answer. */
export const talk = (question: string, answer: string): readonly unknown[] => [
  { role: "user", content: question },
  { role: "assistant", content: answer },
];

/** A question, a tool's result, and the answer. */
export const talkWithTool = (question: string, result: string, answer: string): readonly unknown[] => [
  { role: "user", content: question },
  {
    role: "assistant",
    content: null,
    tool_calls: [
      { id: "c1", type: "function", function: { name: "fetch_page", arguments: '{"url":"https://page.example"}' } },
    ],
  },
  { role: "tool", tool_call_id: "c1", content: result },
  { role: "assistant", content: answer },
];

/** What a strategy is given. */
export function inputOf({
  instructions,
  lessons,
  guidance,
  templateFormat,
  lockedHeadings,
}: Situation): ReflectionInput {
  const read = new Map<readonly unknown[], ReturnType<typeof normaliseMessages>>();
  const likes = lessons.map((said) => {
    if (typeof said === "string") return said;
    const { messages: raw, ...rest } = said;
    if (!raw) return rest;
    const messages = read.get(raw) ?? normaliseMessages(raw);
    read.set(raw, messages);
    return { ...rest, messages };
  });
  return makeReflectionInput(instructions, likes, {
    ...(guidance !== undefined && { guidance }),
    ...(templateFormat && { templateFormat }),
    ...(lockedHeadings && { lockedHeadings }),
  });
}
