/** Conformance: addresses are told apart exactly, and namespaces by segment. */
import type { Address, Namespace } from "../../core/address.js";
import { makeFeedback, makeLesson, makeRecord, makeRun, makeVersion } from "../builders.js";
import { begin, collect, type ConformanceCase } from "./case.js";
import { equal, sorted } from "./check.js";

/** What a careless query would read as a pattern, a path, a quotation, a number or a member of an object. */
const ODD = [
  "%",
  "_",
  "a_b",
  "a%b",
  "axb",
  "a\\b",
  "a:b",
  "a'b",
  'a"b',
  "a`b",
  "a;b",
  "a--b",
  "a b",
  "a.b",
  "a|b",
  "a?b",
  "a*b",
  "[a]",
  "0",
  "01",
  "1",
  "true",
  "null",
  "constructor",
  "__proto__",
  "toString",
  "É",
  "é",
  "e\u0301",
  "ß",
  "SS",
  "ss",
  "日本語",
  "👩‍🚀",
  "👩",
  "\u{1F600}",
  "\uE000",
  "\uFFFD",
  "x".repeat(128),
];

export const addressing: readonly ConformanceCase[] = [
  {
    name: "a namespace is compared by segment when it is listed",
    needs: ["listing"],
    async run({ store, namespace }) {
      const spaces: Namespace[] = [
        [],
        ["u"],
        ["u", "1"],
        ["u", "12"],
        ["u", "1", "deep", "er"],
        ["u", "1 2"],
        ["u", "1-"],
        ["u", "%"],
        ["U"],
        ["u1"],
        ["v"],
      ];
      for (const space of spaces) await begin({ store, namespace: [...namespace, ...space] }, "n");
      const path = (space: Namespace) => JSON.stringify(space);
      const listed = async (...segments: string[]) => {
        const { items } = await store.list([...namespace, ...segments]);
        return items.map(({ address }) => path(address.namespace.slice(namespace.length)));
      };
      const within = (...segments: string[]) =>
        spaces.filter((space) => segments.every((segment, index) => space[index] === segment)).map(path);
      const asked = [
        ["u"],
        ["u", "1"],
        ["u", "12"],
        ["u", "1", "deep"],
        ["v"],
        ["u", "%"],
        ["u", "_"],
        ["%"],
        ["u", "1", "n"],
      ];
      for (const segments of asked) {
        equal(sorted(await listed(...segments)), sorted(within(...segments)), `the list of ${segments.join("/")}`);
      }
      equal((await listed()).length, spaces.length, "the number of all");
    },
  },
  {
    name: "odd names, labels and segments are kept apart and given back exactly",
    needs: [],
    async run({ store, namespace }) {
      const addresses: Address[] = ODD.flatMap((odd) => [
        { namespace, name: odd },
        { namespace: [...namespace, odd], name: "n" },
      ]);
      for (const [index, address] of addresses.entries()) {
        const label = ODD[Math.floor(index / 2)] ?? "";
        const labels = Object.fromEntries([[label, 1]]);
        const version = makeVersion({ address, text: `Text ${index}.` });
        await store.commit({ address, create: makeRecord({ address, labels }), version });
      }
      for (const [index, address] of addresses.entries()) {
        const reads = await Promise.all(ODD.map(async (label) => [label, await store.read(address, label)] as const));
        for (const [label, read] of reads) {
          const own = ODD[Math.floor(index / 2)] === label;
          equal(read?.version.text ?? null, own ? `Text ${index}.` : null, `${address.name} by the label ${label}`);
          if (!own) continue;
          equal(read?.record.address, address, "the address of its record");
          equal(Object.entries(read?.record.labels ?? {}), [[label, 1]], "the labels of its record");
        }
      }
    },
  },
  {
    name: "one address can hold many odd labels",
    needs: [],
    async run(context) {
      const { store } = context;
      const { address } = await begin(context);
      for (const label of ODD) await store.commit({ address, labels: [{ label, to: 1, from: null }] });
      const labels = Object.entries((await store.record(address))?.labels ?? {}).map(([label]) => label);
      equal(sorted(labels), sorted([...ODD, "production"]), "the labels");
    },
  },
  {
    name: "a list is ordered by code point, whatever the page size",
    needs: ["listing"],
    async run({ store, namespace }) {
      for (const name of ODD) await begin({ store, namespace }, name);
      const bytes = (name: string) => hexadecimal(new TextEncoder().encode(name));
      const ordered = ODD.toSorted((a, b) => (bytes(a) < bytes(b) ? -1 : 1));
      for (const limit of [1, 7, 1000]) {
        const listed = await collect((page) => store.list(namespace, page), limit);
        equal(
          listed.map(({ address }) => address.name),
          ordered,
          `the list in pages of ${limit}`,
        );
      }
    },
  },
  {
    name: "instructions of the same name in two namespaces share nothing",
    needs: [],
    async run({ store, namespace }) {
      const [one, two] = [
        { namespace: [...namespace, "a"], name: "n" },
        { namespace: [...namespace, "b"], name: "n" },
      ];
      await begin({ store, namespace: one.namespace }, "n");
      const run = makeRun({ address: one });
      const feedback = makeFeedback({ address: one });
      const lesson = makeLesson(feedback);
      await store.appendRun(run);
      await store.appendFeedback(feedback, lesson);
      equal(await store.record(two), null, "the record");
      equal(await store.read(two, "production"), null, "read");
      equal(await store.run(two, run.id), null, "the run");
      equal((await store.runs(two)).items, [], "the runs");
      equal(await store.feedback(two, feedback.id), null, "the feedback");
      equal(await store.lesson(two, lesson.id), null, "the lesson");
      equal((await store.lessons(two, null)).items, [], "the lessons");
    },
  },
];

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
