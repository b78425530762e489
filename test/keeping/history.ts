// Random histories of instructions, as rows for any store.
import fc from "fast-check";
import {
  makeCall,
  makeCase,
  makeEvidence,
  makeFeedback,
  makeLesson,
  makeMessage,
  makeProposal,
  makeRecord,
  makeReflection,
  makeRun,
  makeVersion,
} from "knowhow/testing";
import type { Address } from "../../src/core/address.js";
import { LESSON_STATES } from "../../src/core/feedback.js";
import type { IncomingRows } from "../../src/core/ports/store.js";
import { PROPOSAL_STATES } from "../../src/core/proposal.js";
import { eraseContent, type Version } from "../../src/core/version.js";

export interface History {
  readonly address: Address;
  readonly rows: IncomingRows;
}

const text = fc
  .string({ unit: "binary", maxLength: 30 })
  .filter((one) => !one.includes("\0"))
  .map((one) => `${one}.`);
const count = fc.nat({ max: 3 });

const shape = fc.record({
  texts: fc.array(text, { maxLength: 5 }),
  erased: fc.nat({ max: 5 }),
  label: fc.constantFrom("production", "staging", "a b", "__x"),
  feedback: fc.array(fc.record({ comment: text, state: fc.constantFrom(...LESSON_STATES) }), { maxLength: 4 }),
  proposals: fc.array(fc.record({ rationale: text, state: fc.constantFrom(...PROPOSAL_STATES) }), { maxLength: 3 }),
  runs: fc.array(fc.record({ said: text, key: fc.boolean() }), { maxLength: 3 }),
  cases: count,
  evidence: count,
  reflections: count,
  calls: count,
  answers: fc.uniqueArray(fc.constantFrom("a", "b", "c d", "é"), { maxLength: 3 }),
});

const NAMES = ["tweet-writer", "support", "b_ä", "z"];

/** Some instructions, each with whatever a store keeps; also some that were never made. */
export const histories: fc.Arbitrary<History[]> = fc
  .array(shape, { minLength: 1, maxLength: 3 })
  .map((shapes) => shapes.map((one, index) => historyOf(one, index)));

function historyOf(one: typeof shape extends fc.Arbitrary<infer T> ? T : never, index: number): History {
  const address = { namespace: index === 0 ? [] : ["acme", "x"], name: NAMES[index] ?? "more" };
  const versions: Version[] = [];
  for (const [at, words] of one.texts.entries()) {
    const after = versions.at(-1);
    versions.push(makeVersion({ address, ...(after ? { after } : {}), text: words, reflectionId: `r${at}` }));
  }
  const head = versions.length;
  const chain = versions.map((version) =>
    version.number === one.erased && version.number < head ? eraseContent(version) : version,
  );
  const labels = head > 0 ? { [one.label]: head } : {};
  const record = makeRecord({ address, head, labels, overlay: head === 0, owner: head === 0 ? "uma" : null });
  const feedback = one.feedback.map(({ comment, state }) => {
    const said = makeFeedback({ address, comment });
    return { feedback: said, lesson: makeLesson(said, { state }) };
  });
  const many = <T>(number: number, make: () => T): T[] => Array.from({ length: number }, make);
  return {
    address,
    rows: {
      ...(index < 2 || head > 0 ? { record, versions: chain, state: { labels } } : {}),
      feedback,
      proposals: one.proposals.map((more) => makeProposal({ address, ...more })),
      cases: many(one.cases, () => makeCase({ address })),
      evidence: head > 0 ? many(one.evidence, () => makeEvidence()) : [],
      reflections: many(one.reflections, () => makeReflection({ address })),
      runs: one.runs.map(({ said, key }, at) =>
        makeRun({ address, messages: [makeMessage(said)], idempotencyKey: key ? `k${at}` : null }),
      ),
      calls: many(one.calls, () => makeCall({ address })),
      answers: one.answers.map((request) => ({ reflectionId: "r1", request, answer: `${request}!` })),
    },
  };
}
