/** Conformance: what is erased is gone, what is not stays, and the hash chain still verifies. */
import type { ErasedRows, Store } from "../../core/ports/store.js";
import { ERASED, verifyChain } from "../../core/version.js";
import {
  makeCall,
  makeCase,
  makeEvidence,
  makeFeedback,
  makeLesson,
  makeProposal,
  makeReflection,
  makeRun,
  makeVersion,
} from "../builders.js";
import { begin, collect, type ConformanceCase, type ConformanceContext } from "./case.js";
import { equal, present } from "./check.js";

const NOTHING: ErasedRows = {
  versions: [],
  runs: [],
  feedback: [],
  proposals: [],
  cases: [],
  evidence: [],
  answers: false,
  redacted: { proposals: [], lessons: [], reflections: [], evidence: [] },
};

/** Three versions, and of everything two: one to erase and one to keep. */
async function fill(context: ConformanceContext) {
  const { store } = context;
  const { address, first } = await begin(context);
  const runs = [makeRun({ address, idempotencyKey: "one" }), makeRun({ address })] as const;
  for (const run of runs) await store.appendRun(run);
  const said = [makeFeedback({ address, idempotencyKey: "one" }), makeFeedback({ address })] as const;
  const lessons = [makeLesson(said[0]), makeLesson(said[1], { reason: "Uma said so." })] as const;
  await store.appendFeedback(said[0], lessons[0]);
  await store.appendFeedback(said[1], lessons[1]);
  const proposals = [makeProposal({ address }), makeProposal({ address })] as const;
  const cases = [makeCase({ address }), makeCase({ address })] as const;
  const evidence = [makeEvidence(), makeEvidence()] as const;
  const second = makeVersion({ after: first, text: "Uma's." });
  const third = makeVersion({ after: second, text: "Nobody's." });
  const reflection = makeReflection({ address });
  await store.putAnswer(address, reflection.id, "q", "Uma wants it.");
  await store.appendCall(makeCall({ address }));
  await store.commit({
    address,
    expectHead: 1,
    version: second,
    labels: [{ label: "production", to: 2 }],
    newProposals: proposals,
    newCases: cases,
    evidence,
    reflection,
  });
  const move = { address, expectHead: 2, version: third, labels: [{ label: "production", to: 3 }] };
  await store.commit(move);
  return { address, runs, said, lessons, proposals, cases, evidence, reflection, third };
}

const chainOf = async (store: Store, address: Parameters<Store["versions"]>[0]) =>
  (await store.versions(address)).items.toReversed();

export const erasing: readonly ConformanceCase[] = [
  {
    name: "what is erased is gone, what is not stays, and the chain verifies",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, runs, said, lessons, proposals, cases, evidence, reflection, third } = await fill(context);
      const redactedProposal = { ...proposals[1], rationale: ERASED };
      const redactedEvidence = { ...evidence[1], by: { id: ERASED, role: "user" } } as const;
      const redactedReflection = { ...reflection, rationale: ERASED };
      const outcome = await store.erase({
        address,
        rows: {
          versions: [2],
          runs: [runs[0].id, "unknown"],
          feedback: [said[0].id],
          proposals: [proposals[0].id],
          cases: [cases[0].id],
          evidence: [evidence[0].id],
          answers: true,
          redacted: {
            proposals: [redactedProposal],
            lessons: [{ id: lessons[1].id, reason: null }],
            reflections: [redactedReflection],
            evidence: [redactedEvidence],
          },
        },
      });
      equal(outcome.status, "erased", "the outcome");
      const chain = await chainOf(store, address);
      equal(verifyChain(chain), [], "the faults of the hash chain");
      const erased = present(chain[1], "the erased version");
      const { text, blocks, reason, salt, author } = erased;
      equal(
        [erased.erased, text, blocks, reason, salt, author.id],
        [true, "", [], "", "", ERASED],
        "what is left of the version",
      );
      equal(await store.version(address, 2), erased, "the erased version by its number");
      equal((await store.read(address, "production"))?.version, third, "the version in force");
      equal(await store.run(address, runs[0].id), null, "the erased run");
      equal((await store.runs(address)).items, [runs[1]], "the runs");
      equal(await store.feedback(address, said[0].id), null, "the erased feedback");
      equal(await store.feedback(address, said[1].id), said[1], "the other feedback");
      equal((await store.lessons(address, null)).items, [{ ...lessons[1], reason: null }], "the lessons");
      equal((await store.proposals(address, null)).items, [redactedProposal], "the proposals");
      equal((await store.cases(address, null)).items, [cases[1]], "the cases");
      equal(await store.evidence(address, [evidence[0].blockId]), [redactedEvidence], "the evidence");
      equal((await store.reflections(address)).items, [redactedReflection], "the reflections");
      equal(await store.answer(address, reflection.id, "q"), null, "the answer of the model");
      const again = makeRun({ address, idempotencyKey: "one" });
      equal((await store.appendRun(again)).duplicate, false, "an erased run's idempotency key");
    },
  },
  {
    name: "neither the head nor a labelled version is erased",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, runs } = await fill(context);
      await store.commit({ address, labels: [{ label: "staging", to: 1 }] });
      for (const number of [1, 3]) {
        const outcome = await store.erase({ address, rows: { ...NOTHING, versions: [2, number], runs: [runs[0].id] } });
        equal(outcome, { status: "conflict" }, `erasing version ${number}`);
      }
      equal(
        (await chainOf(store, address)).map(({ erased }) => erased ?? false),
        [false, false, false],
        "the versions",
      );
      equal((await store.runs(address)).items.length, 2, "the number of runs");
    },
  },
  {
    name: "everything under an address is erased, and nothing beside it",
    needs: [],
    async run(context) {
      const { store, namespace } = context;
      const { address, said, reflection } = await fill(context);
      const other = { namespace, name: "tweet-writer-2" };
      const run = makeRun({ address: other });
      await store.appendRun(run);
      equal((await store.erase({ address, everything: true })).status, "erased", "the outcome");
      equal(await store.record(address), null, "the record");
      equal(await store.version(address, 1), null, "a version");
      equal((await store.runs(address)).items, [], "the runs");
      equal((await store.lessons(address, null)).items, [], "the lessons");
      equal(await store.feedback(address, said[1].id), null, "the feedback");
      equal((await store.proposals(address, null)).items, [], "the proposals");
      equal(await store.evidence(address, ["b1"]), [], "the evidence");
      equal((await store.calls(address)).items, [], "the calls");
      equal(await store.answer(address, reflection.id, "q"), null, "the answer");
      equal(await store.run(other, run.id), run, "the run of others");
      await begin(context);
      equal((await store.runs(address)).items, [], "the runs of instructions made again");
    },
  },
  {
    name: "every address under which something is kept is listed, also without instructions",
    needs: ["listing"],
    async run(context) {
      const { store, namespace } = context;
      const { address } = await begin(context, "c");
      const inside = { namespace: [...namespace, "team"], name: "a" };
      const said = makeFeedback({ address: inside });
      await store.appendFeedback(said, makeLesson(said));
      await store.appendRun(makeRun({ address: { namespace, name: "b" } }));
      await store.run({ namespace, name: "only looked for" }, "none");
      const wanted = [{ namespace, name: "b" }, address, inside];
      equal(await collect((page) => store.addresses(namespace, page), 2), wanted, "the addresses");
      equal((await store.addresses(inside.namespace)).items, [inside], "the addresses further in");
      await store.erase({ address: inside, everything: true });
      equal((await store.addresses(namespace)).items, wanted.slice(0, 2), "the addresses that are left");
    },
  },
];
