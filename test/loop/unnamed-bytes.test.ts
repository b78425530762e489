/** Many edits in a row: no variable is lost or invented, and what no edit names stays byte for byte. */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type Blocks } from "../../src/core/apply.js";
import type { Edit } from "../../src/core/edit.js";
import { identifyNew, viewBlocks } from "../../src/core/identify.js";
import { escapeText, variablesOf } from "../../src/core/template.js";
import { createMemory } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { variablesScreen } from "../../src/screen/variables.js";
import { memoryStore } from "../../src/stores/memory/store.js";

/** `EDITS=100000` is the long run, `npm run test:variables`. */
const EDITS = Number(process.env["EDITS"] ?? 2000);
const ROW = 20;
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

const SEEDS = {
  fstring: "Write about {paper} for {reader}.\n\n## Rules\n\n- Name {author} first.\n- Use {{braces}} as they are.\n",
  mustache: "Write about {{paper}} for {{reader}}.\n\n## Rules\n\n- Name {{author}} first.\n- Be brief.\n",
} as const;

const words = fc
  .array(
    fc.constantFrom(
      "be",
      "kind",
      "{",
      "}",
      "{{",
      "}}",
      "{paper}",
      "{{paper}}",
      "{new}",
      "{{new}}",
      "{{#a}}",
      "é",
      "100%",
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) => all.join(" "));
const move = fc.record({
  kind: fc.constantFrom("add" as const, "replace" as const, "remove" as const),
  at: fc.nat(20),
  words,
  /** A strategy escapes what it learned; one that forgets to must be refused. */
  escaped: fc.boolean(),
});

describe("variables", () => {
  it.each(["fstring", "mustache"] as const)(
    "are neither lost nor invented by random edits (%s)",
    (format) => {
      process.stdout.write(`variables: ${EDITS} random edits, ${format}, seed ${seed}\n`);
      const [tally, expected] = [{ taken: 0, refused: 0 }, variablesOf(SEEDS[format], format)];
      fc.assert(
        fc.property(fc.array(move, { minLength: ROW, maxLength: ROW }), (moves) => {
          let blocks: Blocks = { text: SEEDS[format], ...identifyNew(SEEDS[format], "seed", 1) };
          for (const [index, one] of moves.entries()) {
            const next = step(blocks, one, index + 2, format);
            tally[next ? "taken" : "refused"] += 1;
            blocks = next ?? blocks;
            expect(variablesOf(blocks.text, format)).toEqual(expected);
          }
        }),
        { seed, numRuns: Math.ceil(EDITS / ROW) },
      );
      process.stdout.write(`variables: ${tally.taken} taken, ${tally.refused} refused\n`);
      expect(tally.taken).toBeGreaterThan(EDITS / 10);
      expect(tally.refused).toBeGreaterThan(EDITS / 100);
    },
    600_000,
  );
});

interface Move {
  readonly kind: Edit["kind"];
  readonly at: number;
  readonly words: string;
  readonly escaped: boolean;
}

/** The text after a strategy's edit; null where it is refused. */
function step(
  base: Blocks,
  { kind, at, words: plain, escaped }: Move,
  since: number,
  templateFormat: keyof typeof SEEDS,
) {
  const text = escaped ? escapeText(plain, templateFormat) : plain;
  const block = base.blocks[at % base.blocks.length]?.id ?? "b1";
  const edit: Edit =
    kind === "add"
      ? { kind, place: { section: "Rules" }, text, evidence: [] }
      : kind === "replace"
        ? { kind, block, text, evidence: [] }
        : { kind, block, evidence: [] };
  let after: Blocks;
  try {
    after = applyEdits(base, [edit], { origin: "rule", since });
  } catch {
    return null; // It would not stay one block.
  }
  const show = (blocks: Blocks) => ({ text: blocks.text, blocks: viewBlocks(blocks.text, blocks.blocks) });
  const findings = variablesScreen.check({
    before: show(base),
    after: show(after),
    edits: [edit],
    evidence: [],
    lessons: [],
    templateFormat,
    tokenBudget: null,
    byModel: true,
    hand: null,
    overlay: false,
  });
  return findings.length > 0 ? null : after;
}

const policy = new URL("../../../shared/data/policies/airline.md", import.meta.url);
if (!existsSync(policy)) process.stdout.write("Skipped: the operator policy is not beside this checkout.\n");

describe.skipIf(!existsSync(policy))("an operator's policy", () => {
  it("keeps every byte that no edit names through 100 lessons in a row", async () => {
    const text = readFileSync(policy, "utf8");
    const memory = createMemory({ store: memoryStore(), strategy: literal() });
    const agent = memory.instructions("agent", { seed: text });
    const topics = "refunds,baggage,seats,meals,upgrades,delays,pets,visas,lounges,insurance".split(",");
    let accepted = 0;
    for (let index = 0; index < 100; index += 1) {
      const topic = topics[index % 10] ?? "";
      const comment = [
        `Do not use emoji when you write about ${topic}.`,
        `Always mention ${topic} at the end, in part ${Math.floor(index / 10) + 1}.`,
        `Keep answers about ${topic} under ${100 + index} words.`,
      ][index % 3];
      const before = (await agent.current()).text;
      const olga = { id: "olga", role: "operator" } as const;
      await agent.feedback({ comment: comment ?? "", by: olga });
      const { status, proposal, version } = await agent.reflect();
      const after = await agent.version(version ?? 1);
      if (status !== "accepted" || !proposal) continue;
      accepted += 1;
      const named = new Set(proposal.edits.flatMap((edit) => (edit.kind === "add" ? [] : [edit.block])));
      const old = await agent.version(after.parent ?? 1);
      expect(old.text).toBe(before);
      for (const block of old.blocks) {
        if (named.has(block.id)) continue;
        const now = after.blocks.find(({ id }) => id === block.id);
        expect(now && after.text.slice(now.start, now.end)).toBe(old.text.slice(block.start, block.end));
      }
      // The policy itself is the head of the text, with its white space, unless an edit named a block of it.
      if (![...named].some((id) => old.blocks.find((block) => block.id === id)?.origin === "seed"))
        expect(after.text.startsWith(text.trimEnd())).toBe(old.text.startsWith(text.trimEnd()));
    }
    process.stdout.write(`policy: ${accepted} of 100 lessons in force\n`);
    expect(accepted).toBeGreaterThan(50);
    expect((await agent.current()).text.startsWith(text.trimEnd())).toBe(true);
  }, 60_000);
});
