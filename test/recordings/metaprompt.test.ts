// The metaprompt strategy on what a model really answered; README.md tells how the answers were recorded.
import { describe, expect, it } from "vitest";
import { checkRecordings } from "./check.js";
import { play } from "./played.js";
import { POLICY } from "./situations/instructions.js";

checkRecordings("metaprompt");

describe("metaprompt, more closely", () => {
  it("changes no line of a long policy that no lesson speaks of", async () => {
    const { text, output } = await play("metaprompt", "long policy");
    const lines = new Set(text.split("\n"));
    expect(POLICY.split("\n").filter((line) => !lines.has(line)).length).toBeLessThanOrEqual(output.edits.length);
  });

  it.each(["praise", "several people at once", "long policy"])(
    "thinks before it answers %s, and not longer than it may",
    async (name) => {
      const { output } = await play("metaprompt", name);
      expect(output.usage.calls).toBeGreaterThanOrEqual(2);
      expect(output.usage.calls).toBeLessThanOrEqual(4);
    },
  );
});
