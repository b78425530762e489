import { describe, expect, it } from "vitest";
import { scriptedModel } from "../../testing/models.js";
import { remembering } from "./remember.js";

const ask = (content: string) => ({ messages: [{ role: "user", content }] }) as const;

describe("remembering", () => {
  const bookOf = (kept: Map<string, string>) => ({
    find: async (request: string) => kept.get(request) ?? null,
    keep: async (request: string, answer: string) => void kept.set(request, answer),
  });

  it("asks only what the book does not have", async () => {
    const kept = new Map<string, string>();
    const first = scriptedModel(["one", { text: "two", usage: null }]);
    const given = await remembering(first, bookOf(kept)).generate(ask("a"));
    await remembering(first, bookOf(kept)).generate(ask("b"));
    const second = scriptedModel([]);
    expect(await remembering(second, bookOf(kept)).generate(ask("a"))).toEqual(given);
    expect(await remembering(second, bookOf(kept)).generate(ask("b"))).toEqual({ text: "two", usage: null });
    await expect(remembering(second, bookOf(kept)).generate(ask("c"))).rejects.toMatchObject({ code: "model_failed" });
  });

  it("keeps no failure", async () => {
    const kept = new Map<string, string>();
    await expect(remembering(scriptedModel([new Error("down")]), bookOf(kept)).generate(ask("a"))).rejects.toThrow(
      "down",
    );
    expect(kept.size).toBe(0);
  });
});
