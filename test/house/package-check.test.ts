// scripts/check-package.ts, run on packages with planted faults and on one in order.
import { expect, test } from "vitest";
import { plant, projectRoot, runTool } from "./planted.js";

const buildOptions = { module: "nodenext", target: "es2023", rootDir: "src", declaration: true, types: [] };

function plantPackage(fields: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>>): string {
  return plant({
    "package.json": JSON.stringify({
      name: "planted",
      version: "1.0.0",
      type: "module",
      license: "MIT",
      files: ["dist", "CHANGELOG.md"],
      ...fields,
    }),
    "tsconfig.build.json": JSON.stringify({ compilerOptions: buildOptions, include: ["src"] }),
    LICENSE: "MIT\n",
    "README.md": "# Planted\n",
    "CHANGELOG.md": "# Changelog\n",
    ...files,
  });
}

const check = (root: string) => runTool("tsx", ["scripts/check-package.ts", root], projectRoot);
const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

test("planted faults are each reported, and fail the command", () => {
  const root = plantPackage(
    {
      bin: { planted: "dist/main.js" },
      exports: {
        ".": entry("index"),
        "./gone": entry("gone"),
        "./late": { default: "./dist/late.js", types: "./x.d.ts" },
      },
    },
    {
      "src/index.ts": "export const it = 1;\n",
      "src/late.ts": "export const it = 1;\n",
      "src/main.ts": "console.log(1);\n",
      "src/index.test.ts": "export {};\n",
    },
  );
  const { status, stdout, stderr } = check(root);
  expect(status, stdout).toBe(1);
  expect(stderr).toContain('exports["./gone"].default is ./dist/gone.js but the file does not exist');
  expect(stderr).toMatch(/exports\["\.\/late"\]\.types should be the first/);
  expect(stderr).toMatch(/attw:[^]*"planted\/gone"[^]*Resolution failed/);
  expect(stderr).toContain("does not belong in the package: dist/index.test.js");
  expect(stderr).toContain("no #! line: dist/main.js");
});

test("a package in order passes", () => {
  const root = plantPackage({ exports: { ".": entry("index") } }, { "src/index.ts": "export const it = 1;\n" });
  const { status, stdout, stderr } = check(root);
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toBe("6 files packed, 0 faults\n");
});
