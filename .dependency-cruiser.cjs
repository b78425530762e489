// Who may import whom. The layers and the reasons are in docs/decisions; each rule is proved by test/house/boundaries.test.ts.

const { builtinModules } = require("node:module");

const peers = "^node_modules/(@dbos-inc/|@langchain/|@opentelemetry/|langchain/|ai/|@ai-sdk/|@modelcontextprotocol/)";
const drivers = "^node_modules/(@photostructure/sqlite|kysely|pg|pg-[a-z]+)/";
/** On Node these packages import a builtin; `uuidv7` and `quick-lru` do the same work without one. */
const nodeOnly = "^node_modules/(ulid|lru-cache)/";
const terminal = "^node_modules/(commander|@clack/[a-z]+|picocolors)/";

const builtins = `^node:|^(${builtinModules.filter((name) => !name.startsWith("_")).join("|")})$`;

/** A layer that knows the core, itself and nothing else of ours. */
const onlyCore = (layer) => ({
  name: `${layer}-imports-core-only`,
  comment: `src/${layer} builds on src/core. Siblings do not know each other: what they share belongs in core, or is handed in.`,
  severity: "error",
  from: { path: `^src/${layer}/`, pathNot: "\\.(test|fixture)\\.ts$" },
  to: { path: "^src/", pathNot: `^src/(core|${layer})/` },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one idea in two places, or a missing third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "core-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^src/core/" },
      to: { path: "^src/", pathNot: "^src/core/" },
    },
    ...["reflect", "screen", "gate", "stores", "models", "jobs", "testing", "keeping"].map(onlyCore),
    {
      name: "client-imports-core-only",
      comment: "The client has the shape of memory.ts and so knows its types, but loads nothing of it.",
      severity: "error",
      from: { path: "^src/client/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(core|client)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tests-import-core-and-testing",
      comment: "The tests of a layer may use the fakes and builders that we publish, and nothing else of its siblings.",
      severity: "error",
      from: { path: "^src/(reflect|screen|gate|stores|models|jobs|testing|client|keeping)/.*\\.(test|fixture)\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(core|testing|$1)/" },
    },
    {
      name: "optimizer-imports-reflect-and-core",
      comment: "src/optimizer is the strategies without a store; nothing below it knows it.",
      severity: "error",
      from: { path: "^src/optimizer/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { path: "^src/", pathNot: "^src/(core|reflect|optimizer)/" },
    },
    {
      name: "memory-imports-core-screen-gate",
      comment:
        "The loop (memory.ts and its insides, src/loop) is handed its store, strategy and model; it imports none.",
      severity: "error",
      from: { path: "^src/(memory\\.ts$|loop/)" },
      to: { path: "^src/", pathNot: "^src/(core|screen|gate|loop)/|^src/memory\\.ts$" },
    },
    {
      name: "loop-is-inside-memory",
      comment: "src/loop is the inside of memory.ts; entry and cli go through memory.ts.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(loop/|memory\\.ts$)" },
      to: { path: "^src/loop/" },
    },
    {
      name: "integrations-import-memory-and-core",
      severity: "error",
      from: { path: "^src/(integrations|server)/" },
      to: { path: "^src/", pathNot: "^src/(core|$1)/|^src/memory\\.ts$" },
    },
    {
      name: "integrations-are-apart",
      comment: "One integration needs one peer; importing another would need its peer too.",
      severity: "error",
      from: { path: "^src/integrations/([^/.]+)" },
      to: { path: "^src/integrations/", pathNot: "^src/integrations/$1" },
    },
    {
      name: "server-runs-anywhere",
      comment: "Only src/server/node is for Node; the rest is a web-standard fetch handler.",
      severity: "error",
      from: { path: "^src/server/", pathNot: "^src/server/node/|\\.(test|fixture)\\.ts$" },
      to: { path: "^src/server/node/|^node_modules/@hono/node-server/|" + builtins },
    },
    {
      name: "only-cli-and-entry-compose",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(entry|cli)/" },
      to: { path: "^src/(entry|cli)/" },
    },
    {
      name: "entry-does-not-import-cli",
      severity: "error",
      from: { path: "^src/entry/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "index-reaches-no-peer-driver-or-builtin",
      comment:
        'Loading "." must work on the edge and without any optional peer. Types count too: a reader of our types may lack them.',
      severity: "error",
      from: { path: "^src/entry/index\\.ts$" },
      to: { path: `${peers}|${drivers}|${terminal}|${nodeOnly}|${builtins}`, reachable: true },
    },
    {
      name: "pure-layers-use-no-builtin",
      severity: "error",
      from: {
        path: "^src/(core|reflect|screen|gate|loop|keeping)/|^src/memory\\.ts$",
        pathNot: "\\.(test|fixture)\\.ts$",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "peers-stay-in-their-adapters",
      comment: "A peer is optional, so only the adapter or integration named after it may import it.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: "^src/(models|integrations|entry|jobs/dbos)/|^src/stores/(langgraph|base-store)/",
      },
      to: { path: peers },
    },
    {
      name: "drivers-stay-in-stores",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/stores/" },
      to: { path: drivers },
    },
    {
      name: "terminal-libraries-stay-in-cli",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: terminal },
    },
    {
      name: "src-ships-without-dev-dependencies",
      comment: "What only devDependencies has is not there for somebody who installed the package.",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.(test|fixture)\\.ts$" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm", "npm-peer"] },
    },
    {
      name: "nothing-imports-a-test",
      severity: "error",
      from: { pathNot: "\\.(test|fixture)\\.ts$" },
      to: { path: "\\.(test|fixture)\\.ts$" },
    },
    {
      name: "src-stands-alone",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(studio|test|bench|examples|scripts|dist)/" },
    },
    {
      name: "examples-use-public-imports",
      comment: 'An example is what a user would write: import "knowhow", not its files.',
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(src|test|bench|scripts)/", dependencyTypesNot: ["aliased-tsconfig-paths"] },
    },
    {
      name: "studio-knows-the-types-alone",
      comment: "The studio speaks to the server over HTTP, like any other client; of the library it knows the types.",
      severity: "error",
      from: { path: "^studio/" },
      to: { path: "^(src|test|bench|examples|scripts)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    // Type-only imports obey the layers too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
