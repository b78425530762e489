// A model behind HTTP, in the shape of OpenAI's: it counts its calls, and makes a rule of every lesson it is shown.
// Asked for a critique, as the strategy gradient does, it recommends what the lesson says.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ModelServer {
  /** As `--model` takes it. */
  readonly model: string;
  /** The lessons of every call so far, by their numbers. */
  readonly calls: readonly (readonly number[])[];
  /** Answers no call until `answer` is called, apart from so many first ones. */
  hold(answering?: number): void;
  answer(): void;
  /** Answers the next so many calls with an error. */
  fail(calls: number): void;
  end(): Promise<void>;
}

/** The comment that the server makes a rule of. */
export const comment = (number: number): string => `Always mention the word number${number}.`;

/** Each answer takes so many milliseconds. */
export async function startModelServer(milliseconds = 0): Promise<ModelServer> {
  const calls: number[][] = [];
  let held: (() => void)[] | null = null;
  let answering = 0;
  let failing = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => (body += String(data)));
    request.on("end", () => {
      const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
      const prompt = messages.map(({ content }) => content).join("\n");
      const lessons = [
        ...new Set([...prompt.matchAll(/mention the word number(\d+)\./g)].map((match) => Number(match[1]))),
      ];
      const fresh = lessons.filter((number) => !prompt.includes(`- ${comment(number)}`));
      calls.push(fresh);
      if (failing > 0) {
        failing -= 1;
        response.statusCode = 400;
        response.end("{}");
        return;
      }
      const content = prompt.includes('"verdict"') ? verdict(fresh) : edits(fresh);
      const send = () => setTimeout(() => reply(response, content), milliseconds);
      if (held && answering === 0) held.push(send);
      else {
        answering = Math.max(0, answering - 1);
        send();
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    model: `openai-compatible:http://127.0.0.1:${port}/v1#counting`,
    calls,
    hold(calls = 0) {
      held = [];
      answering = calls;
    },
    answer() {
      for (const send of held ?? []) send();
      held = null;
    },
    fail: (number) => (failing = number),
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const edits = (lessons: readonly number[]) => ({
  lessons: lessons.map((_number, index) => ({
    lesson: `L${index + 1}`,
    outcome: "edited",
    reason: "A lasting wish.",
  })),
  edits: lessons.map((number, index) => ({
    edit: "add",
    target: "",
    text: comment(number),
    evidence: [{ lesson: `L${index + 1}`, quote: comment(number) }],
  })),
  rationale: "As asked.",
});

const verdict = (lessons: readonly number[]) => ({
  step: "done",
  thoughts: "",
  verdict: {
    update: true,
    recommendations: lessons.map((number, index) => ({
      lesson: `L${index + 1}`,
      quote: comment(number),
      recommendation: comment(number),
    })),
    supports: [],
    lessons: [],
    rationale: "As asked.",
  },
});

function reply(response: ServerResponse, content: object): void {
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      id: "1",
      object: "chat.completion",
      created: 1,
      model: "counting",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: JSON.stringify(content) } }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  );
}
