import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { readPages, root } from "./markdown.js";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { demo: string } };
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** The lines of an excerpt that a text does not have in this order; a line `…` stands for lines left out. */
function missingLines(excerpt: string, text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  let from = 0;
  return excerpt.split("\n").filter((line) => {
    const wanted = line.trim();
    if (wanted === "…" || wanted === "") return false;
    const at = lines.indexOf(wanted, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

it("shows of the demo what the demo prints", { timeout: 120_000 }, () => {
  const excerpts = readPages().flatMap(({ blocks }) => blocks.filter(({ marks }) => marks.includes("demo")));
  expect(excerpts.length).toBeGreaterThan(0);
  const folder = mkdtempSync(join(tmpdir(), "knowhow-docs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [, ...args] = scripts.demo.split(" ");
  const ran = spawnSync(process.execPath, ["--import", loader, ...args, "--svg", join(folder, "chart.svg")], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  expect(ran.stderr).toBe("");
  expect(excerpts.flatMap(({ code }) => missingLines(code, ran.stdout))).toEqual([]);
});

it("would see a line that the demo does not print, or prints earlier", () => {
  expect(missingLines("a\n…\nc", "a\nb\nc")).toEqual([]);
  expect(missingLines("c\na\nd", "a\nb\nc")).toEqual(["a", "d"]);
});
