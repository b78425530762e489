/** A person's change of an earlier version: what others changed since then stays. */
import { describe, expect, it } from "vitest";
import { createMemory } from "../../src/memory.js";
import { memoryStore } from "../../src/stores/memory/store.js";

const olga = { id: "olga", role: "operator" } as const;
const seed = "Answer letters.\n\n- Be kind.\n- Be short.\n";

async function withNewerVersion() {
  const support = createMemory({ store: memoryStore() }).instructions("support", { seed });
  const { id } = await support.propose({ by: olga, text: seed.replace("Be kind.", "Be kind and clear.") });
  await support.accept(id, { by: olga });
  return support;
}

describe("a proposal on an earlier version", () => {
  it("changes only what was changed there", async () => {
    const support = await withNewerVersion();
    const text = seed.replace("Be short.", "Be very short.");
    const proposal = await support.propose({ by: olga, text, base: 1 });
    expect(proposal).toMatchObject({ state: "open", base: 1, text });
    expect(proposal.edits).toMatchObject([{ kind: "replace", block: "b3", text: "Be very short." }]);
    await support.accept(proposal.id, { by: olga });
    expect((await support.current()).text).toBe("Answer letters.\n\n- Be kind and clear.\n- Be very short.\n");
  });

  it("is refused where others changed the same block since", async () => {
    const support = await withNewerVersion();
    const text = seed.replace("Be kind.", "Be very kind.");
    await expect(support.propose({ by: olga, text, base: 1 })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/Block b2 was changed meanwhile.*version 1/) as unknown,
    });
    expect((await support.proposals({ states: ["open", "stale", "refused"] })).items).toEqual([]);
  });

  it("needs a version that is there", async () => {
    const support = await withNewerVersion();
    await expect(support.propose({ by: olga, text: "x", base: 9 })).rejects.toMatchObject({
      code: "version_not_found",
    });
    for (const base of [0, -1, 1.5, Number.NaN, "1" as unknown as number])
      await expect(support.propose({ by: olga, text: "x", base })).rejects.toMatchObject({ code: "invalid_edit" });
    await expect(support.propose({ by: olga, text: seed, base: 1 })).rejects.toMatchObject({ code: "invalid_edit" });
  });

  it("takes the present version for its base like any other", async () => {
    const support = await withNewerVersion();
    const proposal = await support.propose({ by: olga, text: "Answer  letters.  \n", base: 2 });
    await support.accept(proposal.id, { by: olga });
    expect((await support.current()).text).toBe("Answer  letters.  \n");
  });
});
