/** Conformance: runs, feedback and answers are appended once, whole, and found again. */
import type { Evidence } from "../../core/evidence.js";
import type { Feedback } from "../../core/feedback.js";
import {
  makeCall,
  makeEvidence,
  makeFeedback,
  makeId,
  makeLesson,
  makeMessage,
  makeProposal,
  makeRun,
} from "../builders.js";
import { begin, collect, type ConformanceCase } from "./case.js";
import { equal, refuses } from "./check.js";

const KEY = "key % _ ' 🗝";

export const appending: readonly ConformanceCase[] = [
  {
    name: "runs and feedback come back as they were given, also before the instructions exist",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "later" };
      const call = { type: "tool-call", id: "c1", name: "search", arguments: '{"q":"a"}', source: "model" } as const;
      const result = { type: "tool-result", id: "c1", name: "search", text: "found", source: "tool" } as const;
      const file = { type: "attachment", mediaType: "image/png", text: "a chart", source: "external" } as const;
      const full = makeRun({
        address,
        messages: [makeMessage("Hi."), { id: makeId(), role: "assistant", parts: [call, result, file] }],
        thread: "thread-1",
        principal: { id: "bo", role: "user" },
        metadata: { model: "x", cost: 0.1, cached: false, nothing: null },
        idempotencyKey: "run-1",
      });
      const bare = makeRun({ address, messages: [] });
      for (const run of [full, bare]) {
        equal(await store.appendRun(run), { item: run, duplicate: false }, "the outcome of a run");
        equal(await store.run(address, run.id), run, "the run");
      }
      const said = makeFeedback({
        address,
        run: { address: { namespace: ["else", "where"], name: "org" }, id: full.id },
        message: "m1",
        score: 0.1,
        revised: "Better.",
        original: "Worse.",
        idempotencyKey: "feedback-1",
      });
      const silent = makeFeedback({ address, comment: null, score: 0 });
      for (const feedback of [said, silent]) {
        const lesson = makeLesson(feedback, { reason: "Because.", attempts: 2 });
        equal(await store.appendFeedback(feedback, lesson), { item: feedback, duplicate: false }, "the outcome");
        equal(await store.feedback(address, feedback.id), feedback, "the feedback");
        equal(await store.lesson(address, lesson.id), lesson, "its lesson");
      }
      equal(await store.record(address), null, "the instructions, which nobody created");
    },
  },
  {
    name: "feedback that comes all at once is kept, and each is told what came of it",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "at once" };
      const earlier = makeFeedback({ address, idempotencyKey: "earlier" });
      await store.appendFeedback(earlier, makeLesson(earlier));
      const fresh = Array.from({ length: 40 }, (_none, index) =>
        makeFeedback({
          address: index % 2 === 0 ? address : { namespace, name: "other" },
          comment: `Comment ${index}.`,
        }),
      );
      const again = makeFeedback({ address, idempotencyKey: "earlier" });
      const other = makeFeedback({ address, idempotencyKey: "earlier", comment: "Another." });
      const append = (feedback: Feedback) => store.appendFeedback(feedback, makeLesson(feedback));
      const refused = refuses("idempotency_conflict", () => append(other), "other content under a key that was used");
      const [repeated, ...kept] = await Promise.all([append(again), ...fresh.map(append)]);
      await refused;
      equal(repeated, { item: earlier, duplicate: true }, "the one that was there");
      for (const [index, feedback] of fresh.entries()) {
        equal(kept[index], { item: feedback, duplicate: false }, "the outcome");
        equal(await store.feedback(feedback.address, feedback.id), feedback, "the feedback");
      }
      equal((await store.lessons(address, ["pending"])).items.length, 21, "the lessons");
    },
  },
  {
    name: "an idempotency key stores once: the same content is a duplicate, other content is refused",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "keys" };
      const run = makeRun({ address, idempotencyKey: KEY });
      await store.appendRun(run);
      const again = makeRun({ address, messages: run.messages, idempotencyKey: KEY });
      equal(await store.appendRun(again), { item: run, duplicate: true }, "the same run again");
      const otherRun = makeRun({ address, messages: [makeMessage("Other.")], idempotencyKey: KEY });
      await refuses("idempotency_conflict", () => store.appendRun(otherRun), "another run with the key");
      equal((await store.runs(address)).items, [run], "the runs");

      const feedback = makeFeedback({ address, idempotencyKey: KEY });
      const lesson = makeLesson(feedback);
      await store.appendFeedback(feedback, lesson);
      const repeated = makeFeedback({ address, idempotencyKey: KEY });
      const outcome = await store.appendFeedback(repeated, makeLesson(repeated));
      equal(outcome, { item: feedback, duplicate: true }, "the same feedback again");
      const other = makeFeedback({ address, idempotencyKey: KEY, comment: "Other." });
      await refuses("idempotency_conflict", () => store.appendFeedback(other, makeLesson(other)), "other feedback");
      equal((await store.lessons(address, null)).items, [lesson], "the lessons");

      const elsewhere = { namespace, name: "other-keys" };
      const apart = makeRun({ address: elsewhere, messages: [makeMessage("Other.")], idempotencyKey: KEY });
      equal((await store.appendRun(apart)).duplicate, false, "the key under other instructions");
      for (const _time of [1, 2]) {
        const keyless = makeRun({ address: elsewhere, messages: run.messages });
        equal((await store.appendRun(keyless)).duplicate, false, "the same content without a key");
      }
    },
  },
  {
    name: "the same id again, as after a lost answer, is a duplicate",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "again" };
      const run = makeRun({ address });
      const feedback = makeFeedback({ address });
      const lesson = makeLesson(feedback);
      for (const duplicate of [false, true]) {
        equal(await store.appendRun(run), { item: run, duplicate }, "the run");
        equal(await store.appendFeedback(feedback, lesson), { item: feedback, duplicate }, "the feedback");
      }
      const other = makeRun({ address, id: run.id, messages: [makeMessage("Other.")] });
      await refuses("idempotency_conflict", () => store.appendRun(other), "other content under the id");
    },
  },
  {
    name: "of many appends with one key at once, one is stored and all are told which",
    needs: ["compareAndSet"],
    async run({ store, namespace, another }) {
      const address = { namespace, name: "race" };
      const stores = [store, await another(), await another()];
      const outcomes = await Promise.all(
        Array.from({ length: 24 }, (_none, index) => {
          const feedback = makeFeedback({ address, idempotencyKey: KEY });
          return (stores[index % 3] ?? store).appendFeedback(feedback, makeLesson(feedback));
        }),
      );
      const first = outcomes.filter(({ duplicate }) => !duplicate);
      equal(first.length, 1, "the number of appends that were first");
      equal(new Set(outcomes.map(({ item }) => item.id)).size, 1, "the number of different items given back");
      const lessons = (await store.lessons(address, null)).items;
      equal(
        lessons.map(({ feedbackId }) => feedbackId),
        [first[0]?.item.id],
        "the lessons",
      );
    },
  },
  {
    name: "the first answer to a request is kept, per reflection",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "answers" };
      await store.putAnswer(address, "r1", "hash", "One.\n");
      await store.putAnswer(address, "r1", "hash", "Two.");
      await store.putAnswer(address, "r2", "hash", "Three.");
      equal(await store.answer(address, "r1", "hash"), "One.\n", "the answer");
      equal(await store.answer(address, "r2", "hash"), "Three.", "the same request of another reflection");
      equal(await store.answer(address, "r1", "other"), null, "another request");
      equal(await store.answer({ namespace, name: "other" }, "r1", "hash"), null, "other instructions");
    },
  },
  {
    name: "calls of models come back as they were given, newest first, and are stored once",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "calls" };
      const calls = [
        makeCall({ address }),
        makeCall({ address, purpose: "judge", reflectionId: null, strategy: null, estimated: true }),
        makeCall({ address, purpose: "attribution", outputTokens: 0, error: "model_timeout" }),
      ];
      for (const call of calls) await store.appendCall(call);
      for (const call of calls) await store.appendCall({ ...call, outputTokens: 1_000_000 });
      equal((await store.calls(address)).items, calls.toReversed(), "the calls");
      equal(await collect((page) => store.calls(address, page), 2), calls.toReversed(), "the calls in pages");
      equal((await store.calls({ namespace, name: "other" })).items, [], "those of other instructions");
      equal(await store.record(address), null, "the instructions, which nothing made");
    },
  },
  {
    name: "evidence is found by block, oldest first, and stored once",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const of = (blockId: string, evidence: Evidence) => makeEvidence({ blockId, evidence });
      const source = { source: "user", lessonId: "l1" } as const;
      const place = { in: "feedback", feedbackId: "f1", field: "comment" } as const;
      const spoken = { in: "run", runId: "r1", messageId: "m1", part: 0 } as const;
      const records = [
        makeEvidence({ blockId: "b1" }),
        of("b2", { kind: "quote", place, start: 0, end: 3, snippet: "No…", ...source }),
        of("b1", { kind: "quote", place: spoken, start: 1, end: 2, snippet: "é", ...source }),
        of("b1", { kind: "revision", feedbackId: "f1", removed: "#x", added: "", ...source }),
        { ...of("b3", { kind: "score", feedbackId: "f1", score: 0.25, ...source }), by: null },
      ];
      const only = (...blocks: string[]) => records.filter(({ blockId }) => blocks.includes(blockId));
      await store.commit({ address, evidence: records.slice(2) });
      await store.commit({ address, evidence: records.slice(0, 3) });
      equal(await store.evidence(address, ["b1"]), only("b1"), "the evidence of one block");
      equal(await store.evidence(address, ["b3", "b2", "b9"]), only("b2", "b3"), "the evidence of several");
      const many = Array.from({ length: 1500 }, (_none, index) => makeEvidence({ blockId: `many${index}` }));
      await store.commit({ address, evidence: many });
      const found = await store.evidence(
        address,
        many.map(({ blockId }) => blockId),
      );
      equal(found, many, "the evidence of many blocks");
    },
  },
  {
    name: "proposals come back as they were given, newest first and by state",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const by = { id: "ana", role: "reviewer" } as const;
      const written: Evidence = { kind: "authorship", by, source: by.role, lessonId: null };
      const support = { block: "b1", evidence: [written] };
      const full = makeProposal({
        address,
        edits: [{ kind: "remove", block: "b1", evidence: [written] }],
        supports: [support],
        text: "Whole.",
        screens: [{ screen: "empty", verdict: "hold", message: "Look.", edit: 0, needs: "operator" }],
        gate: { status: "inconclusive", message: "No cases." },
        usage: { calls: 1, inputTokens: 2, outputTokens: 3 },
        strategy: "literal",
        reflectionId: makeId(),
        seed: "Seed.",
        lessonIds: ["l1", "l2"],
      });
      const stale = makeProposal({ address, state: "stale" });
      await store.commit({ address, newProposals: [full, stale] });
      equal((await store.proposals(address, null)).items, [stale, full], "all");
      equal((await store.proposals(address, ["open", "refused"])).items, [full], "the open ones");
      equal((await store.proposals(address, [])).items, [], "those in no state");
      equal(await store.proposal(address, full.id), full, "by address and id");
    },
  },
  {
    name: "a proposal is found by its id alone",
    needs: ["listing"],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const proposal = makeProposal({ address });
      await store.commit({ address, newProposals: [makeProposal({ address }), proposal] });
      equal(await store.findProposal(proposal.id), proposal, "the proposal");
      equal(await store.findProposal(makeId()), null, "an id that nobody has");
    },
  },
];
