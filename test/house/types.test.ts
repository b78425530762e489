// The compiler options that the code relies on are on: each is broken once.
import { expect, test } from "vitest";
import { linkPackage, plant, runTool } from "./planted.js";

/** File → its text → the error it must give. */
const violations: Readonly<Record<string, readonly [string, string]>> = {
  "src/implicit-any.ts": ["export const same = (it) => it;\n", "TS7006"],
  "src/null.ts": ["export const length = (it: string | null): number => it.length;\n", "TS18047"],
  "src/index-access.ts": ["export const first = (them: string[]): string => them[0];\n", "TS2322"],
  "src/optional.ts": ["export const it: { name?: string } = { name: undefined };\n", "TS2375"],
  "src/module-syntax.ts": ['import { Shape } from "./shape.js";\nexport const it: Shape = 1;\n', "TS1484"],
  "src/extension.ts": ['export * from "./shape";\n', "TS2835"],
  "src/unknown-cause.ts": ["try {\n  Number(1);\n} catch (it) {\n  it.message;\n}\nexport {};\n", "TS18046"],
};

test("each planted fault is an error, and nothing else is", () => {
  const files = Object.entries(violations).map(([path, [text]]) => [path, text]);
  const surroundings = { "package.json": '{"type":"module"}', "src/shape.ts": "export type Shape = number;\n" };
  const root = plant({ ...surroundings, ...Object.fromEntries(files) }, ["tsconfig.json"]);
  linkPackage(root, "@types/node");
  const { status, stdout } = runTool("tsc", ["-p", "tsconfig.json", "--pretty", "false"], root);
  expect(status).not.toBe(0);
  const found = [...stdout.matchAll(/^(src\/[\w-]+\.ts)\(.*?error (TS\d+)/gm)].map((it) => `${it[1]} ${it[2]}`);
  expect(found.sort()).toEqual(
    Object.entries(violations)
      .map(([path, [, code]]) => `${path} ${code}`)
      .sort(),
  );
});
