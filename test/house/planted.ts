/** Throw-away projects with planted faults, and the project's own checkers run on them. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes `files` (path to content) into a folder that the test's end removes; `own` are copied from the project. */
export function plant(files: Readonly<Record<string, string>>, own: readonly string[] = []): string {
  const root = mkdtempSync(join(tmpdir(), "knowhow-planted-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const path of own) copyFileSync(join(projectRoot, path), join(root, path));
  return root;
}

/** A package in the planted project's `node_modules`, so that importing it resolves. */
export function fakePackage(name: string, subpath = "index"): Record<string, string> {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: "1.0.0", main: `${subpath}.js` }),
    [`node_modules/${name}/${subpath}.js`]: "module.exports = {};\n",
  };
}

/** Links one of the project's own installed packages into a planted project. */
export function linkPackage(root: string, name: string): void {
  const link = join(root, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(projectRoot, "node_modules", name), link, "junction");
}

/** Runs a tool of the project's `node_modules/.bin` in `cwd`. */
export function runTool(tool: string, args: readonly string[], cwd: string = projectRoot): Outcome {
  const command = join(projectRoot, "node_modules", ".bin", tool);
  return run(command, args, cwd);
}

export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Outcome {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...variables };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The project's own TypeScript files in `folders`, for tests that a checker has really read them. */
export function ownSources(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
      .filter((path) => /\.tsx?$/.test(path) && !path.includes("node_modules/")),
  );
}
