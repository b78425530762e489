// What every BaseStore must do, as named cases. `agrees` marks those that LangGraph's InMemoryStore passes too.
/* oxlint-disable vitest/no-standalone-expect -- the cases are run as tests, by contract.test.ts */
import type { BaseStore } from "@langchain/langgraph";
import { expect } from "vitest";

export interface ContractCase {
  readonly name: string;
  readonly agrees: boolean;
  run(store: BaseStore): Promise<void>;
}

const same = (name: string, run: ContractCase["run"]): ContractCase => ({ name, agrees: true, run });
const ours = (name: string, run: ContractCase["run"]): ContractCase => ({ name, agrees: false, run });

const keys = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key).sort();

export const contract: readonly ContractCase[] = [
  same("what was put is got, as often as it is asked for, and overwritten", async (store) => {
    expect(await store.get(["docs"], "a")).toBeNull();
    const before = Date.now();
    await store.put(["docs"], "a", { title: "One", deep: [{ x: null }, 1.5, "é👩", true] });
    const first = await store.get(["docs"], "a");
    expect(first).toMatchObject({
      namespace: ["docs"],
      key: "a",
      value: { title: "One", deep: [{ x: null }, 1.5, "é👩", true] },
    });
    expect(first?.createdAt).toEqual(first?.updatedAt);
    expect(Number(first?.createdAt)).toBeGreaterThanOrEqual(before);
    await store.put(["docs"], "a", { title: "Two" });
    const second = await store.get(["docs"], "a");
    expect(second?.value).toEqual({ title: "Two" });
    expect(Number(second?.updatedAt)).toBeGreaterThanOrEqual(Number(second?.createdAt));
  }),

  same("an item is known by namespace and key together", async (store) => {
    await store.put(["a", "b"], "c", { at: 1 });
    await store.put(["a"], "b", { at: 2 });
    await store.put(["a", "b", "c"], "", { at: 3 });
    await store.put(["a"], "b:c", { at: 4 });
    expect((await store.get(["a", "b"], "c"))?.value).toEqual({ at: 1 });
    expect((await store.get(["a"], "b"))?.value).toEqual({ at: 2 });
    expect((await store.get(["a", "b", "c"], ""))?.value).toEqual({ at: 3 });
    expect((await store.get(["a"], "b:c"))?.value).toEqual({ at: 4 });
    expect(await store.get(["b", "a"], "c")).toBeNull();
    expect(await store.search([])).toHaveLength(4);
  }),

  same("what was deleted is gone, and may be deleted again", async (store) => {
    await store.put(["docs"], "a", { n: 1 });
    await store.put(["docs"], "b", { n: 2 });
    await store.delete(["docs"], "a");
    await store.delete(["docs"], "a");
    await store.delete(["never"], "a");
    expect(await store.get(["docs"], "a")).toBeNull();
    expect(keys(await store.search(["docs"]))).toEqual(["b"]);
  }),

  same("search finds what lies under a namespace, by whole labels, and under the empty one all", async (store) => {
    for (const namespace of [["u", "1"], ["u", "12"], ["u", "1", "x"], ["u1"], ["u"], ["v", "u", "1"]]) {
      await store.put(namespace, namespace.join("/"), {});
    }
    expect(keys(await store.search(["u", "1"]))).toEqual(["u/1", "u/1/x"]);
    expect(keys(await store.search(["u"]))).toEqual(["u", "u/1", "u/1/x", "u/12"]);
    expect(keys(await store.search([]))).toHaveLength(6);
    expect(await store.search(["w"])).toEqual([]);
  }),

  same("labels and keys of odd characters are kept apart", async (store) => {
    const odd = [
      "_",
      "%",
      "\\",
      "a_b",
      "a%b",
      "a\\b",
      "*",
      "'",
      '"',
      "é",
      "e\u0301",
      "👩",
      " ",
      "a b",
      "$x",
      "~",
      "/",
      "\u0001",
      "!",
      "A",
    ];
    for (const label of odd) await store.put(["odd", label], label, { label });
    for (const label of odd) {
      expect((await store.search(["odd", label])).map(({ value }) => value)).toEqual([{ label }]);
      expect((await store.get(["odd", label], label))?.value).toEqual({ label });
      expect((await store.get(["odd", label], label))?.namespace).toEqual(["odd", label]);
    }
    expect(await store.search(["odd"], { limit: 100 })).toHaveLength(odd.length);
    expect(await store.listNamespaces({ prefix: ["odd"] })).toHaveLength(odd.length);
  }),

  same("search pages, each item once", async (store) => {
    for (let n = 0; n < 25; n += 1) await store.put(["n"], `k${n}`, { n });
    expect(await store.search(["n"])).toHaveLength(10);
    const pages = await Promise.all([0, 10, 20, 30].map((offset) => store.search(["n"], { limit: 10, offset })));
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5, 0]);
    expect(new Set(pages.flat().map(({ key }) => key)).size).toBe(25);
    expect(await store.search(["n"], { limit: 0 })).toEqual([]);
  }),

  same("filters by equality and operators", async (store) => {
    await store.put(["f"], "a", { n: 1, s: "red", ok: true });
    await store.put(["f"], "b", { n: 2, s: "blue", ok: false });
    await store.put(["f"], "c", { n: 10, s: "red", gone: null });
    const found = async (filter: Record<string, unknown>) => keys(await store.search(["f"], { filter }));
    expect(await found({ s: "red" })).toEqual(["a", "c"]);
    expect(await found({ s: "red", n: 10 })).toEqual(["c"]);
    expect(await found({ ok: false })).toEqual(["b"]);
    expect(await found({ gone: null })).toEqual(["c"]);
    expect(await found({ n: { $eq: 2 } })).toEqual(["b"]);
    expect(await found({ n: { $ne: 2 } })).toEqual(["a", "c"]);
    expect(await found({ n: { $gt: 1, $lt: 10 } })).toEqual(["b"]);
    expect(await found({ n: { $gte: 2 } })).toEqual(["b", "c"]);
    expect(await found({ n: { $lte: 2 } })).toEqual(["a", "b"]);
    expect(await found({ s: { $in: ["blue", "green"] } })).toEqual(["b"]);
    expect(await found({ s: { $nin: ["blue", "green"] } })).toEqual(["a", "c"]);
    expect(await found({ ok: { $ne: true } })).toEqual(["b", "c"]);
    expect(await found({ n: "1" })).toEqual([]);
    expect(await found({})).toEqual(["a", "b", "c"]);
  }),

  same("lists namespaces by prefix, suffix, depth and page", async (store) => {
    for (const namespace of [["a", "b", "c"], ["a", "b", "d"], ["a", "x", "c"], ["b", "c"], ["ab"]]) {
      await store.put(namespace, "k1", {});
      await store.put(namespace, "k2", {});
    }
    const listed = async (options?: Parameters<BaseStore["listNamespaces"]>[0]) =>
      (await store.listNamespaces(options)).map((namespace) => namespace.join("/")).sort();
    expect(await listed()).toEqual(["a/b/c", "a/b/d", "a/x/c", "ab", "b/c"]);
    expect(await listed({ prefix: ["a"] })).toEqual(["a/b/c", "a/b/d", "a/x/c"]);
    expect(await listed({ prefix: ["a", "*", "c"] })).toEqual(["a/b/c", "a/x/c"]);
    expect(await listed({ suffix: ["c"] })).toEqual(["a/b/c", "a/x/c", "b/c"]);
    expect(await listed({ prefix: ["a"], suffix: ["*", "c"] })).toEqual(["a/b/c", "a/x/c"]);
    expect(await listed({ maxDepth: 1 })).toEqual(["a", "ab", "b"]);
    expect(await listed({ maxDepth: 2 })).toEqual(["a/b", "a/x", "ab", "b/c"]);
    expect(await listed({ maxDepth: 1, suffix: ["d"] })).toEqual(["a"]);
    expect(await listed({ prefix: ["a", "b", "c", "d"] })).toEqual([]);
    const pages = await Promise.all([0, 2, 4, 6].map((offset) => store.listNamespaces({ limit: 2, offset })));
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
    expect(
      pages
        .flat()
        .map((namespace) => namespace.join("/"))
        .sort(),
    ).toEqual(await listed());
  }),

  same("namespaces that LangGraph forbids are refused", async (store) => {
    for (const namespace of [[], [""], ["a", ""], ["a.b"], ["a:b"], ["a\0"], ["langgraph", "x"], [1 as never]]) {
      await expect(store.put(namespace, "k", {}), JSON.stringify(namespace)).rejects.toThrow(/amespace/);
    }
    expect(await store.search([])).toEqual([]);
  }),

  same("a batch answers in the order of its operations", async (store) => {
    await store.put(["b"], "old", { n: 1 });
    const results = await store.batch([
      { namespace: ["b"], key: "old" },
      { namespace: ["c"], key: "new", value: { n: 2 } },
      { namespacePrefix: ["b"] },
      { matchConditions: [{ matchType: "prefix", path: ["b"] }], limit: 10, offset: 0 },
      { namespace: ["b"], key: "none" },
    ]);
    expect(results).toHaveLength(5);
    expect(results[0]).toMatchObject({ value: { n: 1 } });
    expect(results[1] ?? null).toBeNull();
    expect(results[2]).toMatchObject([{ key: "old" }]);
    expect(results[3]).toEqual([["b"]]);
    expect(results[4]).toBeNull();
    expect((await store.get(["c"], "new"))?.value).toEqual({ n: 2 });
    expect(await store.batch([])).toEqual([]);
  }),

  ours("each operation of a batch sees those before it", async (store) => {
    const put = (n: number) => ({ namespace: ["b"], key: "k", value: { n } });
    const get = { namespace: ["b"], key: "k" };
    const gone = { ...get, value: null };
    const all = [
      get,
      put(1),
      get,
      put(2),
      put(3),
      get,
      { namespacePrefix: ["b"] },
      gone,
      get,
      put(4),
      gone,
      put(5),
      get,
    ];
    const results: unknown[] = await store.batch(all);
    const seen = results.map((result) => (Object(result) as { value?: { n: number } }).value?.n ?? null);
    expect(seen).toEqual([null, null, 1, null, null, 3, null, null, null, null, null, null, 5]);
    expect(results[6]).toMatchObject([{ value: { n: 3 } }]);
  }),

  ours("a batch that fails has written nothing", async (store) => {
    await store.put(["b"], "kept", { n: 1 });
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const refused = [
      { namespace: ["b"], key: "x", value: circular },
      { namespace: ["b."], key: "x", value: {} },
      { namespacePrefix: ["b"], filter: { n: { $almost: 1 } } },
      { namespace: ["b"], key: "x", value: {}, index: "title" },
      { namespacePrefix: ["b"], limit: -1 },
      {},
    ];
    for (const operation of refused) {
      const batch = [
        { namespace: ["b"], key: "new", value: { n: 2 } },
        { namespace: ["b"], key: "kept", value: null },
        operation,
      ];
      await expect(store.batch(batch as never)).rejects.toMatchObject({ name: "KnowhowError" });
    }
    expect(keys(await store.search([]))).toEqual(["kept"]);
  }),

  ours("what is handed out and in is a copy", async (store) => {
    const value = { list: [1] };
    await store.put(["c"], "k", value);
    value.list.push(2);
    const first = await store.get(["c"], "k");
    first?.value["list"].push(3);
    const [found] = await store.search(["c"]);
    found?.value["list"].push(4);
    expect((await store.get(["c"], "k"))?.value).toEqual({ list: [1] });
  }),

  ours("fields keep their order, and values become JSON as JSON.stringify makes it", async (store) => {
    const date = new Date(0);
    await store.put(["j"], "k", { zebra: 1, a: 2, when: date, none: undefined, nan: Number.NaN, big: 1e21, "": 1 });
    const item = await store.get(["j"], "k");
    expect(JSON.stringify(item?.value)).toBe(
      '{"zebra":1,"a":2,"when":"1970-01-01T00:00:00.000Z","nan":null,"big":1e+21,"":1}',
    );
  }),

  ours("values that are no JSON object, and text that no database keeps, are refused", async (store) => {
    const deep = JSON.parse(`{"a":${"[".repeat(600)}${"]".repeat(600)}}`) as Record<string, unknown>;
    const values: unknown[] = [undefined, 1, "text", [1], { n: 1n }, { toJSON: () => 1 }, deep, () => 1];
    for (const value of values) {
      await expect(store.put(["v"], "k", value as never)).rejects.toMatchObject({ code: "invalid_item" });
    }
    for (const value of [{ a: "x\0" }, { "a\0": 1 }, { a: ["\uD800"] }]) {
      await expect(store.put(["v"], "k", value)).rejects.toMatchObject({ code: "invalid_text" });
    }
    await expect(store.put(["v"], 1 as never, {})).rejects.toMatchObject({ code: "invalid_item" });
    await expect(store.put(["v"], "a\0", {})).rejects.toMatchObject({ code: "invalid_text" });
    const fine = { a: "\\u0000", b: "\\ud800", c: '"\\', d: "\u0001" };
    await store.put(["v"], "k", fine);
    expect((await store.get(["v"], "k"))?.value).toEqual(fine);
    expect(await store.search([])).toHaveLength(1);
  }),

  ours("texts of 5 MB are kept, and their beginning is searched", async (store) => {
    const text = `needle ${"hay stack ".repeat(524_288)}`;
    await store.put(["big"], "k", { text });
    expect((await store.get(["big"], "k"))?.value["text"]).toBe(text);
    expect(keys(await store.search(["big"], { query: "needle" }))).toEqual(["k"]);
  }),

  ours("search gives what was written last first", async (store) => {
    for (const key of ["a", "b", "c"]) {
      await store.put(["o"], key, {});
      const written = Date.now();
      while (Date.now() === written);
    }
    await store.put(["o"], "a", { again: true });
    expect((await store.search(["o"])).map(({ key }) => key)).toEqual(["a", "c", "b"]);
    expect((await store.search(["o"], { limit: 1, offset: 1 })).map(({ key }) => key)).toEqual(["c"]);
  }),

  ours("a namespace whose items are gone is not listed", async (store) => {
    await store.put(["gone"], "k", {});
    await store.put(["here"], "k", {});
    await store.delete(["gone"], "k");
    expect(await store.listNamespaces()).toEqual([["here"]]);
  }),

  ours("lists namespaces in the order of their labels, thousands of them", async (store) => {
    const puts = Array.from({ length: 1200 }, (_none, n) => ({
      namespace: ["u", String(n).padStart(4, "0"), n % 100 === 0 ? "x" : "y"],
      key: "k",
      value: { n },
    }));
    await store.batch(puts);
    expect(await store.listNamespaces({ limit: 2000 })).toEqual(puts.map(({ namespace }) => namespace));
    expect(await store.listNamespaces({ suffix: ["x"] })).toHaveLength(12);
    expect(await store.listNamespaces({ suffix: ["x"], limit: 2, offset: 3 })).toEqual([
      ["u", "0300", "x"],
      ["u", "0400", "x"],
    ]);
    expect(await store.listNamespaces({ maxDepth: 1 })).toEqual([["u"]]);
    expect(await store.listNamespaces({ maxDepth: 2, limit: 1, offset: 1100 })).toEqual([["u", "1100"]]);
  }),
];
