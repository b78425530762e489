// The linter's rules, type-aware ones included, and the formatter: each is broken once in a planted tree.
import { expect, test } from "vitest";
import { linkPackage, ownSources, plant, runTool } from "./planted.js";

interface Report {
  readonly number_of_files: number;
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

/** Rule → a file that breaks it → its text. */
const violations: Readonly<Record<string, readonly [string, string]>> = {
  "typescript(no-explicit-any)": ["src/core/any.ts", "export const loose: any = 1;\n"],
  "typescript(no-non-null-assertion)": ["src/core/bang.ts", "export const first = (them: string[]) => them[0]!;\n"],
  "typescript(no-floating-promises)": [
    "src/loop/floating.ts",
    "const save = async () => 1;\nexport function go() {\n  save();\n}\n",
  ],
  "typescript(no-misused-promises)": [
    "src/loop/misused.ts",
    "export const wait = async () => true;\nexport const odd = () => (wait() ? 1 : 2);\n",
  ],
  "typescript(only-throw-error)": ["src/core/throws.ts", 'export function fail(): never {\n  throw "no";\n}\n'],
  "typescript(consistent-type-imports)": [
    "src/core/imports.ts",
    'import { Shape } from "./shape.js";\nexport const area = (it: Shape) => it.side ** 2;\n',
  ],
  "typescript(ban-ts-comment)": ["src/core/silenced.ts", "// @ts-ignore\nexport const x: string = 1;\n"],
  "eslint(no-console)": ["src/stores/chatty.ts", 'console.log("opened");\n'],
  "eslint(no-restricted-globals)": ["src/screen/reads-env.ts", "export const mode = process.env.MODE;\n"],
  "eslint(no-restricted-properties)": ["src/core/clock.ts", "export const now = () => Date.now();\n"],
  "eslint(eqeqeq)": ["src/core/loose.ts", "export const same = (a: unknown, b: unknown) => a == b;\n"],
  "eslint(max-lines)": ["src/core/long.ts", "export const a = 1;\n" + "// line\n".repeat(500)],
  "react(no-danger)": [
    "studio/src/show/danger.tsx",
    "export function Danger({ html }: { html: string }) {\n  return <p dangerouslySetInnerHTML={{ __html: html }} />;\n}\n",
  ],
  "react-hooks(rules-of-hooks)": [
    "studio/src/show/hooks.tsx",
    'import { useState } from "react";\nexport const useOdd = (it: boolean) => (it ? useState(1)[0] : 1);\n',
  ],
  "jsx-a11y(alt-text)": ["studio/src/show/blind.tsx", 'export const Blind = () => <img src="/a.svg" />;\n'],
  "import(no-default-export)": ["src/core/default.ts", "const it = 1;\nexport default it;\n"],
  "unicorn(filename-case)": ["src/core/CamelCase.ts", "export const it = 1;\n"],
  "unicorn(prefer-node-protocol)": [
    "src/cli/bare.ts",
    'import { join } from "path";\nexport const at = join("a", "b");\n',
  ],
  "vitest(no-focused-tests)": [
    "src/core/focused.test.ts",
    'import { expect, test } from "vitest";\ntest.only("one", () => expect(1).toBe(1));\n',
  ],
};

const surroundings = {
  "src/core/shape.ts": "export interface Shape {\n  side: number;\n}\n",
  "src/cli/prints.ts": 'console.log("allowed here");\n',
};

function plantTree(files: Readonly<Record<string, string>>): string {
  const root = plant({ ...surroundings, ...files }, [".oxlintrc.json", "tsconfig.json"]);
  linkPackage(root, "@types/node");
  return root;
}

test("every rule catches its planted violation", () => {
  const root = plantTree(Object.fromEntries(Object.values(violations)));
  const { status, stdout, stderr } = runTool("oxlint", ["--type-aware", "--deny-warnings", "-f", "json"], root);
  expect(status, stderr).toBe(1);
  const report: Report = JSON.parse(stdout);
  const found = report.diagnostics.map((it) => `${it.code} ${it.filename}`);
  for (const [rule, [file]] of Object.entries(violations)) expect(found).toContain(`${rule} ${file}`);
  expect(report.diagnostics.filter((it) => it.filename.endsWith("prints.ts"))).toEqual([]);
});

test("a tree in order passes", () => {
  const { status, stdout } = runTool("oxlint", ["--type-aware", "--deny-warnings"], plantTree({}));
  expect(status, stdout).toBe(0);
});

test("the formatter's check fails on a file that was not formatted", () => {
  const root = plant({ "src/wide.ts": "export  const a = 'a'\n", "src/tidy.ts": 'export const a = "a";\n' });
  const { status, stderr } = runTool("prettier", ["--check", "."], root);
  expect(status).toBe(1);
  expect(stderr).toContain("src/wide.ts");
  expect(stderr).not.toContain("src/tidy.ts");
});

test("the project's own tree is read whole", () => {
  const sources = ownSources(["src", "studio", "test"]);
  expect(sources.length).toBeGreaterThan(40);
  const { stdout } = runTool("oxlint", ["-f", "json"]);
  const report: Report = JSON.parse(stdout);
  expect(report.number_of_files).toBeGreaterThanOrEqual(sources.length);
});
