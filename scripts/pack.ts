/**
 * Builds and packs the package in a folder of its own, as `npm publish` would. The working tree's `dist` is left alone:
 * other processes may be running from it, and files of an older build must not reach the tarball.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleCommandLine } from "./bundle-command-line.js";

const manifest = createRequire(import.meta.url).resolve("@typescript/native/package.json");
const compiler = join(dirname(manifest), "bin/tsc");
const besidesDist = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];

export interface Packed {
  readonly tarball: string;
  /** Where the tarball's files lie unpacked. */
  readonly folder: string;
  /** Paths inside the tarball, with forward slashes. */
  readonly files: readonly string[];
}

/** @param root the package's folder, with a `tsconfig.build.json`; @param into an empty folder to work in. */
export function pack(root: string, into: string): Packed {
  const stage = join(into, "stage");
  mkdirSync(stage, { recursive: true });
  for (const name of besidesDist) {
    if (existsSync(join(root, name))) copyFileSync(join(root, name), join(stage, name));
  }
  const target = ["--noEmit", "false", "--outDir", join(stage, "dist")];
  run(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--noCheck", ...target]);
  if (existsSync(join(root, "src/cli"))) bundleCommandLine(root, join(stage, "dist"));
  if (existsSync(join(root, "studio"))) {
    run("npm", ["run", "build", "-w", "studio", "--", "--outDir", join(stage, "dist/studio")], root);
  }
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", into], stage);
  const name = readdirSync(into).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error(`npm pack left no tarball in ${into}.`);
  const tarball = join(into, name);
  run("tar", ["-xzf", name], into);
  const folder = join(into, "package");
  return { tarball, folder, files: list(folder) };
}

function run(command: string, args: readonly string[], cwd?: string): void {
  try {
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (cause) {
    const said = cause instanceof Error && "stdout" in cause ? String(cause.stdout) : "";
    throw new Error(`${[command, ...args].join(" ")} failed.\n${said}`, { cause });
  }
}

function list(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? list(folder, path) : [path];
  });
}
