/** Conformance: cases are made and retired in one step with the version that does it, and listed by their state. */
import type { Case } from "../../core/case.js";
import type { Change, CommitOutcome } from "../../core/ports/store.js";
import { makeCase, makeId, makeMessage, makeProposal, makeVersion } from "../builders.js";
import { begin, collect, type ConformanceCase } from "./case.js";
import { equal } from "./check.js";

const conflictOf = (outcome: CommitOutcome) => (outcome.status === "conflict" ? outcome.conflict : null);

const retired = {
  state: "retired",
  reason: "Version 2 took its rule away.",
  retiredIn: 2,
  updatedAt: "2025-02-02T02:02:02.000Z",
} as const;

export const cases: readonly ConformanceCase[] = [
  {
    name: "cases are kept as they are, and listed oldest first, by state and in pages",
    needs: [],
    async run(context) {
      const { store, namespace } = context;
      equal(await store.cases({ namespace, name: "nowhere" }, null), { items: [], next: null }, "cases of nothing");
      const { address } = await begin(context);
      const made: Case[] = [
        makeCase({ address }),
        makeCase({
          address,
          rule: null,
          lessonId: makeId(),
          feedbackId: makeId(),
          metadata: { paper: 7, "ä/b": null },
        }),
        makeCase({
          address,
          ...retired,
          run: { address: { namespace: [...namespace, "x"], name: "y" }, id: makeId() },
        }),
        makeCase({
          address,
          rule: { block: "b9", text: 'Say "é", not\r\n"e\u0301" 👩‍🚀.' },
          by: { id: "uma", role: "user" },
          messages: [makeMessage("Hi."), makeMessage("Yes?", "assistant"), makeMessage("👩‍🚀\r\n\u0001")],
          check: {
            kind: "all",
            checks: [
              { kind: "jsonSchema", schema: { type: "object" } },
              { kind: "judge", rubric: "?" },
            ],
          },
        }),
      ];
      // In two steps, and not in order: the order of ids is the order of the list.
      await store.commit({ address, newCases: made.slice(2) });
      await store.commit({ address, newCases: made.slice(0, 2) });
      const list = (states: readonly Case["state"][] | null, limit: number) =>
        collect((page) => store.cases(address, states, page), limit);
      for (const limit of [1, 3, 100]) {
        equal(await list(null, limit), made, `all cases by ${limit}`);
        equal(await list(["active", "retired"], limit), made, `cases of both states by ${limit}`);
        equal(await list(["active"], limit), [made[0], made[1], made[3]], `active cases by ${limit}`);
        equal(await list(["retired"], limit), [made[2]], `retired cases by ${limit}`);
      }
      const elsewhere = await begin(context, "another");
      equal((await store.cases(elsewhere.address, null)).items, [], "cases of other instructions");
    },
  },
  {
    name: "cases change only from the states they must be in",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const one = makeCase({ address });
      const take = async (change: Partial<Change>) => conflictOf(await store.commit({ address, ...change }));
      const retire = { id: one.id, from: ["active"], to: retired } as const;
      equal(await take({ newCases: [one] }), null, "a new case");
      equal(await take({ newCases: [makeCase({ address, id: one.id })] }), "case", "its id again");
      equal(await take({ cases: [{ ...retire, id: makeId() }] }), "case", "a case that does not exist");
      equal(await take({ cases: [{ ...retire, from: ["retired"] }] }), "case", "another state");
      equal(await take({ cases: [retire] }), null, "the state it is in");
      equal((await store.cases(address, null)).items, [{ ...one, ...retired }], "the retired case");
      equal(await take({ cases: [retire] }), "case", "the state it was in");
      const active = { ...retired, state: "active", reason: null, retiredIn: null } as const;
      equal(await take({ cases: [{ id: one.id, from: ["active", "retired"], to: active }] }), null, "back again");
      equal((await store.cases(address, ["active"])).items, [{ ...one, ...active }], "the case that is back");
      const elsewhere = await begin(context, "another");
      const outcome = await store.commit({ address: elsewhere.address, cases: [retire] });
      equal(conflictOf(outcome), "case", "a case of other instructions");
    },
  },
  {
    name: "cases are made and retired with the version, or not at all",
    needs: ["transactions"],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const old = makeCase({ address });
      await store.commit({ address, newCases: [old] });
      const fresh = makeCase({ address });
      const whole = {
        address,
        expectHead: 1,
        version: makeVersion({ after: first, text: "Two." }),
        newCases: [fresh],
        cases: [{ id: old.id, from: ["active"], to: retired }],
      } as const satisfies Change;
      const gone = { ...whole.cases[0], id: makeId() };
      const spoilt: [string, Change][] = [
        ["case", { ...whole, newCases: [fresh, makeCase({ address, id: old.id })] }],
        ["case", { ...whole, newCases: [fresh, fresh] }],
        ["case", { ...whole, cases: [...whole.cases, gone] }],
        ["head", { ...whole, expectHead: 2 }],
      ];
      for (const [conflict, change] of spoilt) {
        equal(conflictOf(await store.commit(change)), conflict, `a conflict in the ${conflict}`);
        equal((await store.cases(address, null)).items, [old], `the cases after a conflict in the ${conflict}`);
        equal((await store.record(address))?.head, 1, `the head after a conflict in the ${conflict}`);
      }
      equal(conflictOf(await store.commit(whole)), null, "the whole without a fault");
      equal((await store.cases(address, null)).items, [{ ...old, ...retired }, fresh], "the cases");
    },
  },
  {
    name: "what the gate said is put in place of what it said before, where it is given",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      const tally = { passed: 3, failed: 1, inconclusive: 0 };
      const line = {
        caseId: makeId(),
        rule: "Be brief.",
        own: false,
        before: tally,
        after: tally,
        flip: "same",
      } as const;
      const gate = {
        status: "passed",
        message: "Of 1 case none got worse.",
        cases: [{ ...line, reason: "Yes." }],
      } as const;
      const [kept, judged] = [makeProposal({ address, gate }), makeProposal({ address })];
      await store.commit({ address, newProposals: [kept, judged] });
      equal(await store.proposal(address, kept.id), kept, "a proposal with a flip table");
      const decision = { by: kept.by, at: retired.updatedAt, reason: null, version: 1 };
      const to = { state: "accepted", decision } as const;
      await store.commit({
        address,
        proposals: [
          { id: kept.id, from: ["open"], to },
          { id: judged.id, from: ["open"], to: { ...to, gate } },
        ],
      });
      equal(await store.proposal(address, kept.id), { ...kept, ...to }, "the proposal that was not judged again");
      equal(await store.proposal(address, judged.id), { ...judged, ...to, gate }, "the proposal that was judged again");
    },
  },
];
