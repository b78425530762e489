/** Routes: what each takes, gives and needs, checked on the way in and told in the OpenAPI document. */
import type { Context } from "hono";
import { z } from "zod";
import { KnowhowError } from "../core/errors.js";
import type { KeyRole } from "../core/key.js";
import type { Caller } from "./access/caller.js";
import { InvalidRequest, type Misfit } from "./problem.js";

/** What a route is asked for. */
export interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  readonly headers: { readonly ifMatch: string | undefined; readonly idempotencyKey: string | undefined };
  /** Aborted when whoever asked is gone. */
  readonly signal: AbortSignal;
}

type Shape = z.ZodObject<z.ZodRawShape>;

export interface Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType> {
  readonly method: "get" | "post" | "put" | "delete";
  /** With parameters as `{name}`. */
  readonly path: string;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly description?: string;
  /** What it belongs to, in the documentation. */
  readonly group: string;
  /** The role a caller needs; null: whoever is known. */
  readonly needs: KeyRole | null;
  readonly params?: P;
  readonly query?: Q;
  /** Without it a request has no body. */
  readonly body?: B;
  readonly reply: z.ZodType;
  /** It makes something: 201. */
  readonly makes?: boolean;
  /** It takes `If-Match` with the entity tag of the instructions. */
  readonly conditional?: boolean;
  /** The store keeps the idempotency key, for ever. */
  readonly keepsKey?: boolean;
  /** Reads that are quick enough to go uncounted. */
  readonly uncounted?: boolean;
  handle(asked: Asked<z.output<P>, z.output<Q>, z.output<B>>): Promise<unknown>;
}

/** An endpoint whose types are told from its schemas. */
export function endpoint<
  P extends Shape = z.ZodObject<{}>,
  Q extends Shape = z.ZodObject<{}>,
  B extends z.ZodType = z.ZodUndefined,
>(given: Endpoint<P, Q, B>): Endpoint {
  return given;
}

/** The parts of a request, as the schemas want them. @throws `invalid_request`, `unsupported_media_type` */
export function read(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(parsed.error.issues.flatMap((issue) => misfitsOf(issue, where)));
}

function misfitsOf(issue: z.core.$ZodIssue, where: string): Misfit[] {
  const at = [where, ...issue.path.map(String)].join(".");
  if (issue.code === "unrecognized_keys" && issue.keys.includes("by")) {
    return [{ where: at, message: 'Leave "by" out: who you are comes from the key.' }];
  }
  return [{ where: at, message: issue.message }];
}

/** The body as text, whatever its size: the limit was looked at before. */
export async function bodyOf(context: Context): Promise<string> {
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength === 0) return "";
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/json *(;|$)/i.test(type)) {
    throw new KnowhowError("unsupported_media_type", `Send JSON as application/json, not ${JSON.stringify(type)}.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new KnowhowError("invalid_request", "The body is not UTF-8.");
  }
}

/** The JSON of a body; nothing counts as an empty object. @throws `invalid_request` */
export function parseBody(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnowhowError("invalid_request", `The body is not JSON: ${(cause as Error).message}`, { cause });
  }
}

const text = z.string().max(4096);

/** Query parameters that say which instructions. */
export const named = {
  namespace: text
    .transform((path) => (path === "" ? [] : path.split("/")))
    .optional()
    .meta({ description: 'The namespace, segments joined by "/"; left out: the root.', example: "acme/support" }),
  overlayOf: text
    .optional()
    .meta({ description: "Opens the own layer of this user, also where nothing was taught yet." }),
};

/** Query parameters of pages. */
export const paged = {
  cursor: text.optional().meta({ description: 'The "next" of the page before.' }),
  limit: z
    .string()
    .regex(/^[0-9]{1,4}$/, "must be a whole number from 1 to 1000")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 1000, "must be from 1 to 1000")
    .optional()
    .meta({ description: "How many at most, from 1 to 1000. Default 100." }),
};

/** Some of these words, joined by commas. */
export const someOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .string()
    .max(256)
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(words)).min(1))
    .optional()
    .meta({ description: `Only these, joined by commas: ${words.join(", ")}.`, example: words[0] });

/** A number of a version in a path or query. */
export const number = z
  .string()
  .regex(/^[0-9]{1,15}$/, "must be the number of a version")
  .transform(Number)
  .meta({ example: "1" });

/** The part of a query that is a page request. */
export const pageIn = ({ cursor, limit }: { cursor?: string | undefined; limit?: number | undefined }) => ({
  ...(cursor === undefined ? {} : { cursor }),
  ...(limit === undefined ? {} : { limit }),
});
