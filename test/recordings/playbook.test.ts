// The playbook strategy on what a model really answered; README.md tells how the answers were recorded.
import { describe, expect, it } from "vitest";
import { checkRecordings } from "./check.js";
import { play } from "./played.js";
import { POLICY } from "./situations/instructions.js";

checkRecordings("playbook");

describe("playbook, more closely", () => {
  it("replaces the block that a newer wish contradicts, rather than adding beside it", async () => {
    const { output } = await play("playbook", "against a rule");
    expect(output.edits.map((edit) => edit.kind === "replace" && edit.block)).toEqual(["b5"]);
  });

  it("changes no line of a long policy that no lesson speaks of", async () => {
    const { text, output } = await play("playbook", "long policy");
    const lines = new Set(text.split("\n"));
    expect(POLICY.split("\n").filter((line) => !lines.has(line)).length).toBeLessThanOrEqual(output.edits.length);
  });

  it("finds a wish in what the user wrote, at its place", async () => {
    const { output, input } = await play("playbook", "the wish is in the conversation");
    const places = output.edits.flatMap(({ evidence }) => evidence.map((one) => one.kind === "quote" && one.place));
    expect(places).toContainEqual(expect.objectContaining({ in: "run", runId: input.lessons[0]?.run?.id }));
  });

  it("takes the difference of a revised answer as evidence", async () => {
    const { output } = await play("playbook", "a revised answer");
    expect(output.edits.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))).toContain("revision");
  });

  it.each(["against a rule", "drop a rule", "long policy", "praise", "feedback in German"])(
    "answers %s in few tokens",
    async (name) => {
      const { output, input } = await play("playbook", name);
      expect(output.usage.calls).toBe(1);
      expect(output.usage.outputTokens).toBeLessThanOrEqual(250 * input.lessons.length);
    },
  );
});
