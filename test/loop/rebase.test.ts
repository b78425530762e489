/** Two writers at once, against a simple model: a list of block texts. Nothing is lost, and the order is defined. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Strategy } from "../../src/core/ports/strategy.js";
import { createMemory, type Instructions, type OwnEdit } from "../../src/memory.js";
import { literal } from "../../src/reflect/literal/literal.js";
import { memoryStore } from "../../src/stores/memory/store.js";

const olga = { id: "olga", role: "operator" } as const;
const otto = { id: "otto", role: "operator" } as const;
const words = (text: string): string[] =>
  text.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));
const seed = Date.now() % 2 ** 31;

type Move = { kind: "add"; after: number | null } | { kind: "replace" | "remove"; at: number };
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.option(fc.nat(9)).map((after): Move => ({ kind: "add", after })),
  fc.nat(9).map((at): Move => ({ kind: "replace", at })),
  fc.nat(9).map((at): Move => ({ kind: "remove", at })),
);

/** The model: items by id in their order. */
interface Item {
  id: string;
  text: string;
}

describe("two writers at once", () => {
  it("come to what a list of blocks says, in the order of their commits", async () => {
    process.stdout.write(`rebase: seed ${seed}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(move, move), { minLength: 1, maxLength: 5 }), async (rounds) => {
        const memory = createMemory({ store: memoryStore(), screens: [] });
        const tweets = memory.instructions("list", { seed: "Keep   this.\n\n## List\n\n- one\n- two\n- three\n" });
        let serial = 0;
        for (const pair of rounds) {
          const base = itemsOf(await tweets.version((await newest(tweets)).number));
          const first = pair.map((one) => editFor(one, base, `new ${(serial += 1)}`));
          // Both propose on the same head, then both are accepted, one after the other.
          const proposals = await Promise.all(
            first.map(async (edit, at) =>
              edit ? tweets.propose({ by: at === 0 ? olga : otto, edits: [edit] }) : null,
            ),
          );
          let model = base.map((item) => ({ ...item }));
          const added: { anchor: string | null; id: string }[] = [];
          for (const [at, proposal] of proposals.entries()) {
            const edit = first[at];
            if (!proposal || !edit) continue;
            const decided = await tweets.accept(proposal.id, { by: olga });
            const fits = edit.kind === "add" || unchanged(edit.block, base, model);
            const anchored = edit.kind !== "add" || !("after" in edit.place) || has(model, edit.place.after);
            expect(decided.state).toBe(fits && anchored ? "accepted" : "stale");
            if (decided.state === "accepted") model = applyToModel(model, edit, added);
            expect(words((await newest(tweets)).text)).toEqual(model.map(({ text }) => text));
          }
          expect((await newest(tweets)).text.startsWith("Keep   this.\n\n## List\n")).toBe(true);
        }
        expect(await tweets.verify()).toEqual([]);
      }),
      { seed, numRuns: 60 },
    );
  });

  it("come to one rule where both teach the same, and to a decision where they contradict each other", async () => {
    for (const [comment, status] of [
      ["Do not use hashtags.", "unchanged"],
      ["Use hashtags.", "proposed"],
    ] as const) {
      const store = memoryStore();
      const tweets = createMemory({ store }).instructions("tweets", { seed: "You write tweets.\n" });
      // Another process: within one, reflections on the same instructions wait for each other.
      const elsewhere = createMemory({ store: { ...store } }).instructions("tweets");
      await tweets.feedback({ by: olga, comment: "Do not use hashtags." });
      let interrupted = false;
      // While one thinks, the other reflects on what came in meanwhile.
      const slow: Strategy = {
        ...literal(),
        async reflect(input) {
          const output = await literal().reflect(input);
          if (interrupted) return output;
          interrupted = true;
          await tweets.feedback({ by: otto, comment });
          const [, late] = (await tweets.lessons({ states: ["pending"] })).items;
          const own: Strategy = {
            ...literal(),
            reflect: (all) =>
              literal().reflect({ ...all, lessons: all.lessons.filter(({ lesson }) => lesson.id === late?.id) }),
          };
          await elsewhere.reflect({ strategy: own });
          return output;
        },
      };
      const result = await tweets.reflect({ strategy: slow });
      const rules = words((await tweets.current()).text);
      expect(rules).toHaveLength(1);
      expect(result.passes[0]?.status).toBe(status);
      if (status === "proposed") {
        expect(result.passes[0]?.proposal?.screens.map(({ screen }) => screen)).toContain("conflict");
        expect(rules).toEqual(["Use hashtags."]);
      }
    }
  });
});

const newest = async (tweets: Instructions) => {
  const [version] = (await tweets.history({ limit: 1 })).items;
  if (!version) throw new Error("There is no version.");
  return version;
};

function itemsOf({ text, blocks }: Awaited<ReturnType<Instructions["version"]>>): Item[] {
  return blocks.flatMap(({ id, kind, content, end }) =>
    kind === "item" ? [{ id, text: text.slice(content, end) }] : [],
  );
}

function editFor(one: Move, base: readonly Item[], text: string): OwnEdit | null {
  if (one.kind === "add") {
    const anchor = one.after === null ? undefined : base[one.after];
    return anchor
      ? { kind: "add", place: { after: anchor.id }, as: "item", text }
      : { kind: "add", place: { section: "List" }, text };
  }
  const item = base[one.at];
  if (!item) return null;
  return one.kind === "remove" ? { kind: "remove", block: item.id } : { kind: "replace", block: item.id, text };
}

const has = (items: readonly Item[], id: string): boolean => items.some((item) => item.id === id);
const unchanged = (id: string, base: readonly Item[], now: readonly Item[]): boolean =>
  now.some((item) => item.id === id && item.text === base.find((one) => one.id === id)?.text);

function applyToModel(items: readonly Item[], edit: OwnEdit, added: { anchor: string | null; id: string }[]): Item[] {
  if (edit.kind === "remove") return items.filter(({ id }) => id !== edit.block);
  if (edit.kind === "replace")
    return items.map((item) => (item.id === edit.block ? { ...item, text: edit.text } : item));
  const item = { id: `new-${edit.text}`, text: edit.text };
  const anchor = "after" in edit.place ? edit.place.after : null;
  // Behind what the other writer has put there a moment ago.
  let at = anchor === null ? items.length - 1 : items.findIndex(({ id }) => id === anchor);
  while (anchor !== null && added.some(({ id }) => id === items[at + 1]?.id)) at += 1;
  added.push({ anchor, id: item.id });
  return [...items.slice(0, at + 1), item, ...items.slice(at + 1)];
}
