// What people stumble over in LangGraph's own stores, and not in ours. Each trap is shown to be one: the case fails on
// the store that has it. When it passes there one day, LangGraph has mended it, and that row can go.
import { type BaseStore, InMemoryStore } from "@langchain/langgraph";
import { PostgresStore } from "@langchain/langgraph-checkpoint-postgres/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../postgres/server.js";
import { kinds, newPlace } from "./stores.js";

interface Trap {
  readonly name: string;
  readonly of: "PostgresStore" | "InMemoryStore";
  run(store: BaseStore): Promise<void>;
}

const keys = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key).sort();

const traps: readonly Trap[] = [
  {
    name: "a search under one namespace sees another whose label begins alike",
    of: "PostgresStore",
    async run(store) {
      await store.put(["u", "1"], "mine", {});
      await store.put(["u", "12"], "theirs", {});
      expect(keys(await store.search(["u", "1"]))).toEqual(["mine"]);
    },
  },
  {
    name: "so does a listing",
    of: "PostgresStore",
    async run(store) {
      await store.put(["l", "1"], "k", {});
      await store.put(["l", "12"], "k", {});
      await store.put(["xl", "1"], "k", {});
      expect(await store.listNamespaces({ prefix: ["l", "1"] })).toEqual([["l", "1"]]);
      expect(await store.listNamespaces({ suffix: ["l", "1"] })).toEqual([["l", "1"]]);
    },
  },
  {
    name: "a listing with a depth leaves out what is deeper",
    of: "PostgresStore",
    async run(store) {
      await store.put(["depth", "a", "b"], "k", {});
      expect(await store.listNamespaces({ prefix: ["depth"], maxDepth: 2 })).toEqual([["depth", "a"]]);
    },
  },
  {
    name: "labels with an underscore are refused",
    of: "PostgresStore",
    async run(store) {
      await store.put(["user_profile", "100%", "a\\b"], "k", { n: 1 });
      expect((await store.get(["user_profile", "100%", "a\\b"], "k"))?.value).toEqual({ n: 1 });
    },
  },
  {
    name: "the empty prefix, which means everything, throws",
    of: "PostgresStore",
    async run(store) {
      await store.put(["everything"], "k", {});
      expect(keys(await store.search([]))).toContain("k");
    },
  },
  {
    name: "dates are cast to numbers, and the search fails",
    of: "PostgresStore",
    async run(store) {
      for (const at of ["2024-01-31T10:00:00Z", "2024-02-01T10:00:00Z", "2024-03-01T10:00:00Z"]) {
        await store.put(["dates"], at, { at });
      }
      const filter = { at: { $gte: "2024-02-01", $lt: "2024-03-01" } };
      expect(keys(await store.search(["dates"], { filter }))).toEqual(["2024-02-01T10:00:00Z"]);
    },
  },
  {
    name: "one item whose field is no number makes a comparison fail for all",
    of: "PostgresStore",
    async run(store) {
      await store.put(["mixed"], "number", { n: 5 });
      await store.put(["mixed"], "text", { n: "five" });
      expect(keys(await store.search(["mixed"], { filter: { n: { $gt: 1 } } }))).toEqual(["number"]);
    },
  },
  {
    name: "numbers, truths and null are equal to the texts that look like them",
    of: "PostgresStore",
    async run(store) {
      await store.put(["types"], "number", { v: 1 });
      await store.put(["types"], "text", { v: "1" });
      await store.put(["types"], "null", { v: null });
      await store.put(["types"], "word", { v: "null" });
      expect(keys(await store.search(["types"], { filter: { v: 1 } }))).toEqual(["number"]);
      expect(keys(await store.search(["types"], { filter: { v: null } }))).toEqual(["null"]);
    },
  },
  {
    name: "what has no such field is not unequal",
    of: "PostgresStore",
    async run(store) {
      await store.put(["unequal"], "open", { done: false });
      await store.put(["unequal"], "new", {});
      await store.put(["unequal"], "done", { done: true });
      expect(keys(await store.search(["unequal"], { filter: { done: { $ne: true } } }))).toEqual(["new", "open"]);
    },
  },
  {
    name: "an empty $in is no condition, and finds everything",
    of: "PostgresStore",
    async run(store) {
      await store.put(["allowed"], "k", { owner: "ana" });
      expect(await store.search(["allowed"], { filter: { owner: { $in: [] } } })).toEqual([]);
    },
  },
  {
    name: "an unknown operator is no condition either",
    of: "PostgresStore",
    async run(store) {
      await store.put(["unknown"], "k", { owner: "ana" });
      await expect(store.search(["unknown"], { filter: { owner: { $equals: "bob" } } })).rejects.toThrow(/\$equals/);
    },
  },
  {
    name: "a batch that fails leaves half of it behind",
    of: "PostgresStore",
    async run(store) {
      const batch = [
        { namespace: ["half"], key: "first", value: { n: 1 } },
        { namespace: ["half"], key: "second", value: { n: 2n } },
      ];
      await expect(store.batch(batch)).rejects.toThrow(/BigInt/);
      expect(await store.get(["half"], "first")).toBeNull();
    },
  },
  {
    name: "a query of several words finds only what has them all",
    of: "PostgresStore",
    async run(store) {
      await store.put(["asked"], "food", { text: "Ana loves pizza." });
      expect(keys(await store.search(["asked"], { query: "which food does she love" }))).toEqual(["food"]);
    },
  },
  {
    name: "a batch answers a query without scores",
    of: "PostgresStore",
    async run(store) {
      await store.put(["scores"], "k", { text: "pizza" });
      const [found] = await store.batch([{ namespacePrefix: ["scores"], query: "pizza" }]);
      expect(found?.[0]?.score).toBeGreaterThan(0);
    },
  },
  {
    name: "what was got is the live object, so that changing it changes the store",
    of: "InMemoryStore",
    async run(store) {
      const value = { list: [1] };
      await store.put(["live"], "k", value);
      value.list.push(2);
      (await store.get(["live"], "k"))?.value["list"].push(3);
      expect((await store.get(["live"], "k"))?.value).toEqual({ list: [1] });
    },
  },
  {
    name: "dates are never less or more than others",
    of: "InMemoryStore",
    async run(store) {
      await store.put(["dates"], "k", { at: "2024-02-01T10:00:00Z" });
      expect(await store.search(["dates"], { filter: { at: { $gte: "2024-02-01" } } })).toHaveLength(1);
    },
  },
  {
    name: "a query is not looked at",
    of: "InMemoryStore",
    async run(store) {
      await store.put(["query"], "a", { text: "pizza" });
      await store.put(["query"], "b", { text: "tea" });
      expect(keys(await store.search(["query"], { query: "tea" }))).toEqual(["b"]);
    },
  },
];

describe("LangGraph's stores have these traps", () => {
  let server: TestServer;
  let stores: Record<Trap["of"], BaseStore>;
  beforeAll(async () => {
    server = await startServer();
    stores = {
      PostgresStore: PostgresStore.fromConnString(server.url, { schema: "theirs" }),
      InMemoryStore: new InMemoryStore(),
    };
    await stores.PostgresStore.start();
  }, 60_000);
  afterAll(async () => {
    await stores.PostgresStore.stop();
    await server.end();
  });
  test.each(traps)("$of: $name", async ({ of, run }) => {
    await expect(run(stores[of])).rejects.toBeInstanceOf(Error);
  });
});

describe.each(kinds)("$name has none of them", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);
  test.each(traps)("not: $name", async ({ run }) => {
    expect.hasAssertions();
    const store = await open({}, newPlace());
    await run(store);
    await store.stop();
  });
});
