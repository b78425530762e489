// The checks that every strategy must pass on the recorded answers.
import { describe, expect, it } from "vitest";
import { defaultScreens } from "../../src/screen/default.js";
import { expected } from "./expected.js";
import { play, type StrategyName } from "./played.js";
import { situationsFor } from "./situations/all.js";

/** Two tests for each situation. */
export function checkRecordings(strategy: StrategyName): void {
  describe.each(situationsFor(strategy).map(({ name }) => name))(`${strategy}: %s`, (name) => {
    it("comes out as it should", async () => {
      const { input, text, outcomes } = await play(strategy, name);
      const right = expected[name];
      expect(outcomes).toHaveLength(input.lessons.length);
      outcomes.forEach((outcome, index) => expect(right?.outcomes[index], `L${index + 1}`).toContain(outcome));
      if (right?.same) expect(text).toBe(input.text);
      for (const pattern of right?.has ?? []) expect(text).toMatch(pattern);
      for (const pattern of right?.hasNot ?? []) expect(text).not.toMatch(pattern);
    });

    it("has evidence for every edit, and passes the screens", async () => {
      const { input, output, text, blocks } = await play(strategy, name);
      for (const { evidence } of [...output.edits, ...output.supports]) expect(evidence.length).toBeGreaterThan(0);
      const findings = defaultScreens().flatMap((screen) =>
        screen.check({
          before: { text: input.text, blocks: input.blocks },
          after: { text, blocks },
          edits: output.edits,
          evidence: [],
          lessons: input.lessons,
          templateFormat: input.templateFormat,
          tokenBudget: null,
          byModel: true,
          hand: null,
          overlay: false,
        }),
      );
      // A screen may ask for a person, but has nothing to refuse or take out.
      expect(findings.filter(({ verdict }) => verdict !== "hold")).toEqual([]);
      for (const block of input.blocks) if (block.locked) expect(text).toContain(block.text);
    });
  });
}
