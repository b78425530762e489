import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Page, readPage, readPages, root } from "./markdown.js";

const pages = readPages();
const byPath = new Map(pages.map((page) => [page.path, page]));

/** The links of a page that lead nowhere. Those to other sites are not followed. */
function deadLinks(page: Page): string[] {
  return page.links.filter((link) => {
    if (/^(?:https?|mailto):/.test(link)) return false;
    const [file = "", anchor] = decodeURI(link).split("#");
    const path = file === "" ? page.path : join(dirname(page.path), file).replaceAll("\\", "/");
    const target = path === page.path ? page : byPath.get(path);
    if (!target && !existsSync(join(root, path))) return true;
    return anchor !== undefined && !target?.anchors.has(anchor);
  });
}

describe("links between pages", () => {
  it.each(pages)("lead somewhere: $path", (page) => {
    expect(deadLinks(page)).toEqual([]);
  });

  it("would be seen to lead nowhere", () => {
    const text =
      "# A heading, `coded`\n\n[a](#a-heading-coded) [b](#b) [c](no.md) [d](../README.md) [e](https://example.com)\n";
    expect(deadLinks(readPage("docs/planted.md", text))).toEqual(["#b", "no.md"]);
  });

  it("reach every page from the index", () => {
    const reached = new Set(["docs/README.md"]);
    for (const path of reached) {
      for (const link of byPath.get(path)?.links ?? []) {
        const target = join(dirname(path), link.split("#")[0] ?? "").replaceAll("\\", "/");
        if (byPath.has(target)) reached.add(target);
      }
    }
    expect(pages.map(({ path }) => path).filter((path) => path.startsWith("docs/") && !reached.has(path))).toEqual([]);
  });
});
