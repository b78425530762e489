// knip with the project's configuration finds each kind of dead code it is there for.
import { expect, test } from "vitest";
import { fakePackage, plant, runTool } from "./planted.js";

const manifest = (dependencies: Record<string, string>) => ({
  "package.json": JSON.stringify({ name: "planted", type: "module", dependencies }),
  ...Object.assign({}, ...Object.keys(dependencies).map((name) => fakePackage(name))),
});

const inOrder = {
  "src/entry/index.ts": 'export { used } from "../core/used.js";\n',
  "src/core/used.ts": 'import "wanted";\nexport const used = 1;\n',
};

test("unused files, exports and dependencies, and unlisted ones, fail the command", () => {
  const root = plant(
    {
      ...manifest({ wanted: "1.0.0", forgotten: "1.0.0" }),
      ...inOrder,
      "src/core/used.ts": 'import "wanted";\nimport "unlisted";\nexport const used = 1;\nexport const leftOver = 2;\n',
      "src/core/abandoned.ts": "export const nobody = 1;\n",
    },
    ["knip.json", "tsconfig.json"],
  );
  const { status, stdout } = runTool("knip", ["--no-config-hints"], root);
  expect(status).toBe(1);
  expect(stdout).toMatch(/Unused files \(1\)\s+src\/core\/abandoned\.ts/);
  expect(stdout).toMatch(/Unused dependencies \(1\)\s+forgotten/);
  expect(stdout).toMatch(/Unlisted dependencies \(1\)\s+unlisted/);
  expect(stdout).toMatch(/Unused exports \(1\)\s+leftOver/);
});

test("a tree without dead code passes", () => {
  const root = plant({ ...manifest({ wanted: "1.0.0" }), ...inOrder }, ["knip.json", "tsconfig.json"]);
  const { status, stdout, stderr } = runTool("knip", ["--no-config-hints"], root);
  expect(status, stdout + stderr).toBe(0);
});
