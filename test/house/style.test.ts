// Rules of the house that neither linter nor formatter knows: width of comments, file headers, names that say nothing.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { ownSources, projectRoot } from "./planted.js";

const longest = 120;
/** Code is the formatter's affair; strings and expressions that it cannot break may be longer. */
const comment = /^\s*(\/\/|\/\*|\*)/;
const sayNothing = /(^|-)(utils?|helpers?|managers?|misc|common)(-|\.|$)/;

function styleFaults(path: string, text: string): string[] {
  const lines = text.split("\n");
  const faults = lines.flatMap((line, at) =>
    comment.test(line) && line.length > longest ? [`${path}:${at + 1} is ${line.length} wide`] : [],
  );
  if (sayNothing.test(basename(path))) faults.push(`${path}: the name does not say what is in it`);
  const code = lines[0]?.startsWith("#!") ? lines[1] : lines[0];
  const needsHeader = /^(studio\/)?src\//.test(path) && !path.endsWith(".test.ts");
  if (needsHeader && !/^\/[/*]/.test(code ?? "")) faults.push(`${path}: no header comment`);
  return faults;
}

test("the project's files keep the rules", () => {
  const sources = ownSources(["src", "studio", "test", "scripts", "examples", "bench"]);
  expect(sources.length).toBeGreaterThan(40);
  expect(sources.flatMap((path) => styleFaults(path, readFileSync(join(projectRoot, path), "utf8")))).toEqual([]);
});

test("planted faults are found", () => {
  const wide = `// Wide.\n//${"x".repeat(longest)}`;
  expect(styleFaults("src/core/wide.ts", wide)).toEqual(["src/core/wide.ts:2 is 122 wide"]);
  expect(styleFaults("src/core/text.ts", `// Text.\nexport const text = "${"x".repeat(longest)}";`)).toEqual([]);
  expect(styleFaults("src/core/bare.ts", "export {};")).toEqual(["src/core/bare.ts: no header comment"]);
  expect(styleFaults("src/cli/main.ts", "#!/usr/bin/env node\n/** The command line. */")).toEqual([]);
  expect(styleFaults("test/text-utils.ts", "")).toEqual(["test/text-utils.ts: the name does not say what is in it"]);
  expect(styleFaults("src/core/commonly.test.ts", "")).toEqual([]);
});
