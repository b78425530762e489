// The gradient strategy on what a model really answered; README.md tells how the answers were recorded.
import { describe, expect, it } from "vitest";
import { checkRecordings } from "./check.js";
import { play } from "./played.js";
import { POLICY } from "./situations/instructions.js";

checkRecordings("gradient");

describe("gradient, more closely", () => {
  it.each(["praise", "one-off request", "already a rule", "only a bad score"])(
    "asks for no rewrite where nothing warrants one: %s",
    async (name) => {
      const { output } = await play("gradient", name);
      expect(output.edits).toEqual([]);
      expect(output.usage.calls).toBe(1);
    },
  );

  it.each(["against a rule", "several people at once", "long policy"])(
    "rewrites after the critique: %s",
    async (name) => {
      const { output } = await play("gradient", name);
      expect(output.edits.length).toBeGreaterThan(0);
      expect(output.usage.calls).toBeGreaterThanOrEqual(2);
      expect(output.usage.calls).toBeLessThanOrEqual(3);
    },
  );

  it("changes no line of a long policy that no lesson speaks of", async () => {
    const { text, output } = await play("gradient", "long policy");
    const lines = new Set(text.split("\n"));
    expect(POLICY.split("\n").filter((line) => !lines.has(line)).length).toBeLessThanOrEqual(output.edits.length);
  });
});
