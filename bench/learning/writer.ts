// Who writes the outputs that are judged: the example's offline writer, or a model.
import type { Model } from "knowhow";
import type { Paper } from "../../examples/tweet-writer/src/papers/paper.js";
import { draftTweet } from "../../examples/tweet-writer/src/writer/draft.js";
import { readDirectives } from "../../examples/tweet-writer/src/writer/directives/read.js";

export interface Writer {
  readonly name: string;
  /** Whether it can act only on preferences that are `writable`. */
  readonly limited: boolean;
  write(instructions: string, paper: Paper): Promise<string>;
}

/** The offline writer. It follows directives alone, so what it wrote by the same directives is not written again. */
export function offlineWriter(): Writer {
  const written = new Map<string, string>();
  return {
    name: "offline",
    limited: true,
    async write(instructions, paper) {
      // Within a kind the order tells; between kinds it does not.
      const directives = [...readDirectives(instructions).directives].sort((one, other) =>
        one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0,
      );
      const key = `${paper.id} ${paper.title}\n${JSON.stringify(directives)}`;
      const known = written.get(key);
      if (known !== undefined) return known;
      const { text } = draftTweet(paper, instructions);
      written.set(key, text);
      return text;
    },
  };
}

/** A model that writes; the same instructions and paper are asked once. */
export function modelWriter(model: Model): Writer {
  const written = new Map<string, Promise<string>>();
  return {
    name: model.id,
    limited: false,
    write(instructions, paper) {
      const key = JSON.stringify([instructions, paper.id, paper.title]);
      const known = written.get(key) ?? ask(model, instructions, paper);
      written.set(key, known);
      return known;
    },
  };
}

async function ask(model: Model, instructions: string, paper: Paper): Promise<string> {
  const { text } = await model.generate({
    messages: [
      { role: "system", content: `${instructions}\n\nAnswer with the text of the tweet alone.` },
      { role: "user", content: paperText(paper) },
    ],
  });
  return text.trim();
}

/** A paper as the agent is given it. */
export function paperText({ title, abstract, authors, year, url }: Paper): string {
  return [
    `Title: ${title}`,
    authors.length > 0 ? `Authors: ${authors.join(", ")}` : "",
    year === undefined ? "" : `Year: ${year}`,
    url === undefined ? "" : `Link: ${url}`,
    "",
    abstract,
  ]
    .filter((line, index) => line !== "" || index === 4)
    .join("\n");
}
