/** The documentation as a page of its own: written from the OpenAPI document, without scripts. */
import { html, raw } from "hono/html";

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: unknown } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

export function docsPage(given: unknown) {
  const { info, paths, components } = given as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? "Other"))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${info.title}: HTTP API</title>
        <link rel="stylesheet" href="/v1/docs.css" />
      </head>
      <body>
        <main>
          <h1>${info.title}: HTTP API</h1>
          <p>
            ${info.description} Version ${info.version}. <a href="/v1/openapi.json">The OpenAPI document</a> is what
            this page is written from.
          </p>
          <p>
            Send a key as <code>Authorization: Bearer kh_…</code>. Errors are problem details (RFC 9457) with our code
            in <code>code</code>.
          </p>
          <nav>
            <ul>
              ${groups.map((group) => html`<li><a href="#${anchor(group)}">${group}</a></li>`)}
              <li><a href="#schemas">Schemas</a></li>
            </ul>
          </nav>
          ${groups.map(
            (group) =>
              html`<section id="${anchor(group)}">
                <h2>${group}</h2>
                ${operations.filter(({ operation }) => (operation.tags?.[0] ?? "Other") === group).map(operationHtml)}
              </section>`,
          )}
          <section id="schemas">
            <h2>Schemas</h2>
            ${Object.entries(components.schemas)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(
                ([name, schema]) =>
                  html`<details id="schema-${name}">
                    <summary>${name}</summary>
                    <pre>${linked(schema)}</pre>
                  </details>`,
              )}
          </section>
        </main>
      </body>
    </html>`;
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = operation.requestBody?.content["application/json"].schema;
  const [reply] = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  const schema = reply && Object.values(reply[1].content ?? {})[0]?.schema;
  return html`<article>
    <h3><code>${method.toUpperCase()} ${path}</code></h3>
    <p>${operation.summary}. ${operation.description ?? ""}</p>
    ${
      (operation.parameters ?? []).length === 0
        ? ""
        : html`<table>
            <tr>
              <th>parameter</th>
              <th>in</th>
              <th></th>
            </tr>
            ${(operation.parameters ?? []).map(
              ({ name, in: place, required, description }) =>
                html`<tr>
                  <td><code>${name}</code>${required ? " (needed)" : ""}</td>
                  <td>${place}</td>
                  <td>${description ?? ""}</td>
                </tr>`,
            )}
          </table>`
    }
    ${
      body === undefined
        ? ""
        : html`<details>
            <summary>Body</summary>
            <pre>${linked(body)}</pre>
          </details>`
    }
    ${
      schema === undefined
        ? ""
        : html`<details>
            <summary>Answer</summary>
            <pre>${linked(schema)}</pre>
          </details>`
    }
  </article>`;
}

const anchor = (words: string): string => words.toLowerCase().replace(/[^a-z]+/g, "-");

/** JSON in which references to schemas are links. */
function linked(schema: unknown) {
  const escaped = JSON.stringify(schema, null, 2).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return raw(escaped.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>'));
}

export const DOCS_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
h3 { font-size: 1rem; margin-bottom: 0 }
article { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.5rem 0 }
table { border-collapse: collapse; font-size: 0.9rem }
td, th { padding: 0.1rem 1rem 0.1rem 0; text-align: left; vertical-align: top }
pre { overflow-x: auto; font-size: 0.85rem }
summary { cursor: pointer }
`;
