// What the writer makes of perfect instructions. What not even they bring about is the writer's limit, and is not
// counted against the memory; what they do not bring about, but the output shows, is a rule that should not be there.
import type { Paper } from "../../../examples/tweet-writer/src/papers/paper.js";
import { preferenceOf } from "../preferences/all.js";
import type { Writer } from "../writer.js";

export class Oracle {
  readonly #writer: Writer;
  readonly #seed: string;

  constructor(writer: Writer, seed: string) {
    this.#writer = writer;
    this.#seed = seed;
  }

  /** The output by the seed and one plain rule for each preference. */
  write(wants: readonly string[], paper: Paper): Promise<string> {
    const rules = wants.map((key) => `- ${preferenceOf(key).rule}\n`).join("");
    return this.#writer.write(`${this.#seed}\n${rules}`, paper);
  }
}
