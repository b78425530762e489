import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withCodes } from "../../scripts/error-codes.js";
import { ERROR_CODES } from "../../src/core/errors.js";
import { root } from "./markdown.js";

const page = readFileSync(join(root, "docs/errors.md"), "utf8");

describe("the page of error codes", () => {
  it("has the table of the source; npx tsx scripts/error-codes.ts writes it", () => {
    expect(withCodes(page)).toBe(page);
  });

  it("would be seen to differ", () => {
    expect(withCodes(page.replace("| `conflict` |", "| `conflicts` |"))).not.toBe(
      page.replace("| `conflict` |", "| `conflicts` |"),
    );
    expect(() => withCodes("# Errors\n")).toThrow("codes");
  });

  it("names no code that nothing throws", () => {
    const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && path !== join("core", "errors.ts"))
      .map((path) => readFileSync(join(root, "src", path), "utf8"))
      .join("\n");
    expect(Object.keys(ERROR_CODES).filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  });
});
