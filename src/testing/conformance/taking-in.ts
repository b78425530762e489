/** Conformance: rows of another store are taken in as they are, once, and a chain that does not hold is refused. */
import type { IncomingRows, Store } from "../../core/ports/store.js";
import { eraseContent, type Version, verifyChain } from "../../core/version.js";
import {
  makeCall,
  makeCase,
  makeEvidence,
  makeFeedback,
  makeLesson,
  makeProposal,
  makeRecord,
  makeReflection,
  makeRun,
  makeVersion,
} from "../builders.js";
import { collect, type ConformanceCase, type ConformanceContext } from "./case.js";
import { equal, refuses } from "./check.js";

const EARLY = "2025-01-01T00:00:00.000Z";
const LATE = "2025-01-02T00:00:00.000Z";

/** Of everything one row or two, with three versions of which the second was erased. */
function rowsOf({ namespace }: Pick<ConformanceContext, "namespace">) {
  const address = { namespace, name: "tweet-writer" };
  const first = makeVersion({ address });
  const second = makeVersion({ after: first, text: "Uma's.", reflectionId: "r2" });
  const third = makeVersion({ after: second, text: "Nobody's." });
  const said = [makeFeedback({ address, idempotencyKey: "one" }), makeFeedback({ address })] as const;
  const applied = { state: "applied", version: 3, reason: "It is in force." } as const;
  const rows = {
    record: makeRecord({ address, head: 3, labels: { production: 3, staging: 1 }, offeredSeeds: ["s1"] }),
    versions: [first, eraseContent(second), third],
    feedback: [
      { feedback: said[0], lesson: makeLesson(said[0], applied) },
      { feedback: said[1], lesson: makeLesson(said[1], { updatedAt: EARLY }) },
    ],
    proposals: [makeProposal({ address, state: "accepted" }), makeProposal({ address })],
    cases: [makeCase({ address, updatedAt: EARLY })],
    evidence: [makeEvidence(), makeEvidence()],
    reflections: [makeReflection({ address, finishedAt: EARLY })],
    runs: [makeRun({ address, idempotencyKey: "one" }), makeRun({ address, metadata: { tries: 2 } })],
    calls: [makeCall({ address })],
    answers: [
      { reflectionId: "r1", request: "q1", answer: "a1" },
      { reflectionId: "r1", request: "q2", answer: "a2" },
      { reflectionId: "r3", request: "q1", answer: "a3" },
    ],
    state: { labels: { production: 3, staging: 1 }, seed: "Write a tweet.", offeredSeeds: ["s1"] },
  } satisfies IncomingRows;
  return { address, rows };
}

/** Everything that is kept under the address, as the port gives it. */
async function kept(store: Store, { address, rows }: ReturnType<typeof rowsOf>) {
  const lessons = (await store.lessons(address, null)).items;
  return {
    record: await store.record(address),
    versions: (await store.versions(address)).items.toReversed(),
    feedback: await Promise.all(
      lessons.map(async (lesson) => ({ feedback: await store.feedback(address, lesson.feedbackId), lesson })),
    ),
    proposals: (await store.proposals(address, null)).items.toReversed(),
    cases: (await store.cases(address, null)).items,
    evidence: await store.evidence(address, [...new Set(rows.evidence.map(({ blockId }) => blockId))]),
    reflections: (await store.reflections(address)).items.toReversed(),
    runs: (await store.runs(address)).items.toReversed(),
    calls: (await store.calls(address)).items,
    answers: (await store.answers(address)).items,
  };
}

const ALL = {
  instructions: 1,
  version: 3,
  feedback: 2,
  proposal: 2,
  case: 1,
  evidence: 2,
  reflection: 1,
  run: 2,
  call: 1,
  answer: 3,
};

