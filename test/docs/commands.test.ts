import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mainFile, useKnowhow } from "../cli/knowhow.js";
import { missingScripts, runScript, scriptsOf } from "./commands.js";
import { readPage, readPages, root } from "./markdown.js";
import { patternOf } from "./snippets.js";

useKnowhow();
const pages = readPages();
/** The reference is made from the program, and its examples speak of data that is not there. */
const guides = pages.filter(({ path }) => !path.startsWith("docs/reference/"));
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe("the documentation's commands", () => {
  it.each(guides.flatMap(scriptsOf))("run, and print what the page says: $name", { timeout: 120_000 }, (script) => {
    const printed = runScript(script, mainFile());
    for (const [index, { expected }] of script.outputs.entries()) expect(printed[index]).toMatch(patternOf(expected));
  });

  it.each(pages)("name scripts of package.json that exist: $path", (page) => {
    expect(missingScripts(page, scripts)).toEqual([]);
  });
});

describe("the check of commands", () => {
  const plant = (code: string, mark = "") =>
    readPage("planted.md", `\`\`\`sh${mark}\n${code}\n\`\`\`\n\n\`\`\`text output\nx …\n\`\`\`\n`);

  it("sees a command that fails, and leaves alone what is not to run", { timeout: 60_000 }, () => {
    const [failing] = scriptsOf(plant("knowhow no-such-command"));
    expect(() => runScript(failing ?? { name: "", text: "", outputs: [] }, mainFile())).toThrow(
      /ended with 2[^]*no-such-command/,
    );
    expect(scriptsOf(plant("knowhow no-such-command", " no-run"))).toEqual([]);
    expect(scriptsOf(plant("npm ci"))).toEqual([]);
  });

  it("sees a script that does not exist", () => {
    expect(missingScripts(plant("npm ci && npm test && npm run no-such"), scripts)).toEqual(["no-such"]);
  });
});
