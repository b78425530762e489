// The layer rules of .dependency-cruiser.cjs: each is broken once in a planted tree, and the real tree is really read.
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fakePackage, ownSources, plant, projectRoot, runTool } from "./planted.js";

interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

const packages = ["@langchain/core", "@dbos-inc/dbos-sdk", "ai", "kysely", "commander", "lru-cache", "left-over"];
const uses = (...specifiers: string[]) => specifiers.map((it) => `import ${JSON.stringify(it)};\n`).join("");
const nothing = "export const nothing = 0;\n";

/** Rule → the file that breaks it → its text. */
const violations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no-cycles": { "src/core/left.ts": uses("./right.js"), "src/core/right.ts": uses("./left.js") },
  "core-imports-nothing-of-ours": { "src/core/greedy.ts": uses("../screen/empty.js") },
  "reflect-imports-core-only": { "src/reflect/greedy.ts": uses("../screen/empty.js") },
  "screen-imports-core-only": { "src/screen/greedy.ts": uses("../gate/cases.js") },
  "gate-imports-core-only": { "src/gate/greedy.ts": uses("../screen/empty.js") },
  "stores-imports-core-only": { "src/stores/greedy.ts": uses("../memory.js") },
  "models-imports-core-only": { "src/models/greedy.ts": uses("../reflect/literal.js") },
  "jobs-imports-core-only": { "src/jobs/greedy.ts": uses("../memory.js") },
  "keeping-imports-core-only": { "src/keeping/greedy.ts": uses("../memory.js") },
  "testing-imports-core-only": { "src/testing/greedy.ts": uses("../stores/sqlite.js") },
  "client-imports-core-only": { "src/client/greedy.ts": uses("../memory.js") },
  "tests-import-core-and-testing": { "src/reflect/greedy.test.ts": uses("../screen/empty.js") },
  "optimizer-imports-reflect-and-core": { "src/optimizer/greedy.ts": uses("../stores/sqlite.js") },
  "memory-imports-core-screen-gate": { "src/loop/greedy.ts": uses("../stores/sqlite.js") },
  "loop-is-inside-memory": { "src/cli/intrusive.ts": uses("../loop/inside.js") },
  "integrations-import-memory-and-core": { "src/integrations/langgraph/greedy.ts": uses("../../reflect/literal.js") },
  "integrations-are-apart": { "src/integrations/langgraph/nosy.ts": uses("../mcp/server.js") },
  "server-runs-anywhere": { "src/server/needs-node.ts": uses("node:fs") },
  "only-cli-and-entry-compose": { "src/server/upward.ts": uses("../entry/index.js") },
  "entry-does-not-import-cli": { "src/entry/upward.ts": uses("../cli/main.js") },
  "index-reaches-no-peer-driver-or-builtin": {
    "src/entry/index.ts": uses("../memory.js"),
    "src/memory.ts": uses("./core/tainted.js"),
    "src/core/tainted.ts": uses("lru-cache", "node:perf_hooks"),
  },
  "pure-layers-use-no-builtin": { "src/screen/reads-files.ts": uses("node:fs") },
  "peers-stay-in-their-adapters": { "src/reflect/needs-peer.ts": uses("ai", "@langchain/core", "@dbos-inc/dbos-sdk") },
  "drivers-stay-in-stores": { "src/cli/opens-database.ts": uses("kysely") },
  "terminal-libraries-stay-in-cli": { "src/server/prints.ts": uses("commander") },
  "src-ships-without-dev-dependencies": { "src/screen/needs-tool.ts": uses("left-over") },
  "nothing-imports-a-test": { "src/screen/needs-test.ts": uses("./empty.test.js") },
  "src-stands-alone": { "src/screen/needs-bench.ts": uses("../../bench/speed.js") },
  "examples-use-public-imports": { "examples/app/main.ts": uses("../../src/core/plain.js", "knowhow") },
  "studio-knows-the-types-alone": { "studio/src/greedy.ts": uses("../../src/core/plain.js") },
  "no-unresolved": { "src/core/dangling.ts": uses("./not-there.js") },
};

/** What the violations reach for, itself in order. */
const surroundings = {
  "src/core/plain.ts": nothing,
  "src/screen/empty.ts": uses("../core/plain.js"),
  "src/screen/empty.test.ts": nothing,
  "src/gate/cases.ts": nothing,
  "src/reflect/literal.ts": nothing,
  "src/stores/sqlite.ts": uses("kysely"),
  "src/loop/inside.ts": uses("../screen/empty.js", "../gate/cases.js"),
  "src/integrations/mcp/server.ts": uses("../../memory.js"),
  "src/cli/main.ts": uses("commander", "../entry/index.js"),
  "bench/speed.ts": nothing,
  "package.json": JSON.stringify({
    name: "planted",
    dependencies: { kysely: "*", commander: "*", "lru-cache": "*" },
    peerDependencies: { "@langchain/core": "*", "@dbos-inc/dbos-sdk": "*", ai: "*" },
    devDependencies: { "@langchain/core": "*", ai: "*", "left-over": "*" },
  }),
};

function cruise(root: string | undefined, folders: readonly string[]): { status: number | null; report: Report } {
  const { status, stdout, stderr } = runTool("depcruise", [...folders, "--output-type", "json"], root);
  if (!stdout.startsWith("{")) throw new Error(stdout + stderr);
  const report: Report = JSON.parse(stdout);
  return { status, report };
}

function plantTree(files: Readonly<Record<string, string>>): string {
  const installed = Object.assign({}, ...packages.map((name) => fakePackage(name)));
  return plant({ ...installed, ...surroundings, ...files }, [".dependency-cruiser.cjs", "tsconfig.json"]);
}

test("every layer rule catches its planted violation, in the file that breaks it", () => {
  const root = plantTree(Object.assign({}, ...Object.values(violations)));
  const { report } = cruise(root, ["src", "studio", "examples", "bench"]);
  const found = report.summary.violations.map((it) => `${it.rule.name}: ${it.from}`);
  for (const [rule, files] of Object.entries(violations)) {
    expect(found).toContain(`${rule}: ${Object.keys(files)[0]}`);
  }
});

test("no rule is without a planted violation", () => {
  const config = join(projectRoot, ".dependency-cruiser.cjs");
  const { forbidden }: { forbidden: readonly { name: string }[] } = createRequire(import.meta.url)(config);
  expect(forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(violations).sort());
});

test("a violation fails the command, and what the rules allow passes it", () => {
  const rest = { "src/entry/index.ts": uses("../memory.js"), "src/memory.ts": uses("./loop/inside.js") };
  const clean = cruise(plantTree(rest), ["src", "bench"]);
  expect(clean.report.summary.violations).toEqual([]);
  const dirty = runTool("depcruise", ["src"], plantTree({ ...rest, ...violations["screen-imports-core-only"] }));
  expect(dirty.status).not.toBe(0);
  expect(dirty.stdout).toContain("screen-imports-core-only");
});

test("the project's own tree is read whole", () => {
  const sources = ownSources(["src", "studio"]);
  expect(sources.length).toBeGreaterThan(40);
  const { report } = cruise(undefined, ["src", "studio"]);
  expect(report.modules.map((it) => it.source)).toEqual(expect.arrayContaining(sources));
});
