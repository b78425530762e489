/** What the server says when it does not do what was asked, as an error with a sentence for a person. */

export class Problem extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The stable code of docs/errors.md, or `no_answer`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
  }
}

export const NO_ANSWER = new Problem(
  0,
  "no_answer",
  "The server does not answer. Look whether “knowhow serve” is still running, then try again.",
);

/** Reads a problem+json answer; what is none becomes a sentence about its status. */
export async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null);
  const fields = (typeof body === "object" && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const said = [fields["detail"], fields["title"]].find((one) => typeof one === "string" && one !== "");
  const code = typeof fields["code"] === "string" ? fields["code"] : `http_${answer.status}`;
  return new Problem(answer.status, code, typeof said === "string" ? said : sentenceFor(answer.status));
}

function sentenceFor(status: number): string {
  if (status === 401) return "You are not signed in.";
  if (status === 403) return "You may not do this.";
  if (status === 404) return "There is nothing at this address.";
  if (status === 429) return "That was a little fast for the server. Wait a moment, then try again.";
  if (status >= 500) return `The server failed (${status}). Nothing was changed; try again.`;
  return `The server refused (${status}).`;
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.message : "Something in this page failed. Load it again.";
}
