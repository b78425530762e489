// The prompt-memory strategy on what a model really answered; README.md tells how the answers were recorded.
import { describe, expect, it } from "vitest";
import { checkRecordings } from "./check.js";
import { play } from "./played.js";
import { POLICY } from "./situations/instructions.js";

checkRecordings("prompt-memory");

describe("prompt-memory, more closely", () => {
  it.each(["praise", "several people at once", "long policy"])("asks once for %s", async (name) => {
    const { output } = await play("prompt-memory", name);
    expect(output.usage.calls).toBe(1);
  });

  it("changes no line of a long policy that no lesson speaks of", async () => {
    const { text, output } = await play("prompt-memory", "long policy");
    const lines = new Set(text.split("\n"));
    expect(POLICY.split("\n").filter((line) => !lines.has(line)).length).toBeLessThanOrEqual(output.edits.length);
  });
});
