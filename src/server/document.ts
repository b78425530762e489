/** The OpenAPI 3.1 document, from the routes' own schemas. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import type { Endpoint } from "./endpoint.js";
import { problem } from "./schemas/parts.js";

type Json = Record<string, unknown>;
type Registry = OpenAPIHono["openAPIRegistry"];
type Path = Parameters<Registry["registerPath"]>[0];

/** Tells the registry of a route. */
export function register(registry: Registry, endpoint: Endpoint, known: Set<string>): void {
  const schema = (type: z.ZodType, io: "input" | "output"): Json => componentsOf(registry, type, io, known);
  const failure = {
    description: "A problem.",
    content: { "application/problem+json": { schema: schema(problem, "output") } },
  };
  const writes = endpoint.method !== "get";
  const path = {
    method: endpoint.method,
    path: endpoint.path,
    operationId: operationOf(endpoint),
    summary: endpoint.summary,
    description: [endpoint.description, roleOf(endpoint)].filter(Boolean).join(" "),
    tags: [endpoint.group],
    parameters: [
      ...parametersOf(endpoint.params, "path"),
      ...parametersOf(endpoint.query, "query"),
      ...(writes ? [header("Idempotency-Key", "The same key gives the first answer again.")] : []),
      ...(endpoint.conditional
        ? [header("If-Match", "The entity tag of the instructions; 412 if it is another.")]
        : []),
    ],
    ...(endpoint.body
      ? {
          requestBody: {
            required: needsBody(endpoint.body),
            content: { "application/json": { schema: schema(endpoint.body, "input") } },
          },
        }
      : {}),
    responses: {
      ...(endpoint.makes ? {} : { 200: okOf(schema(endpoint.reply, "output")) }),
      ...(endpoint.makes || endpoint.method === "put" ? { 201: okOf(schema(endpoint.reply, "output")) } : {}),
      default: failure,
    },
  };
  registry.registerPath(path as unknown as Path);
}

const okOf = (schema: Json) => ({ description: "Done.", content: { "application/json": { schema } } });

const header = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

const roleOf = ({ needs }: Endpoint): string => (needs === null ? "" : `Needs the role \`${needs}\`.`);

const needsBody = (body: z.ZodType): boolean => !body.safeParse({}).success;

/** `get /v1/instructions/{name}/runs` is `getInstructionsRuns`. */
function operationOf({ method, path }: Pick<Endpoint, "method" | "path">): string {
  const words = path.replace(/^\/v1\//, "").split("/");
  const named = words.map((word) => {
    const plain = word.replace(/[{}]/g, "");
    return word.startsWith("{") ? `By${upper(plain)}` : upper(plain);
  });
  return method + named.join("").replace("InstructionsByName", "Instructions");
}

const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

function parametersOf(shape: Endpoint["params"], place: "path" | "query"): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(shape, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema as Json;
    const needed = place === "path" || required.includes(name);
    return { name, in: place, required: needed, schema: rest, ...(description === undefined ? {} : { description }) };
  });
}

/** A schema whose named parts are components of the document. */
function componentsOf(registry: Registry, type: z.ZodType, io: "input" | "output", known: Set<string>): Json {
  const made = JSON.parse(
    JSON.stringify(z.toJSONSchema(type, { io })).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Json & { $defs?: Record<string, Json> };
  const { $defs = {}, $schema: _dialect, id: name, ...schema } = made;
  for (const [part, { id: _id, ...definition }] of Object.entries($defs)) add(registry, part, definition, known);
  if (typeof name !== "string") return schema;
  add(registry, name, schema, known);
  return { $ref: `#/components/schemas/${name}` };
}

function add(registry: Registry, name: string, schema: Json, known: Set<string>): void {
  if (known.has(name)) return;
  known.add(name);
  registry.registerComponent("schemas", name, schema);
}

/** The document of all that was registered. */
export function documentOf(app: OpenAPIHono, version: string): Json {
  app.openAPIRegistry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
    description: "A key, `kh_…`, as `knowhow keys add` makes it.",
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Knowhow",
      version,
      description: "Instructions that learn from feedback, with evidence, versions and rollback.",
      license: { name: "MIT" },
    },
    security: [{ key: [] }],
  }) as unknown as Json;
}
