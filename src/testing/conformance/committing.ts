/** Conformance: one commit is one step, all or nothing, and only on the head that it was made for. */
import type { Change, CommitOutcome } from "../../core/ports/store.js";
import type { Version } from "../../core/version.js";
import {
  makeEvidence,
  makeFeedback,
  makeId,
  makeLesson,
  makeProposal,
  makeRecord,
  makeReflection,
  makeVersion,
} from "../builders.js";
import { begin, collect, type ConformanceCase } from "./case.js";
import { equal, present } from "./check.js";

/** The conflict, or null. */
const conflictOf = (outcome: CommitOutcome) => (outcome.status === "conflict" ? outcome.conflict : null);

const LATER = "2025-02-02T02:02:02.000Z";
const applied = {
  state: "applied",
  reason: "Applied.",
  attempts: 1,
  proposalId: null,
  version: 2,
  updatedAt: LATER,
} as const;
const decision = { by: { id: "ana", role: "reviewer" }, at: LATER, reason: "Good.", version: 2 } as const;

export const committing: readonly ConformanceCase[] = [
  {
    name: "a step changes version, label, lessons, proposals, evidence, reflection and seeds together",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const feedback = makeFeedback({ address });
      const lesson = makeLesson(feedback);
      const waiting = makeProposal({ address, lessonIds: [lesson.id] });
      const fresh = makeProposal({ address, state: "accepted", decision });
      await store.appendFeedback(feedback, lesson);
      equal(conflictOf(await store.commit({ address, newProposals: [waiting] })), null, "storing a proposal");

      const version = makeVersion({ after: first, text: "Two.", reflectionId: makeId(), proposalId: waiting.id });
      const evidence = makeEvidence({ version: 2, proposalId: waiting.id });
      const reflection = makeReflection({ address, version: 2, status: "accepted" });
      const outcome = await store.commit({
        address,
        expectHead: 1,
        version,
        labels: [
          { label: "production", from: 1, to: 2 },
          { label: "previous", from: null, to: 1 },
        ],
        newProposals: [fresh],
        proposals: [{ id: waiting.id, from: ["open"], to: { state: "accepted", decision } }],
        lessons: [{ id: lesson.id, from: ["pending", "reserved"], to: applied }],
        evidence: [evidence],
        reflection,
        seed: "A new seed.",
        offeredSeed: "hash-of-it",
      });
      const record = present(await store.record(address), "the record");
      equal(outcome, { status: "committed", record }, "the outcome");
      equal(record.head, 2, "the head");
      equal(record.labels, { production: 2, previous: 1 }, "the labels");
      equal([record.seed, record.offeredSeeds], ["A new seed.", ["hash-of-it"]], "the seeds");
      equal(await store.read(address, "production"), { record, version }, "read");
      equal(await store.lesson(address, lesson.id), { ...lesson, ...applied }, "the lesson");
      equal(await store.proposal(address, waiting.id), { ...waiting, state: "accepted", decision }, "the proposal");
      equal(await store.proposal(address, fresh.id), fresh, "the new proposal");
      equal(await store.evidence(address, ["b1"]), [evidence], "the evidence");
      equal((await store.reflections(address)).items, [reflection], "the reflection");
      equal((await store.versions(address)).items, [version, first], "the versions");
    },
  },
  {
    name: "a version that does not follow the head conflicts",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const second = makeVersion({ after: first, text: "Two." });
      equal(conflictOf(await store.commit({ address, expectHead: 1, version: second })), null, "version 2");
      const third = { after: second, text: "Three." };
      const wrong: [string, Omit<Change, "address">][] = [
        ["the head expected is older", { expectHead: 1, version: makeVersion(third) }],
        ["the head expected is newer", { expectHead: 3, version: makeVersion(third) }],
        ["its number is taken", { expectHead: 2, version: makeVersion({ after: first, text: "Other." }) }],
        ["its number leaves a gap", { expectHead: 2, version: makeVersion({ ...third, number: 4 }) }],
        ["its parent is another", { expectHead: 2, version: makeVersion({ ...third, parent: 1 }) }],
        ["its parent hash is another", { expectHead: 2, version: makeVersion({ ...third, parentHash: first.hash }) }],
        ["only a label moves, on another head", { expectHead: 1, labels: [{ label: "x", to: 1 }] }],
      ];
      for (const [what, change] of wrong) equal(conflictOf(await store.commit({ address, ...change })), "head", what);
      equal((await store.versions(address)).items, [second, first], "the versions");
      equal((await store.record(address))?.labels, { production: 1 }, "the labels");
    },
  },
  {
    name: "of commits that expect the same head one wins, round after round",
    needs: ["compareAndSet"],
    async run(context) {
      const { store, another } = context;
      const { address, first } = await begin(context);
      const stores = [store, await another(), await another(), await another()];
      let head = first;
      for (let round = 0; round < 8; round += 1) {
        const tries = Array.from({ length: 12 }, (_none, index) =>
          makeVersion({ after: head, text: `Round ${round}, writer ${index}.` }),
        );
        const outcomes = await Promise.all(
          tries.map((version, index) =>
            (stores[index % stores.length] ?? store).commit({ address, expectHead: head.number, version }),
          ),
        );
        const won = tries.filter((_version, index) => outcomes[index]?.status === "committed");
        equal(won.length, 1, `the number of winners in round ${round}`);
        equal(outcomes.filter((outcome) => conflictOf(outcome) === "head").length, 11, "the number of conflicts");
        head = present(won[0], "the winner");
        equal(await store.version(address, head.number), head, "the version that is stored");
      }
      equal((await store.record(address))?.head, 9, "the head");
    },
  },
  {
    name: "of many who move a label from one place, or decide on one lesson or proposal, one does",
    needs: ["compareAndSet"],
    async run(context) {
      const { store, another } = context;
      const { address, first } = await begin(context);
      await store.commit({ address, expectHead: 1, version: makeVersion({ after: first }) });
      const stores = [store, await another(), await another(), await another()];
      const race = async (change: (index: number) => Omit<Change, "address">) => {
        const outcomes = await Promise.all(
          Array.from({ length: 12 }, (_none, index) =>
            (stores[index % stores.length] ?? store).commit({ address, ...change(index) }),
          ),
        );
        return outcomes.map((outcome) => conflictOf(outcome) ?? "won");
      };
      const one = (loss: string) => ["won", ...Array.from({ length: 11 }, () => loss)];
      const inOrder = (outcomes: readonly string[]) => outcomes.toSorted((a, b) => (a > b ? -1 : 1));
      for (let round = 0; round < 4; round += 1) {
        const [from, to] = round % 2 === 0 ? [1, 2] : [2, 1];
        const moved = await race(() => ({ labels: [{ label: "production", from, to }] }));
        equal(inOrder(moved), one("label"), `moving a label in round ${round}`);
        const feedback = makeFeedback({ address });
        const lesson = makeLesson(feedback);
        await store.appendFeedback(feedback, lesson);
        const taken = await race((index) => ({
          lessons: [{ id: lesson.id, from: ["pending"], to: { ...applied, reason: `By ${index}.` } }],
        }));
        equal(inOrder(taken), one("lesson"), `taking a lesson in round ${round}`);
        const proposal = makeProposal({ address });
        await store.commit({ address, newProposals: [proposal] });
        const decided = await race((index) => ({
          proposals: [
            {
              id: proposal.id,
              from: ["open"],
              to: { state: "rejected", decision: { ...decision, reason: `${index}` } },
            },
          ],
        }));
        equal(inOrder(decided), one("proposal"), `deciding on a proposal in round ${round}`);
      }
    },
  },
  {
    name: "a reflection takes effect once, whatever the head is when it is tried again",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const reflectionId = makeId();
      const second = makeVersion({ after: first, text: "Two.", reflectionId });
      const third = makeVersion({ after: second, text: "Three.", reflectionId });
      const attempt = async (expectHead: number, version: Version) =>
        conflictOf(await store.commit({ address, expectHead, version }));
      equal(await attempt(1, second), null, "the first time");
      equal(await attempt(1, second), "reflection", "the same again");
      equal(await attempt(2, third), "reflection", "on the new head");
      equal((await store.record(address))?.head, 2, "the head");
      const elsewhere = await begin(context, "another");
      const other = makeVersion({ after: elsewhere.first, reflectionId });
      const outcome = await store.commit({ address: elsewhere.address, expectHead: 1, version: other });
      equal(conflictOf(outcome), null, "the same reflection id under other instructions");
    },
  },
  {
    name: "labels move only from where they are said to be, and only to versions that exist",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const move = async (label: string, to: number, from?: number | null) =>
        conflictOf(await store.commit({ address, labels: [from === undefined ? { label, to } : { label, to, from }] }));
      equal(await move("staging", 1, null), null, "a new label");
      equal(await move("staging", 1, null), "label", "a label that is no longer new");
      equal(await move("production", 1, 2), "label", "a label that is elsewhere");
      equal(await move("beta", 1, 1), "label", "a label that does not exist");
      equal(await move("staging", 2, 1), "label", "to a version that does not exist");
      equal(await move("staging", 0), "label", "to version 0");
      await store.commit({ address, version: makeVersion({ after: first }), expectHead: 1 });
      equal(await move("staging", 2), null, "wherever it is");
      equal(await move("beta", 1), null, "wherever it is, if anywhere");
      equal((await store.record(address))?.labels, { production: 1, staging: 2, beta: 1 }, "the labels");
    },
  },
  {
    name: "lessons and proposals change only from the states they must be in",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const feedback = makeFeedback({ address });
      const lesson = makeLesson(feedback);
      await store.appendFeedback(feedback, lesson);
      const proposal = makeProposal({ address });
      const take = async (change: Partial<Change>) => conflictOf(await store.commit({ address, ...change }));
      equal(await take({ newProposals: [proposal] }), null, "a new proposal");
      equal(await take({ newProposals: [makeProposal({ address, id: proposal.id })] }), "proposal", "its id again");
      const unknown = { id: makeId(), from: ["pending"], to: applied } as const;
      equal(await take({ lessons: [unknown] }), "lesson", "a lesson that does not exist");
      equal(await take({ lessons: [{ ...unknown, id: lesson.id, from: ["reserved"] }] }), "lesson", "another state");
      equal(await take({ lessons: [{ ...unknown, id: lesson.id }] }), null, "the state it is in");
      equal(await take({ lessons: [{ ...unknown, id: lesson.id }] }), "lesson", "the state it was in");
      const rejected = { state: "rejected", decision: { ...decision, version: null } } as const;
      const reject = { id: proposal.id, from: ["open"], to: rejected } as const;
      equal(await take({ proposals: [{ ...reject, id: makeId() }] }), "proposal", "a proposal that does not exist");
      equal(await take({ proposals: [{ ...reject, from: ["stale", "refused"] }] }), "proposal", "another state");
      equal(await take({ proposals: [reject] }), null, "the state it is in");
      equal(await take({ proposals: [reject] }), "proposal", "the state it was in");
      equal(await store.lesson(address, lesson.id), { ...lesson, ...applied }, "the lesson");
      equal(await store.proposal(address, proposal.id), { ...proposal, ...rejected }, "the proposal");
      const elsewhere = await begin(context, "another");
      const foreign = { ...unknown, id: lesson.id, from: ["applied"] } as const;
      const outcome = await store.commit({ address: elsewhere.address, lessons: [foreign] });
      equal(conflictOf(outcome), "lesson", "a lesson of other instructions");
    },
  },
  {
    name: "a conflict in any part leaves everything as it was",
    needs: ["transactions"],
    async run(context) {
      const { store, namespace } = context;
      const { address, first } = await begin(context);
      const feedback = makeFeedback({ address });
      const lesson = makeLesson(feedback);
      await store.appendFeedback(feedback, lesson);
      const waiting = makeProposal({ address });
      await store.commit({ address, newProposals: [waiting] });
      const whole = {
        address,
        expectHead: 1,
        version: makeVersion({ after: first, text: "Two." }),
        labels: [{ label: "production", from: 1, to: 2 }],
        newProposals: [makeProposal({ address })],
        proposals: [{ id: waiting.id, from: ["open"], to: { state: "accepted", decision } }],
        lessons: [{ id: lesson.id, from: ["pending"], to: applied }],
        evidence: [makeEvidence({ version: 2 })],
        reflection: makeReflection({ address }),
        seed: "A new seed.",
        offeredSeed: "hash",
      } as const satisfies Change;
      const everything = async () => [
        await store.record(address),
        await store.versions(address),
        await store.lessons(address, null),
        await store.proposals(address, null),
        await store.evidence(address, ["b1"]),
        await store.reflections(address),
      ];
      const before = await everything();
      const spoilt: [string, Change][] = [
        ["head", { ...whole, expectHead: 5 }],
        ["head", { ...whole, version: makeVersion({ after: first, number: 3 }) }],
        ["label", { ...whole, labels: [...whole.labels, { label: "x", from: 9, to: 1 }] }],
        ["proposal", { ...whole, newProposals: [...whole.newProposals, makeProposal({ address, id: waiting.id })] }],
        ["proposal", { ...whole, proposals: [...whole.proposals, { ...whole.proposals[0], from: ["stale"] }] }],
        ["lesson", { ...whole, lessons: [...whole.lessons, { ...whole.lessons[0], id: makeId() }] }],
      ];
      for (const [conflict, change] of spoilt) {
        equal(conflictOf(await store.commit(change)), conflict, `a conflict in the ${conflict}`);
        equal(await everything(), before, `what is there after a conflict in the ${conflict}`);
      }
      const unborn = { namespace, name: "new" };
      const create = makeRecord({ address: unborn });
      const version = makeVersion({ address: unborn, number: 2 });
      const outcome = await store.commit({ address: unborn, create, version });
      equal(conflictOf(outcome), "head", "creating with a wrong version");
      equal(await store.record(unborn), null, "what was not created");
      equal(conflictOf(await store.commit(whole)), null, "the whole without a fault");
    },
  },
  {
    name: "offered seeds are kept once each, in order",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      for (const offeredSeed of ["one", "two", "one"]) await store.commit({ address, offeredSeed });
      const record = present(await store.record(address), "the record");
      equal(record.offeredSeeds, ["one", "two"], "the offered seeds");
      equal(record.seed, "Write a tweet.", "the seed");
    },
  },
  {
    name: "a reflection is stored, then put in place of itself, and listed newest first",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const [older, newer] = [makeReflection({ address, status: "failed" }), makeReflection({ address })];
      const failed = { ...older, error: { code: "model_timeout", message: "Too slow." } };
      const mended = { ...older, status: "accepted", version: 1, lessonIds: ["a", "b"] } as const;
      for (const reflection of [failed, newer]) await store.commit({ address, reflection });
      equal(await collect((page) => store.reflections(address, page), 1), [newer, failed], "the reflections");
      await store.commit({ address, reflection: mended });
      equal(await collect((page) => store.reflections(address, page), 1), [newer, mended], "the reflections after");
    },
  },
];
