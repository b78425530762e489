/** Conformance: what waits is listed, and of many who would reflect on it one at a time may. */
import type { Address } from "../../core/address.js";
import type { ClaimFailure } from "../../core/claim.js";
import type { LessonState } from "../../core/feedback.js";
import { makeFeedback, makeLesson } from "../builders.js";
import { begin, collect, type ConformanceCase, type ConformanceContext } from "./case.js";
import { equal } from "./check.js";

const at = (minute: number): string => new Date(Date.UTC(2025, 0, 1, 0, minute)).toISOString();

const FAILURE: ClaimFailure = {
  at: at(2),
  failures: 2,
  code: "model_timeout",
  message: "The model's 5 minutes are over: “é”, 👩‍🚀.",
  nextTry: at(7),
};

async function teach({ store }: ConformanceContext, address: Address, state: LessonState, minute: number) {
  const feedback = makeFeedback({ address, createdAt: at(minute) });
  const lesson = makeLesson(feedback, { state, createdAt: at(minute) });
  await store.appendFeedback(feedback, lesson);
  return lesson;
}

export const claiming: readonly ConformanceCase[] = [
  {
    name: "a claim is held by one at a time, until it ends or is given back",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "claimed" };
      const mine = { holder: "a", since: at(0), until: at(5), failure: null };
      equal(await store.claim(address, { holder: "a", at: at(0), until: at(5) }), mine, "the first claim");
      equal(await store.claim(address, { holder: "b", at: at(1), until: at(6) }), null, "a claim of somebody else's");
      const kept = { ...mine, since: at(2), until: at(7) };
      equal(await store.claim(address, { holder: "a", at: at(2), until: at(7) }), kept, "a claim that is kept");
      equal(await store.claim(address, { holder: "b", at: at(6), until: at(9) }), null, "before the end it has now");
      await store.release(address, "b", FAILURE);
      equal(await store.claim(address, { holder: "b", at: at(6), until: at(9) }), null, "after a release by another");
      const taken = { holder: "b", since: at(7), until: at(9), failure: null };
      equal(await store.claim(address, { holder: "b", at: at(7), until: at(9) }), taken, "a claim that had ended");
      await store.release(address, "b", null);
      const again = { holder: "a", since: at(8), until: at(9), failure: null };
      equal(await store.claim(address, { holder: "a", at: at(8), until: at(9) }), again, "one that was given back");
      const other = { namespace, name: "claimed2" };
      equal(await store.claim(other, { holder: "b", at: at(8), until: at(9) }), { ...again, holder: "b" }, "another's");
    },
  },
  {
    name: "a failure stays in the claim until a release without one",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "failing" };
      await store.claim(address, { holder: "a", at: at(0), until: at(5) });
      await store.release(address, "a", FAILURE);
      const second = { holder: "b", since: at(3), until: at(5), failure: FAILURE };
      equal(
        await store.claim(address, { holder: "b", at: at(3), until: at(5) }),
        second,
        "the failure of the last try",
      );
      await store.release(address, "b", null);
      const third = { holder: "b", since: at(4), until: at(5), failure: null };
      equal(await store.claim(address, { holder: "b", at: at(4), until: at(5) }), third, "after it went well");
    },
  },
  {
    name: "of many claims at once one is granted",
    needs: ["compareAndSet"],
    async run({ namespace, another }) {
      const stores = await Promise.all(Array.from({ length: 4 }, () => another()));
      for (const round of ["1", "2", "3", "4", "5"]) {
        const address = { namespace, name: `race-${round}` };
        const claims = stores.flatMap((store, number) =>
          ["x", "y", "z"].map((letter) =>
            store.claim(address, { holder: `${letter}${number}`, at: at(0), until: at(5) }),
          ),
        );
        const granted = await Promise.all(claims);
        equal(granted.filter((claim) => claim !== null).length, 1, "claims that were granted");
      }
    },
  },
  {
    name: "the backlog holds what is pending or parked, and who is at it",
    needs: ["listing"],
    async run(context) {
      const { store, namespace } = context;
      const { address: known } = await begin({ store, namespace }, "known");
      const overlay = { namespace: [...namespace, "u", "1"], name: "known" };
      const neighbour = { namespace: [...namespace, "u", "12"], name: "known" };
      const done = { namespace, name: "done" };
      const parked = { namespace, name: "parked" };
      await teach(context, known, "pending", 3);
      const older = await teach(context, known, "pending", 1);
      await teach(context, known, "pending", 2);
      await teach(context, known, "parked", 0);
      await teach(context, known, "applied", 9);
      await teach(context, overlay, "pending", 4);
      await teach(context, neighbour, "pending", 5);
      await teach(context, done, "dismissed", 6);
      await teach(context, parked, "parked", 7);
      await store.claim(known, { holder: "a", at: at(8), until: at(9) });
      await store.claim(overlay, { holder: "a", at: at(0), until: at(5) });
      await store.release(overlay, "a", FAILURE);
      await store.claim(done, { holder: "a", at: at(8), until: at(9) });

      const known3 = {
        address: known,
        pending: 3,
        parked: 1,
        oldest: at(1),
        newest: at(3),
        claim: { holder: "a", since: at(8), until: at(9), failure: null },
      };
      const parked1 = { address: parked, pending: 0, parked: 1, oldest: null, newest: null, claim: null };
      const overlay1 = {
        address: overlay,
        pending: 1,
        parked: 0,
        oldest: at(4),
        newest: at(4),
        claim: { holder: null, since: null, until: null, failure: FAILURE },
      };
      const neighbour1 = {
        address: neighbour,
        pending: 1,
        parked: 0,
        oldest: at(5),
        newest: at(5),
        claim: null,
      };
      const all = [known3, parked1, overlay1, neighbour1];
      equal((await store.backlog(namespace)).items, all, "the backlog by address");
      for (const limit of [1, 2, 3]) {
        equal(await collect((page) => store.backlog(namespace, page), limit), all, `the backlog in pages of ${limit}`);
      }
      equal((await store.backlog([...namespace, "u", "1"])).items, [overlay1], "the backlog of one namespace");

      const { attempts, proposalId, version, updatedAt } = older;
      const to = { state: "dismissed", reason: "Enough.", attempts, proposalId, version, updatedAt } as const;
      await store.commit({ address: known, lessons: [{ id: older.id, from: ["pending"], to }] });
      const [first] = (await store.backlog(namespace, { limit: 1 })).items;
      equal([first?.pending, first?.oldest], [2, at(2)], "the backlog after a decision");
    },
  },
  {
    name: "a claim and what it says survive a new start",
    needs: ["durable"],
    async run({ store, namespace, reopen }) {
      const address = { namespace, name: "kept" };
      await store.claim(address, { holder: "a", at: at(0), until: at(5) });
      await store.release(address, "a", FAILURE);
      const again = await reopen();
      const claim = { holder: "b", since: at(3), until: at(5), failure: FAILURE };
      equal(await again.claim(address, { holder: "b", at: at(3), until: at(5) }), claim, "the claim after a new start");
    },
  },
];
