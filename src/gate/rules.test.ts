import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../core/apply.js";
import { type Edit, LEARNED_SECTION } from "../core/edit.js";
import { identifyNew } from "../core/identify.js";
import { makeCase } from "../testing/builders.js";
import { supersededBy, whySuperseded, wordsOf } from "./rules.js";

const evidence = [] as const;
const words = fc.constantFrom("Be kind.", "Be brief.", "Use no emoji.", "Lead with the result.");

test("a case goes with its rule, and with no other edit", () => {
  const add = (text: string): Edit => ({ kind: "add", place: { section: LEARNED_SECTION }, text, evidence });
  const seed = { text: "Write a tweet.\n", ...identifyNew("Write a tweet.\n", "seed", 1) };
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 6 }),
      fc.array(fc.constantFrom("keep", "remove", "replace"), { minLength: 6, maxLength: 6 }),
      words,
      (rules, fates, other) => {
        const base = applyEdits(seed, rules.map(add), { origin: "rule", since: 2 });
        const cases = base.blockOf.map((block, index) =>
          makeCase({ id: String(index), rule: { block, text: rules[index] ?? "" } }),
        );
        const edits = base.blockOf.flatMap((block, index): Edit[] => {
          if (fates[index] === "remove") return [{ kind: "remove", block, evidence }];
          return fates[index] === "replace" ? [{ kind: "replace", block, text: other, evidence }] : [];
        });
        const after = applyEdits(base, [...edits, add("One more.")], { origin: "rule", since: 3 });
        const gone = supersededBy([...cases, makeCase({ rule: null })], wordsOf(base), wordsOf(after));
        const expected = rules.flatMap((rule, index) => {
          if (fates[index] === "remove") return [[String(index), null]];
          return fates[index] === "replace" && rule !== other ? [[String(index), other]] : [];
        });
        expect(gone.map((one) => [one.one.id, one.words])).toEqual(expected);
        for (const one of gone)
          expect(whySuperseded(one, 3)).toMatch(/^Version 3 (?:took its rule away|replaced its rule)/);
      },
    ),
  );
});
