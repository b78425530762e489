/**
 * Runs the documentation's shell blocks: `knowhow` is the command line as its own tests build it, in an empty folder.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "./markdown.js";
import { groupBlocks, MARKS, type Output, outputsIn } from "./snippets.js";

/** Blocks that belong together, as one script. */
export interface Script {
  readonly name: string;
  readonly text: string;
  readonly outputs: readonly Output[];
}

/** The shell blocks of a page that call knowhow and are not marked `no-run`. */
export function scriptsOf(page: Page): Script[] {
  return groupBlocks(page, "sh").flatMap(({ name, blocks, outputs }): Script[] => {
    const steps = [
      ...blocks.map(({ line, code }) => ({ line, code: `echo ${MARKS.begin}\n${code}` })),
      ...outputs.map(({ line }) => ({ line, code: `echo ${MARKS.end}` })),
    ];
    const text = steps
      .sort((one, other) => one.line - other.line)
      .map(({ code }) => code)
      .join("\n");
    const runs = /^(?:npx )?knowhow /m.test(text) && !blocks[0]?.marks.includes("no-run");
    return runs ? [{ name, text, outputs }] : [];
  });
}

/** Gives what the script printed for each output that the page shows. @throws with what it said if a command fails */
export function runScript({ name, text, outputs }: Script, mainFile: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "knowhow-docs-"));
  const head = `set -e
knowhow() { "${process.execPath}" "${mainFile}" "$@"; }
npx() { npm_command=exec "$@"; }
`;
  // Nothing of how the tests were started: the command line suggests commands as it was called itself.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(KNOWHOW_|npm_)/.test(key)));
  try {
    const ran = spawnSync("bash", ["-c", head + text], {
      cwd: folder,
      env: { ...env, NO_COLOR: "1" },
      encoding: "utf8",
    });
    if (ran.status !== 0) throw new Error(`${name} ended with ${ran.status}.\n${ran.stdout}${ran.stderr}`);
    return outputsIn(ran.stdout, outputs.length);
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
