/**
 * `npm run build` ends with it: the command line as few files, since most of a short command's time went into opening
 * hundreds. It is a process of its own, so that it may have a copy of everything for itself.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Of what is installed beside Knowhow, that which has its hundreds of files opened by nearly every command. */
const BUILT_IN = ["kysely"];

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Writes `cli/main.js`, its parts, and the licences of what is built in.
 * @param root the package's folder, with `src/cli`; @param dist the folder to write into
 */
export function bundleCommandLine(root: string, dist: string): void {
  const target = join(dist, "cli");
  rmSync(target, { recursive: true, force: true });
  const { dependencies, peerDependencies } = manifestOf(root);
  const beside = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUILT_IN.includes(name));
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outdir: target,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: beside,
    // What a command alone needs is loaded with it, from a file of its name.
    chunkNames: "[name]-[hash]",
    logLevel: "warning",
    metafile: true,
  });
  const packages = Object.keys(metafile.inputs).map((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path));
  const folders = new Map(packages.flatMap((found) => (found ? [[found[1] ?? "", found[0]]] : [])));
  writeFileSync(
    join(target, "licences.txt"),
    [...folders].map(([name, folder]) => licenceOf(name, join(root, folder))).join("\n\n"),
  );
}

function licenceOf(name: string, folder: string): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one));
  if (file === undefined) throw new Error(`${name} is built into the command line, but has no licence to go with it.`);
  return `${name} ${manifestOf(folder).version}\n\n${readFileSync(join(folder, file), "utf8")}`;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

if (process.argv[1] === fileURLToPath(import.meta.url)) bundleCommandLine(resolve("."), resolve("dist"));
