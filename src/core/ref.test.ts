import { describe, expect, it } from "vitest";
import { checkRef, makeRef } from "./ref.js";

describe("checkRef", () => {
  it("gives a ref back, without what else came along", () => {
    const ref = makeRef([{ id: "acme/tweet-writer", version: 2, label: null }], "Write.");
    expect(checkRef({ ...ref, more: true })).toEqual(ref);
  });

  it.each([
    ["another object", { a: 1 }],
    ["no layers", { layers: null, hash: "0".repeat(64) }],
    ["a layer without a version", { layers: [{ id: "x", label: null }], hash: "0".repeat(64) }],
    ["a negative version", { layers: [{ id: "x", version: -1, label: null }], hash: "0".repeat(64) }],
    ["a hash that is none", { layers: [], hash: "abc" }],
    ["null", null],
    ["a string", "acme/tweet-writer@2"],
  ])("refuses %s", (_what, value) => {
    expect(() => checkRef(value)).toThrow(expect.objectContaining({ code: "invalid_run" }) as Error);
  });
});
