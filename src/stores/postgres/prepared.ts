/**
 * Statements that come again and again get a name, so that the server parses and plans them once for a connection. A
 * pooler that hands connections around between statements may not know such names: the first sign of that ends it, and
 * nothing but one failed attempt to read is lost. A name is made of the statement's text, so that one which somebody
 * else has prepared on the same connection is the same statement.
 */
import { hashText } from "../../core/hash.js";

/** From which time on a statement is worth a name: most are asked once. */
const OFTEN = 3;
/** How many get one; what changes with the length of a list could go on for ever. */
const MOST_NAMES = 50;
const MOST_SEEN = 500;

/** No such statement; there is one already; its result has another form since the tables changed. */
const REFUSALS = new Set(["26000", "42P05", "0A000"]);

export class Prepared {
  readonly #seen = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #given = true;

  /** The name of a statement outside of transactions; undefined to send it without. */
  nameOf(text: string): string | undefined {
    if (!this.#given) return undefined;
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= MOST_NAMES) return name;
    const times = (this.#seen.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
      this.#seen.set(text, times);
      return undefined;
    }
    this.#seen.delete(text);
    const made = `knowhow_${hashText(text).slice(0, 24)}`;
    this.#names.set(text, made);
    return made;
  }

  /** Whether the error says that names do not work here. Then none are given any more, and nothing was done. */
  isRefusal(error: unknown): boolean {
    const { code } = Object(error) as { code?: unknown };
    if (typeof code !== "string" || !REFUSALS.has(code)) return false;
    this.#given = false;
    return true;
  }
}