export const takingIn: readonly ConformanceCase[] = [
  {
    name: "rows of another store are taken in as they are, and given again they change nothing",
    needs: [],
    async run(context) {
      const { store } = context;
      const given = rowsOf(context);
      const { address, rows } = given;
      const { state: _state, ...all } = rows;
      const dry = await store.takeIn(address, rows, { dryRun: true });
      // Versions beyond the head are the business of whoever asks.
      equal(dry, { status: "taken", added: { ...ALL, version: undefined }, changed: {} }, "the outcome of a dry run");
      equal(await store.record(address), null, "the record after a dry run");

      equal(await store.takeIn(address, rows), { status: "taken", added: ALL, changed: {} }, "the outcome");
      equal(await kept(store, given), all, "what is kept");
      equal(verifyChain((await kept(store, given)).versions), [], "the faults of the hash chain");
      equal((await store.read(address, "production"))?.version, rows.versions[2], "the version in force");

      const again = await store.takeIn(address, rows);
      equal(again, { status: "taken", added: {}, changed: {} }, "the outcome of the second time");
      equal(await kept(store, given), all, "what is kept the second time");
      const duplicate = await store.appendRun(makeRun({ ...rows.runs[0], id: "another" }));
      equal([duplicate.duplicate, duplicate.item.id], [true, rows.runs[0]?.id], "a run under a key that came along");
      const next = makeVersion({ after: rows.versions[2] as Version });
      equal((await store.commit({ address, expectHead: 3, version: next })).status, "committed", "the next commit");
      const twice = makeVersion({ after: next, reflectionId: "r2" });
      const outcome = await store.commit({ address, expectHead: 4, version: twice });
      equal(outcome.status, "conflict", "a reflection that came along, committed again");
    },
  },
  {
    name: "taking in goes on where it ended, and the labels come last",
    needs: [],
    async run(context) {
      const { store } = context;
      const given = rowsOf(context);
      const { address, rows } = given;
      const { state, versions, record, ...others } = rows;
      await store.takeIn(address, { record, versions: versions.slice(0, 1) });
      equal(await store.record(address), { ...record, head: 1, labels: {} }, "the record half-way");
      equal(await store.read(address, "production"), null, "the label half-way");
      await store.takeIn(address, { record, versions });
      await store.takeIn(address, others);
      await store.takeIn(address, { state });
      const { state: _state, ...all } = rows;
      equal(await kept(store, given), all, "what is kept");
    },
  },
  {
    name: "a version that was tampered with, or does not follow, is refused, and nothing of it stays",
    needs: [],
    async run(context) {
      const { store } = context;
      const given = rowsOf(context);
      const { address, rows } = given;
      const [first, second, third] = rows.versions as [Version, Version, Version];
      const bad: readonly (readonly [string, readonly Version[]])[] = [
        ["a changed text", [first, second, { ...third, text: "Obey me." }]],
        ["a changed author", [{ ...first, author: { id: "mallory", role: "operator" } }]],
        ["a changed hash", [first, { ...second, hash: first.hash }, third]],
        ["a gap", [first, third]],
        ["the wrong order", [second, first]],
        ["content of an erased version", [first, { ...second, text: "Obey me." }, third]],
        ["a missing salt", [{ ...first, salt: "" }]],
        ["one reflection twice", [first, second, makeVersion({ after: second, reflectionId: "r2" })]],
      ];
      for (const [what, versions] of bad) {
        await refuses("chain_broken", () => store.takeIn(address, { ...rows, versions }), what);
      }
      const beyond = { ...rows, state: { labels: { production: 4 } } };
      await refuses("chain_broken", () => store.takeIn(address, beyond), "a label of no version");
      equal((await store.runs(address)).items, [], "the runs");
      equal(await store.version(address, 1), null, "a version");
      const bare = { versions: rows.versions };
      await refuses("chain_broken", () => store.takeIn(address, bare), "versions without instructions");
      equal((await store.takeIn(address, rows)).status, "taken", "the chain as it was made");
    },
  },
  {
    name: "another chain under the same address is a conflict, and nothing is taken in",
    needs: [],
    async run(context) {
      const { store } = context;
      const given = rowsOf(context);
      const { address, rows } = given;
      const mine = makeVersion({ address, text: "Mine." });
      const record = makeRecord({ address });
      equal((await store.commit({ address, create: record, version: mine })).status, "committed", "my own");
      for (const options of [{ dryRun: true }, {}])
        equal(await store.takeIn(address, rows, options), { status: "conflict", number: 1 }, "the outcome");
      equal((await store.versions(address)).items, [mine], "the versions");
      equal((await store.runs(address)).items, [], "the runs");
      equal((await store.lessons(address, null)).items, [], "the lessons");
    },
  },
  {
    name: "of rows that are there the newer stands, unless it is said otherwise",
    needs: [],
    async run(context) {
      const { store } = context;
      const given = rowsOf(context);
      const { address, rows } = given;
      await store.takeIn(address, rows);
      const [decided, open] = rows.proposals as [(typeof rows.proposals)[0], (typeof rows.proposals)[0]];
      const decision = { by: { id: "ana", role: "reviewer" }, at: LATE, reason: null, version: null } as const;
      const [, waiting] = rows.feedback as [(typeof rows.feedback)[0], (typeof rows.feedback)[0]];
      const lesson = { ...waiting.lesson, state: "dismissed", reason: "No.", updatedAt: LATE } as const;
      const later = {
        feedback: [{ feedback: waiting.feedback, lesson }],
        proposals: [{ ...decided, state: "open" } as const, { ...open, state: "rejected", decision } as const],
        cases: rows.cases.map((one) => ({ ...one, state: "retired", reason: "Old.", updatedAt: LATE }) as const),
        reflections: rows.reflections.map((one) => ({ ...one, rationale: "Again.", finishedAt: LATE })),
      };
      const kinds = { feedback: 1, proposal: 1, case: 1, reflection: 1 };
      equal(
        await store.takeIn(address, later, { replaceOlder: false }),
        { status: "taken", added: {}, changed: {} },
        "the outcome where what is there stands",
      );
      const { state: _state, ...all } = rows;
      equal(await kept(store, given), all, "what is kept then");
      equal(await store.takeIn(address, later), { status: "taken", added: {}, changed: kinds }, "the outcome");
      const expected = {
        ...all,
        feedback: [rows.feedback[0], { feedback: waiting.feedback, lesson }],
        proposals: [decided, later.proposals[1]],
        cases: later.cases,
        reflections: later.reflections,
      };
      equal(await kept(store, given), expected, "what is kept");
      await store.takeIn(address, rows);
      equal(await kept(store, given), expected, "what is kept after older rows");
      equal((await store.lessons(address, ["pending"])).items, [], "the lessons that wait");
    },
  },
  {
    name: "a row whose idempotency key another has is kept without it",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "keyed" };
      const mine = makeRun({ address, idempotencyKey: "k" });
      const said = makeFeedback({ address, idempotencyKey: "k" });
      await store.appendRun(mine);
      await store.appendFeedback(said, makeLesson(said));
      const theirs = makeRun({ address, idempotencyKey: "k" });
      const other = makeFeedback({ address, idempotencyKey: "k", comment: "Be brief." });
      const feedback = [{ feedback: other, lesson: makeLesson(other) }];
      for (const count of [1, 0]) {
        const added = count === 0 ? {} : { run: 1, feedback: 1 };
        const outcome = await store.takeIn(address, { runs: [theirs], feedback });
        equal(outcome, { status: "taken", added, changed: {} }, "the outcome");
      }
      equal(await store.run(address, theirs.id), { ...theirs, idempotencyKey: null }, "the run that came");
      equal(await store.feedback(address, other.id), { ...other, idempotencyKey: null }, "the feedback that came");
      equal((await store.appendRun({ ...mine, id: "again" })).item, mine, "the run under the key");
    },
  },
  {
    name: "answers of models are listed in pages, and erased by reflection",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, rows } = rowsOf(context);
      equal((await store.answers(address)).items, [], "the answers before");
      await store.takeIn(address, rows);
      await store.putAnswer(address, "r2", "q", "a4");
      const [one, two, three] = rows.answers;
      const four = { reflectionId: "r2", request: "q", answer: "a4" };
      equal(await collect((page) => store.answers(address, page), 2), [one, two, four, three], "the answers");
      const redacted = { proposals: [], lessons: [], reflections: [], evidence: [] };
      const gone = { versions: [], runs: [], feedback: [], proposals: [], cases: [], evidence: [], redacted };
      await store.erase({ address, rows: { ...gone, answers: ["r1", "unknown"] } });
      equal((await store.answers(address)).items, [four, three], "the answers that are left");
      const [run] = rows.runs;
      const emptied = { ...run, messages: [], metadata: {} } as (typeof rows.runs)[0];
      await store.erase({ address, rows: { ...gone, answers: false, redacted: { ...redacted, runs: [emptied] } } });
      equal(await store.run(address, emptied.id), emptied, "a run whose messages were taken out");
    },
  },
];
