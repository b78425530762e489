/** Runs the documentation's shell blocks: `knowhow` is the program of the source, the folder is an empty one. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Page, root } from "./markdown.js";
import { groupBlocks, type Output } from "./snippets.js";

/** Blocks that belong together, as one script. */
export interface Script {
  readonly name: string;
  readonly text: string;
  readonly outputs: readonly Output[];
}

const SEPARATOR = "-----output-----";

/** The shell blocks of a page that call knowhow and are not marked `no-run`. */
export function scriptsOf(page: Page): Script[] {
  return groupBlocks(page, "sh").flatMap(({ name, blocks, outputs }): Script[] => {
    const steps = [...blocks, ...outputs.map(({ line }) => ({ line, code: `echo ${SEPARATOR}` }))];
    const text = steps
      .sort((a, b) => a.line - b.line)
      .map(({ code }) => code)
      .join("\n");
    const runs = /^(?:npx )?knowhow /m.test(text) && !blocks[0]?.marks.includes("no-run");
    return runs ? [{ name, text, outputs }] : [];
  });
}

const require = createRequire(import.meta.url);
const loader = pathToFileURL(require.resolve("tsx")).href;

/** Gives what the script printed for each output that the page shows. @throws with what it said if a command fails */
export function runScript({ name, text, outputs }: Script): string[] {
  const folder = mkdtempSync(join(tmpdir(), "knowhow-docs-"));
  const program = `"${process.execPath}" --import "${loader}" "${join(root, "src/cli/main.ts")}"`;
  const head = `set -e\nknowhow() { ${program} "$@"; }\nnpx() { "$@"; }\n`;
  const { KNOWHOW_DB: _db, KNOWHOW_NAMESPACE: _namespace, ...env } = process.env;
  try {
    const ran = spawnSync("bash", ["-c", head + text], {
      cwd: folder,
      env: { ...env, NO_COLOR: "1" },
      encoding: "utf8",
    });
    if (ran.status !== 0) throw new Error(`${name} ended with ${ran.status}.\n${ran.stdout}${ran.stderr}`);
    return ran.stdout
      .split(SEPARATOR)
      .slice(0, outputs.length)
      .map((piece) => piece.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The scripts of package.json that a page tells to run and that do not exist. */
export function missingScripts(page: Page, scripts: Readonly<Record<string, string>>): string[] {
  const named = page.blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(test)\b)/g)])
    .map(([, run, test]) => run ?? test ?? "");
  return named.filter((name) => !Object.hasOwn(scripts, name));
}
