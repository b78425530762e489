import { describe, expect, it } from "vitest";
import { identifyNew } from "./identify.js";
import { sealVersion, type Version, verifyChain } from "./version.js";

const address = { namespace: ["acme"], name: "tweets" };
const by = { id: "olga", role: "operator" } as const;

function chain(texts: readonly string[]): Version[] {
  const versions: Version[] = [];
  for (const text of texts) {
    const parent = versions.at(-1) ?? null;
    versions.push(
      sealVersion({
        address,
        number: versions.length + 1,
        parent: parent?.number ?? null,
        createdAt: "2026-01-01T00:00:00.000Z",
        text,
        ...identifyNew(text, "hand", versions.length + 1),
        author: by,
        reason: "A test.",
        proposalId: null,
        reflectionId: null,
        reverts: null,
        salt: "5a17",
        parentHash: parent?.hash ?? null,
      }),
    );
  }
  return versions;
}

describe("the hash chain", () => {
  it("verifies what was not touched, also after a trip through JSON", () => {
    expect(verifyChain(JSON.parse(JSON.stringify(chain(["a", "b", "c"]))) as Version[])).toEqual([]);
    expect(verifyChain([])).toEqual([]);
  });

  it.each<[string, (versions: Version[]) => Version[]]>([
    ["a changed text", ([a, b, c]) => [a, { ...b, text: "evil" }, c] as Version[]],
    ["a changed author", ([a, b, c]) => [a, { ...b, author: { id: "eve", role: "operator" } }, c] as Version[]],
    ["a changed time", ([a, b, c]) => [a, { ...b, createdAt: "2020-01-01T00:00:00.000Z" }, c] as Version[]],
    ["a lost version", ([a, , c]) => [a, c] as Version[]],
    [
      "a version resealed without its successors",
      ([a, b, c]) => [a, sealVersion({ ...(b as Version), text: "evil" }), c] as Version[],
    ],
    ["another order", ([a, b, c]) => [a, c, b] as Version[]],
  ])("tells of %s", (_what, tamper) => {
    expect(verifyChain(tamper(chain(["a", "b", "c"]))).length).toBeGreaterThan(0);
  });
});
