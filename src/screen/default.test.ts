import { describe, expect, it } from "vitest";
import type { ScreenInput } from "../core/ports/screen.js";
import { defaultScreens } from "./default.js";

const input: ScreenInput = {
  before: { text: "Be kind.", blocks: [] },
  after: { text: "Be kind.", blocks: [] },
  edits: [{ kind: "replace", block: "b1", text: "Be kind.", evidence: [] }],
  evidence: [],
  lessons: [],
  templateFormat: "none",
  tokenBudget: 1,
  byModel: false,
  hand: null,
  overlay: false,
};

describe("the default screens", () => {
  it("have names of their own, and sign their findings with them", () => {
    const screens = defaultScreens();
    const names = screens.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(["empty", "variables", "locked", "budget", "evidence"]));
    for (const screen of screens) for (const finding of screen.check(input)) expect(finding.screen).toBe(screen.name);
  });

  it("look at evidence first, since a dropped edit is no other screen's concern", () => {
    expect(defaultScreens()[0]?.name).toBe("evidence");
  });

  it("count tokens as they are told", () => {
    const budget = (count: number) =>
      defaultScreens({ countTokens: () => count })
        .flatMap((screen) => screen.check(input))
        .filter(({ screen }) => screen === "budget");
    expect(budget(1)).toEqual([]);
    expect(budget(2)[0]?.message).toContain("have 2 tokens; its budget is 1");
  });
});
