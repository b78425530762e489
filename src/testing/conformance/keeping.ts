/** Conformance: texts are kept byte for byte, reads are copies, and data outlives the handle. */
import { type Address, addressKey } from "../../core/address.js";
import type { Store } from "../../core/ports/store.js";
import { verifyChain } from "../../core/version.js";
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
} from "../builders.js";
import { begin, type ConformanceCase } from "./case.js";
import { equal, present, refuses } from "./check.js";

/** White space at the edges, every line end, text that looks like JSON, SQL or a number, all planes of Unicode. */
const TEXTS = [
  "",
  " ",
  "\n",
  "\r\n",
  "  two  \r\n lines\t\n",
  "\uFEFFmark",
  "e\u0301 is not é",
  "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u{10FFFF}",
  "مرحبا ‏ שלום",
  "'; drop table runs; --",
  '{"a":1}',
  "null",
  "007",
  "1e3",
  "\u0001\u001F\u007F\u0085\u2028\u2029",
  "{{x}} {y} \\n \\u0041",
];

export const keeping: readonly ConformanceCase[] = [
  {
    name: "texts are kept byte for byte, wherever they are",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address, first } = await begin(context);
      let head = first;
      for (const text of TEXTS) {
        head = await roundTrip(store, address, head, text);
      }
    },
  },
  {
    name: "a large text is kept byte for byte",
    needs: [],
    async run(context) {
      const { store, largeText } = context;
      const { address, first } = await begin(context);
      const line = "Zeile 👩‍🚀 mit Umlauten äöü\r\n";
      const times = Math.ceil(largeText / new TextEncoder().encode(line).length);
      await roundTrip(store, address, first, line.repeat(times));
    },
  },
  {
    name: "what goes in and comes out are copies",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace: [...namespace], name: "copies" };
      const labels: Record<string, number> = { production: 1 };
      const version = makeVersion({ address: structuredClone(address) });
      await store.commit({ address, create: makeRecord({ address, labels }), version });
      const messages = [makeMessage("Hi.")];
      const run = makeRun({ address: structuredClone(address), messages });
      const kept = structuredClone(run);
      await store.appendRun(run);
      labels["staging"] = 1;
      messages.push(makeMessage("More."));
      spoil(version.blocks);
      const read = async () => present(await store.read(structuredClone(address), "production"), "the instructions");
      equal((await read()).record.labels, { production: 1 }, "labels after the given ones were changed");
      equal(await store.run(address, run.id), kept, "a run after the given one was changed");
      const before = await read();
      const copy = structuredClone(before);
      spoil(before.record.labels);
      spoil(before.version.blocks);
      spoil(before.record.address.namespace);
      equal(await read(), copy, "the instructions after what was read was changed");
      spoil((await store.runs(address)).items[0]?.messages ?? []);
      equal((await store.runs(address)).items, [kept], "the runs after what was read was changed");
    },
  },
  {
    name: "everything is still there after closing and opening again",
    needs: ["durable"],
    async run(context) {
      const { store, reopen } = context;
      const { address, first } = await begin(context);
      const feedback = makeFeedback({ address });
      const proposal = makeProposal({ address });
      const second = makeVersion({ after: first, text: "Two.\r\n" });
      await store.appendRun(makeRun({ address }));
      await store.appendFeedback(feedback, makeLesson(feedback));
      await store.putAnswer(address, "r", "q", "a");
      await store.appendCall(makeCall({ address }));
      await store.commit({
        address,
        expectHead: 1,
        version: second,
        labels: [{ label: "production", to: 2 }],
        newProposals: [proposal],
        newCases: [makeCase({ address })],
        evidence: [makeEvidence()],
        reflection: makeReflection({ address }),
      });
      const everything = async (from: Store) => [
        await from.read(address, "production"),
        await from.versions(address),
        await from.runs(address),
        await from.feedback(address, feedback.id),
        await from.lessons(address, null),
        await from.proposals(address, null),
        await from.cases(address, null),
        await from.evidence(address, ["b1"]),
        await from.reflections(address),
        await from.answer(address, "r", "q"),
        await from.calls(address),
      ];
      const before = await everything(store);
      const again = await reopen();
      equal(await everything(again), before, "what is there after opening again");
      equal(verifyChain((await again.versions(address)).items.toReversed()), [], "the faults of the hash chain");
    },
  },
  {
    name: "what one handle wrote, another reads at once",
    needs: ["shared"],
    async run(context) {
      const { store, another } = context;
      const { address, first } = await begin(context);
      const other = await another();
      equal((await other.read(address, "production"))?.version, first, "what the other handle reads");
      const second = makeVersion({ after: first, text: "Two." });
      await other.commit({ address, expectHead: 1, version: second, labels: [{ label: "production", to: 2 }] });
      equal((await store.read(address, "production"))?.version, second, "what the first handle reads");
    },
  },
  {
    name: "who watches is told of what another handle commits, until they stop",
    needs: ["shared"],
    async run(context) {
      const { store, another } = context;
      if (!store.watch) return;
      const { address, first } = await begin(context);
      const other = await another();
      let told = 0;
      const isIt = (changed: Address | null) => changed === null || addressKey(changed) === addressKey(address);
      const stop = store.watch((changed) => {
        if (isIt(changed)) told += 1;
      });
      let head = first;
      const commit = async () => {
        const version = makeVersion({ after: head, text: `Version ${head.number + 1}.` });
        await other.commit({ address, expectHead: head.number, version });
        head = version;
      };
      // It may take a moment until it watches; what is committed from then on is told.
      const deadline = performance.now() + 10_000;
      while (told === 0 && performance.now() < deadline) {
        await commit();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      equal(told > 0, true, "whether a commit was told");
      stop();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = told;
      await commit();
      await new Promise((resolve) => setTimeout(resolve, 500));
      equal(told, before, "the number of commits told after stopping");
    },
  },
  {
    name: "a closed store refuses everything and may be closed again",
    needs: [],
    async run({ store, namespace }) {
      const address = { namespace, name: "closed" };
      const appended = store.appendRun(makeRun({ address }));
      await store.close();
      equal((await appended).duplicate, false, "what was begun before closing");
      await store.close();
      const feedback = makeFeedback({ address });
      await refuses("store_closed", () => store.read(address, "production"), "reading");
      await refuses("store_closed", () => store.runs(address), "listing");
      await refuses("store_closed", () => store.appendFeedback(feedback, makeLesson(feedback)), "appending");
      await refuses("store_closed", () => store.commit({ address, labels: [] }), "committing");
    },
  },
];

