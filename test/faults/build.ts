// Builds worker.ts into one file, so that a process of it starts quickly.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** In the project's node_modules, where the drivers are found, which are not built in. */
export async function buildWorker(): Promise<{ readonly file: string; remove(): void }> {
  const file = `${root}node_modules/.cache/knowhow/worker-${process.pid}.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pg"],
    // Its classes cannot be changed from outside.
    alias: { "@photostructure/sqlite": fileURLToPath(new URL("./stepping-sqlite.ts", import.meta.url)) },
    banner: {
      js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
    },
    logLevel: "error",
  });
  return { file, remove: () => rmSync(file, { force: true }) };
}
