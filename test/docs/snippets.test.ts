import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readPage, readPages } from "./markdown.js";
import { patternOf, runSnippet, writeSnippets } from "./snippets.js";
import { typeFaults } from "./type-check.js";

// Inside the project, so that imports resolve as in any of its files; the dot keeps it out of every other check.
const folder = mkdtempSync(join(dirname(fileURLToPath(import.meta.url)), ".snippets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const snippets = readPages().flatMap((page) => writeSnippets(page, folder));
const write = (name: string, text: string) => writeSnippets(readPage(name, text), join(folder, "planted"));
const wrong = write(
  "w.md",
  '# A\n\n```ts no-run\nimport { createMemory } from "knowhow";\n\ncreateMemory("x");\n```\n',
);
/** One program for all: most of the time goes into the types of the packages. */
const faults = once(() => typeFaults([...snippets, ...wrong].map(({ file }) => file)));

describe("the documentation's TypeScript", () => {
  it("is there", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  it("has the right types", { timeout: 180_000 }, () => {
    expect(faults().filter((fault) => !fault.startsWith("w-md"))).toEqual([]);
  });

  it.each(snippets.filter(({ run }) => run))(
    "runs, and prints what the page says: $name",
    { timeout: 60_000 },
    async (snippet) => {
      const printed = await runSnippet(snippet);
      for (const [index, { expected }] of snippet.outputs.entries())
        expect(printed[index]).toMatch(patternOf(expected));
    },
  );
});

describe("the check of the documentation", () => {
  it("sees a wrong type, on the page's own line", { timeout: 180_000 }, () => {
    expect(wrong.map(({ run }) => run)).toEqual([false]);
    expect(faults().filter((fault) => fault.startsWith("w-md"))).toEqual([
      expect.stringMatching(/\(6\): .*MemoryOptions/s),
    ]);
  });

  it("sees a snippet that throws, and one that prints something else", async () => {
    const [throwing] = write("t.md", '```ts\nthrow new Error("planted");\n```\n');
    await expect(runSnippet(throwing ?? never())).rejects.toThrow("planted");
    const [printing] = write(
      "p.md",
      '```ts\nconst a = 1;\nconsole.log(a);\n```\n\n```text output\n1\n```\n\n```ts continued\nconsole.log("b", a);\n```\n\n```text output\nb 2\n```\n',
    );
    const printed = await runSnippet(printing ?? never());
    expect(printed).toEqual(["1", "b 1"]);
    expect(printed[1]).not.toMatch(patternOf("b 2"));
    expect(printed[1]).toMatch(patternOf("b …"));
  });
});

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function never(): never {
  throw new Error("There is no snippet.");
}