/** Puts the text wherever a text can be, and gives the new head. */
async function roundTrip(store: Store, address: Address, head: ReturnType<typeof makeVersion>, text: string) {
  const version = makeVersion({ after: head, text, reason: text });
  const proposal = makeProposal({ address, text, rationale: text, seed: text });
  const words = { removed: text, added: text, source: "user", lessonId: null } as const;
  const evidence = makeEvidence({ evidence: { kind: "revision", feedbackId: "f", ...words }, blockId: proposal.id });
  const outcome = await store.commit({
    address,
    expectHead: head.number,
    version,
    labels: [{ label: "production", to: version.number }],
    newProposals: [proposal],
    evidence: [evidence],
    seed: text,
  });
  equal(outcome.status, "committed", "the commit");
  const read = await store.read(address, "production");
  equal([read?.version, read?.record.seed], [version, text], "the version and seed");
  equal(await store.proposal(address, proposal.id), proposal, "the proposal");
  equal(await store.evidence(address, [proposal.id]), [evidence], "the evidence");
  const run = makeRun({ address, messages: [makeMessage(text)], metadata: { note: text } });
  await store.appendRun(run);
  equal(await store.run(address, run.id), run, "the run");
  const feedback = makeFeedback({ address, comment: text, revised: text, original: text });
  await store.appendFeedback(feedback, makeLesson(feedback));
  equal(await store.feedback(address, feedback.id), feedback, "the feedback");
  await store.putAnswer(address, run.id, "q", text);
  equal(await store.answer(address, run.id, "q"), text, "the answer");
  return version;
}

/** Changes an object that its type calls readonly, as careless JavaScript can. A frozen one is as good as a copy. */
function spoil(target: object): void {
  try {
    if (Array.isArray(target)) target.push("spoilt");
    else Object.assign(target, { spoilt: 1 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
