/** Arbitrary requests for operations of the OpenAPI document: such as fit its schemas, and such as nearly do. */
import fc from "fast-check";

export type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null: it takes none. */
  readonly body: Schema | null;
}

/** Values that are there in the store, by the name of the parameter, so that requests get further than "not found". */
export type Known = Readonly<Record<string, readonly string[]>>;

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

const oddText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\0",
    "\ud800",
    "é",
    "e\u0301",
    "\u202e",
    "😀",
    "__proto__",
    "constructor",
    "toString",
    "..",
    "a/b",
    "%",
    "'",
    "-1",
    "1e999",
    "\r\n",
    "{x}",
  ),
  fc.integer({ min: 200, max: 6000 }).map((length) => "x".repeat(length)),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const text = fc.oneof(
  {
    weight: 15,
    arbitrary: fc.constantFrom("Write well.", "- No hashtags.\n", "tweets", "1", "Be short.\n\n- Be kind.\n"),
  },
  { weight: 1, arbitrary: oddText },
);
const deep = fc.constantFrom(100, 20_000).map((depth) => "[".repeat(depth) + "]".repeat(depth));
const oddNumber = fc.constantFrom(0, -1, 1.5, 1e308, 2 ** 53, -0);
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  oddText,
  oddNumber,
  fc.constantFrom(null, true, [], {}),
);

/** Values of a schema; of names in `known` mostly those. */
function valueOf(
  schema: Schema,
  parts: Readonly<Record<string, Schema>>,
  known: Known,
  name = "",
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (part: unknown, called = name) => valueOf(part as Schema, parts, known, called, depth + 1);
  if (depth > 12) return oddValue;
  if (typeof schema["$ref"] === "string") return inner(parts[schema["$ref"].split("/").at(-1) ?? ""] ?? {});
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  if ("const" in schema) return fc.constant(schema["const"]);
  const some = (schema["anyOf"] ?? schema["oneOf"]) as unknown[] | undefined;
  if (some) return fc.oneof(...some.map((one) => inner(one)));
  switch (schema["type"]) {
    case "string": {
      const there = known[name];
      return there
        ? fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...there) }, { weight: 1, arbitrary: text })
        : text;
    }
    case "number":
    case "integer":
      return fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: oddNumber });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return name === "messages"
        ? fc.oneof({ weight: 5, arbitrary: messages }, { weight: 1, arbitrary: fc.array(oddValue, { maxLength: 3 }) })
        : fc.array(inner(schema["items"] ?? {}), { maxLength: 3 });
    case "object": {
      const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
      const required = (schema["required"] ?? []) as string[];
      const record = fc.record(Object.fromEntries(properties.map(([key, one]) => [key, inner(one, key)])), {
        requiredKeys: required,
      });
      if (properties.length > 0) return record;
      return schema["additionalProperties"] === false
        ? fc.constant({})
        : fc.dictionary(text, inner(schema["additionalProperties"] ?? {}), { maxKeys: 3 });
    }
    default:
      return oddValue;
  }
}

const messages = fc.array(
  fc.record({
    role: fc.constantFrom("user", "assistant", "tool", "system"),
    content: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: oddValue }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** The value, broken in one place of its uppermost level. */
const nearly = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return oddValue;
  const entries = Object.entries(value);
  const at = fc.nat({ max: Math.max(0, entries.length - 1) });
  const made = (changed: readonly (readonly [string, unknown])[]): unknown =>
    JSON.parse(`{${changed.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join(",")}}`);
  return fc.oneof(
    at.map((index) => made(entries.filter((_entry, place) => place !== index))),
    fc
      .tuple(at, oddValue)
      .map(([index, odd]) => made(entries.map(([key, one], place) => [key, place === index ? odd : one]))),
    fc
      .tuple(fc.constantFrom("__proto__", "constructor", "by", "", "\u0000"), oddValue)
      .map(([key, odd]) => made([...entries, [key, odd]])),
  );
};

const bodyOf = (schema: Schema, parts: Readonly<Record<string, Schema>>, known: Known): fc.Arbitrary<Asked["body"]> => {
  const fitting = valueOf(schema, parts, known);
  const json = (value: unknown): string => JSON.stringify(value);
  return fc.oneof(
    { weight: 16, arbitrary: fitting.map(json) },
    { weight: 4, arbitrary: fitting.chain(nearly).map(json) },
    { weight: 1, arbitrary: oddValue.map(json) },
    { weight: 1, arbitrary: deep },
    { weight: 1, arbitrary: deep.map((value) => `{"text":${value},"messages":${value},"check":${value}}`) },
    { weight: 1, arbitrary: fc.constantFrom("", "{", "null", "NaN", '{"a":1}{', '{"__proto__":{"x":1}}', "\ufeff{}") },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)) },
  );
};

