/** Makes modules of the documentation's TypeScript blocks, line for line, and runs them in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { vi } from "vitest";
import type { CodeBlock, Page } from "./markdown.js";

/** Blocks that belong together: one, and those marked `continued` behind it. */
export interface Snippet {
  /** `docs/quickstart.md:12`. */
  readonly name: string;
  /** Where its module was written. */
  readonly file: string;
  readonly run: boolean;
  /** What it prints, piece by piece, where the page says so in a block marked `output`. */
  readonly outputs: readonly Output[];
}

export interface Output {
  readonly line: number;
  readonly expected: string;
}

interface Group {
  readonly name: string;
  readonly blocks: CodeBlock[];
  readonly outputs: Output[];
}

/** The blocks of one language, put together by `continued`, with the outputs that follow them. */
export function groupBlocks(page: Page, language: string): Group[] {
  const groups: Group[] = [];
  let shows: Group | undefined;
  for (const block of page.blocks) {
    if (block.marks.includes("output")) {
      shows?.outputs.push({ line: block.line, expected: block.code });
      continue;
    }
    shows = undefined;
    if (block.language !== language) continue;
    const last = groups.at(-1);
    if (block.marks.includes("continued") && last) last.blocks.push(block);
    else groups.push({ name: `${page.path}:${block.line}`, blocks: [block], outputs: [] });
    shows = groups.at(-1);
  }
  return groups;
}

/** Printed where a block begins, and where the page shows an output: that of the block right before it. */
export const MARKS = { begin: "-----begin-----", end: "-----end-----" } as const;

/** What was printed for each output, from what was printed in all. */
export function outputsIn(printed: string, count: number): string[] {
  const untilEnds = printed.split(MARKS.end).slice(0, count);
  return untilEnds.map((piece) => (piece.split(MARKS.begin).at(-1) ?? "").trim());
}

/** Writes the TypeScript snippets of a page into `folder`. Their lines have the numbers that they have on the page. */
export function writeSnippets(page: Page, folder: string): Snippet[] {
  return groupBlocks(page, "ts").map(({ name, blocks, outputs }) => {
    const lines: string[] = [];
    for (const { code, line } of blocks) {
      while (lines.length < line - 1) lines.push("");
      lines.push(`console.log("${MARKS.begin}");`, ...code.split("\n"));
    }
    for (const { line } of outputs) lines[line - 1] = `console.log("${MARKS.end}");`;
    const text = Array.from(lines, (line) => line ?? "").join("\n");
    const file = join(folder, `${name.replace(/[^a-z0-9]+/gi, "-")}.ts`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${text}\nexport {};\n`);
    return { name, file, run: !blocks[0]?.marks.includes("no-run"), outputs };
  });
}

/** Imports the module with an empty folder as working directory; gives what it printed for each output it shows. */
export async function runSnippet(snippet: Snippet): Promise<string[]> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "knowhow-docs-"));
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values) => void printed.push(format(...values)));
  process.chdir(folder);
  try {
    await import(/* @vite-ignore */ pathToFileURL(snippet.file).href);
  } finally {
    process.chdir(before);
    log.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
  return outputsIn(printed.join("\n"), snippet.outputs.length);
}

/** A pattern of the output that a page shows: `…` stands for anything within a line. */
export function patternOf(expected: string): RegExp {
  const escaped = expected.trim().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("…", ".*")}$`, "u");
}
