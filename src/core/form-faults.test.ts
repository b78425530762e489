import { expect, test } from "vitest";
import { z } from "zod";
import { sayFaults } from "./form-faults.js";

const form = z.strictObject({
  edits: z.array(z.object({ text: z.string(), kind: z.enum(["add", "remove"]) })),
  count: z.int().min(1).optional(),
  kind: z.literal("x").optional(),
});

test.each([
  [{ edits: "no" }, "edits must be an array, not a string"],
  [{}, "edits is missing"],
  [[], "the answer must be an object, not an array"],
  [{ edits: [{ text: 7, kind: "add" }] }, "edits[0].text must be a string, not a number"],
  [{ edits: [{ text: "", kind: "swap" }] }, 'edits[0].kind must be one of "add", "remove"'],
  [{ edits: [], kind: "y" }, 'kind must be "x"'],
  [{ edits: [], colour: 1 }, 'the answer has no field "colour"'],
  [{ edits: [], count: 1.5 }, "count must be a whole number, not a number"],
  [{ edits: [], count: 0 }, "count: Too small: expected number to be >=1"],
  [
    { edits: [{}, {}] },
    'edits[0].text is missing; edits[0].kind must be one of "add", "remove"; edits[1].text is missing (and 1 more)',
  ],
])("%j: %s", (value, said) => {
  expect(sayFaults(form.safeParse(value).error?.issues ?? [], "the answer")).toBe(said);
});
