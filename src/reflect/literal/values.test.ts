import { describe, expect, it } from "vitest";
import { valuesOf } from "./values.js";

describe("valuesOf", () => {
  it.each([
    ["keep it under 200 characters", ["200"]],
    ["retry five times", ["5"]],
    ["send nothing after 6 pm", ["18:00"]],
    ["send nothing after 18:00", ["18:00"]],
    ["post at half nine on mondays", ["9:30", "monday"]],
    ["escalate after the very first failed login", ["1"]],
    ["name the first author", []],
    ["put a summary in the first line", []],
  ])("%s", (sentence, values) => {
    expect(valuesOf(sentence)).toEqual(values);
  });
});
