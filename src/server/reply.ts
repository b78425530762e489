/** What a route answers where it is more than a body with 200. */

export interface ReplyOptions {
  readonly status?: 200 | 201;
  /** The entity tag, without quotes: what is there is not sent again to whoever has it. */
  readonly tag?: string;
  /** The body as JSON already, where it is sent again and again. */
  readonly json?: string;
}

export class Reply {
  readonly body: unknown;
  readonly options: ReplyOptions;

  constructor(body: unknown, options: ReplyOptions = {}) {
    this.body = body;
    this.options = options;
  }
}

/** The entity tag of a version: its number, and the content hash of its text. */
export const tagOf = (version: number, hash: string): string => `${version}-${hash}`;

/** Whether a header such as `If-None-Match` or `If-Match` names the tag. Weak tags are taken where `weak` says so. */
export function names(header: string, tag: string, weak: boolean): boolean {
  return header.split(",").some((one) => {
    const given = one.trim();
    return given === "*" || given === `"${tag}"` || (weak && given === `W/"${tag}"`);
  });
}
