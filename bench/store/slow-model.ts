/** A model behind HTTP in OpenAI's form that makes a rule of the lesson it is shown, after a while. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export interface SlowModel {
  /** As `--model` takes it. */
  readonly name: string;
  readonly calls: () => number;
  close(): Promise<void>;
}

/** What a user says in the bench; the model finds it in its prompt and repeats it. */
export const commentOf = (number: number): string => `Always mention the word number${number}.`;

export async function startSlowModel(milliseconds: number): Promise<SlowModel> {
  let calls = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => (body += String(data)));
    request.on("end", () => {
      calls += 1;
      const answering = async () => {
        await pause(milliseconds);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(answerTo(body)));
      };
      void answering();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    name: `openai-compatible:http://127.0.0.1:${port}/v1#slow`,
    calls: () => calls,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answerTo(body: string): object {
  const number = Number(/mention the word number(\d+)\./.exec(body)?.[1]);
  const text = commentOf(number);
  const answer = {
    lessons: [{ lesson: "L1", outcome: "edited", reason: "A lasting wish." }],
    edits: [{ edit: "add", target: "", text, evidence: [{ lesson: "L1", quote: text }] }],
    rationale: "As asked.",
  };
  const message = { role: "assistant", content: JSON.stringify(answer) };
  return {
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "slow",
    choices: [{ index: 0, finish_reason: "stop", message }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}
