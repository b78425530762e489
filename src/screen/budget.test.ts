import { describe, expect, it } from "vitest";
import type { ScreenInput } from "../core/ports/screen.js";
import { budgetScreen } from "./budget.js";

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const screen = budgetScreen({ countTokens: words });

const input = (before: string, after: string, tokenBudget: number | null): ScreenInput => ({
  before: { text: before, blocks: [] },
  after: { text: after, blocks: [] },
  edits: [],
  evidence: [],
  lessons: [],
  templateFormat: "none",
  tokenBudget,
  byModel: false,
  hand: null,
  overlay: false,
});

describe("budget", () => {
  it("passes what is within the budget, and everything without one", () => {
    expect(screen.check(input("a b", "a b c", 3))).toEqual([]);
    expect(screen.check(input("a b", "a b c d", null))).toEqual([]);
  });

  it("refuses what grows beyond it, with both numbers", () => {
    const [finding] = screen.check(input("a b", "a b c d", 3));
    expect(finding).toMatchObject({ screen: "budget", verdict: "refuse", edit: null });
    expect(finding?.message).toContain("4 tokens; its budget is 3");
  });

  it("passes a text that is too large but smaller than before, not one that stays as large", () => {
    expect(screen.check(input("a b c d e", "a b c d", 3))).toEqual([]);
    expect(screen.check(input("a b c d", "d c b a", 3))).toHaveLength(1);
  });

  it("says that its own count is an estimate, which is not far off", () => {
    const sentence = "Write a short tweet about the paper and lead with the main result. ";
    const [finding] = budgetScreen().check(input("", sentence.repeat(100), 10));
    const estimate = Number(/about (\d+) tokens/.exec(finding?.message ?? "")?.[1]);
    // Common tokenizers give 14 for the sentence.
    expect(estimate).toBeGreaterThan(1400 * 0.75);
    expect(estimate).toBeLessThan(1400 * 1.25);
  });
});
