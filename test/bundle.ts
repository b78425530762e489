/** Bundles a script that tests start as a process, so that it starts quickly: most of that is opening files. */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface Bundled {
  readonly file: string;
  remove(): void;
}

/**
 * @param script the address of a TypeScript file
 * @param alias packages to build in another way than they are
 * @returns a file in the project's node_modules, where the drivers are found, which are not built in
 */
export async function bundle(script: URL, alias: Readonly<Record<string, string>> = {}): Promise<Bundled> {
  const entry = fileURLToPath(script);
  const file = `${root}node_modules/.cache/knowhow/${basename(entry, ".ts")}-${randomBytes(6).toString("hex")}.mjs`;
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pg", "@photostructure/sqlite"].filter((driver) => !(driver in alias)),
    alias,
    banner: {
      js: `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`,
    },
    logLevel: "error",
  });
  return { file, remove: () => rmSync(file, { force: true }) };
}