// Of a header every byte but control characters may come.
const headerText = fc.oneof(
  fc.constantFrom("", "*", '"1-x"', "W/", '"', ",,,", "once"),
  fc.string({
    unit: fc
      .integer({ min: 33, max: 255 })
      .filter((code) => code !== 127)
      .map((code) => String.fromCharCode(code)),
    maxLength: 300,
  }),
);
const contentType = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("application/json", "application/json; charset=utf-8") },
  { weight: 1, arbitrary: fc.constantFrom("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "") },
  { weight: 1, arbitrary: headerText },
);

/** A text in a URL, percent-encoded or, for a few, in a way that cannot be decoded. */
const encoded = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());
const brokenPart = fc.constantFrom("%", "%zz", "%ff", "%00", "..", ".", "%2e%2e%2f", "%c0%ae", "//");

/** Requests of an operation. */
export function requestsOf(
  operation: Operation,
  parts: Readonly<Record<string, Schema>>,
  known: Known,
): fc.Arbitrary<Asked> {
  const of = (place: Parameter["in"]) => operation.parameters.filter((one) => one.in === place);
  const part = ({ name, schema }: Parameter) => valueOf(schema, parts, known, name).map(encoded);
  const path = fc.tuple(
    ...of("path").map((one) => fc.oneof({ weight: 30, arbitrary: part(one) }, { weight: 1, arbitrary: brokenPart })),
  );
  const query = fc.tuple(
    ...of("query").map((one) =>
      fc.tuple(
        fc.oneof(
          { weight: one.required || one.name === "namespace" ? 20 : 1, arbitrary: fc.constant(1) },
          { weight: one.required || one.name === "namespace" ? 0 : 3, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.constantFrom(0, 2) },
        ),
        fc.oneof({ weight: 30, arbitrary: part(one) }, { weight: 1, arbitrary: brokenPart }),
      ),
    ),
  );
  const headers = fc.record(
    {
      "content-type": contentType,
      "idempotency-key": headerText,
      "if-match": headerText,
      "if-none-match": headerText,
      accept: headerText,
      "knowhow-on-behalf-of": headerText,
      origin: headerText,
    },
    { requiredKeys: ["content-type"] },
  );
  const rarely = fc.nat({ max: 15 });
  return fc
    .record({
      path,
      query,
      headers: fc.tuple(headers, fc.array(rarely, { minLength: 7, maxLength: 7 })),
      body: operation.body ? bodyOf(operation.body, parts, known) : fc.constant(null),
    })
    .map((made) => {
      let index = 0;
      const filled = operation.path.replace(/\{\w+\}/g, () => String(made.path[index++]));
      const pairs = made.query.flatMap(([times, value], at) =>
        Array.from({ length: times }, () => `${of("query")[at]?.name}=${value}`),
      );
      const [all, chosen] = made.headers;
      const sent = Object.entries(all).filter(([name], at) => name === "content-type" || chosen[at] === 0);
      return {
        method: operation.method.toUpperCase(),
        url: `http://localhost${filled}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`,
        headers: Object.fromEntries(sent.filter(([name]) => made.body !== null || name !== "content-type")),
        body: made.body,
      };
    });
}
