/** Conformance: how instructions come into being, and what reads as missing. */
import { makeRecord, makeVersion } from "../builders.js";
import { begin, type ConformanceCase } from "./case.js";
import { equal } from "./check.js";

export const creating: readonly ConformanceCase[] = [
  {
    name: "what is missing reads as null or empty",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "nothing" };
      const empty = { items: [], next: null };
      equal(await store.record(address), null, "record");
      equal(await store.read(address, "production"), null, "read");
      equal(await store.version(address, 1), null, "version");
      equal(await store.versions(address), empty, "versions");
      equal(await store.run(address, "r"), null, "run");
      equal(await store.runs(address), empty, "runs");
      equal(await store.feedback(address, "f"), null, "feedback");
      equal(await store.lesson(address, "l"), null, "lesson");
      equal(await store.lessons(address, null), empty, "lessons");
      equal(await store.proposal(address, "p"), null, "proposal");
      equal(await store.proposals(address, ["open"]), empty, "proposals");
      equal(await store.evidence(address, ["b1"]), [], "evidence");
      equal(await store.evidence(address, []), [], "evidence of no block");
      equal(await store.reflections(address), empty, "reflections");
      equal(await store.answer(address, "x", "y"), null, "answer");
      equal(await store.calls(address), empty, "calls");
    },
  },
  {
    name: "instructions and version 1 come into being together",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const record = makeRecord({ address });
      equal(await store.record(address), record, "record");
      equal(await store.read(address, "production"), { record, version: first }, "read");
      equal(await store.read(address, "staging"), null, "read by a label that does not exist");
      if (store.readText) {
        equal(await store.readText(address, "production"), { number: 1, text: first.text }, "the text alone");
        equal(await store.readText(address, "staging"), null, "the text by a label that does not exist");
      }
      equal(await store.version(address, 1), first, "version 1");
      for (const number of [0, 2, -1]) equal(await store.version(address, number), null, `version ${number}`);
    },
  },
  {
    name: "an overlay begins without a version and gets its first later",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "overlay" };
      const bare = { address, overlay: true, owner: "ana", head: 0, labels: {}, seed: null };
      const create = makeRecord(bare);
      equal(await store.commit({ address, create }), { status: "committed", record: create }, "creating");
      equal(await store.record(address), create, "record");
      equal(await store.read(address, "production"), null, "read before the first version");
      const version = makeVersion({ address });
      const labels = [{ label: "production", to: 1, from: null }];
      const record = makeRecord({ ...bare, head: 1, labels: { production: 1 } });
      const outcome = await store.commit({ address, expectHead: 0, version, labels });
      equal(outcome, { status: "committed", record }, "the first version");
      equal(await store.read(address, "production"), { record, version }, "read");
    },
  },
  {
    name: "creating what exists conflicts and changes nothing",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      const create = makeRecord({ address, seed: "Another seed.", templateFormat: "fstring" });
      const version = makeVersion({ address, text: "Another seed." });
      const record = makeRecord({ address });
      const outcome = await store.commit({ address, create, version });
      equal(outcome, { status: "conflict", conflict: "exists", record }, "creating again");
      equal(await store.read(address, "production"), { record, version: first }, "read");
    },
  },
  {
    name: "what does not exist cannot be changed",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "nothing" };
      const missing = { status: "conflict", conflict: "missing", record: null };
      equal(await store.commit({ address, version: makeVersion({ address }), expectHead: 0 }), missing, "a version");
      equal(await store.commit({ address, labels: [{ label: "production", to: 1 }] }), missing, "a label");
      equal(await store.version(address, 1), null, "version 1");
    },
  },
  {
    name: "of many who create at once, one does",
    needs: ["compareAndSet"],
    async run({ store, namespace, another }) {
      const address = { namespace, name: "cold-start" };
      const stores = [store, await another(), await another()];
      const outcomes = await Promise.all(
        Array.from({ length: 24 }, async (_none, index) => {
          const text = `Seed ${index}.`;
          const create = makeRecord({ address, seed: text });
          return (stores[index % 3] ?? store).commit({ address, create, version: makeVersion({ address, text }) });
        }),
      );
      const winners = outcomes.filter((outcome) => outcome.status === "committed");
      equal(winners.length, 1, "the number of creators who succeeded");
      const losers = outcomes.filter((outcome) => outcome.status === "conflict" && outcome.conflict === "exists");
      equal(losers.length, 23, "the number of creators who were told that it exists");
      const read = await store.read(address, "production");
      equal(read?.version.text, winners[0]?.record?.seed, "the text that is in force");
      for (const outcome of losers) equal(outcome.record, read?.record, "the record that a loser is given");
    },
  },
];
