// Search by words: the same in every database, ranked, and proof against whatever a person types.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds } from "./stores.js";

describe.each(kinds)("search by words in $name", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);

  async function filled() {
    const store = await open();
    await store.put(["ana"], "food", { text: "Ana loves Hawaiian pizza, and says so often." });
    await store.put(["ana"], "drink", { text: "Ana drinks tea." });
    await store.put(["bob"], "food", { text: "Bob hates pizza." });
    await store.put(["bob", "old"], "food", { text: "Bob loved pizza as a child; pizza, pizza, pizza." });
    return store;
  }
  type Store = Awaited<ReturnType<typeof filled>>;
  const found = async (store: Store, namespace: string[], query: string) =>
    (await store.search(namespace, { query })).map((item) => [...item.namespace, item.key].join("/")).sort();

  test("finds items with any of the words, in any form, under the namespace alone", async () => {
    const store = await filled();
    expect(await found(store, [], "pizzas")).toEqual(["ana/food", "bob/food", "bob/old/food"]);
    expect(await found(store, ["bob"], "What does he think of PIZZA?")).toEqual(["bob/food", "bob/old/food"]);
    expect(await found(store, ["bob", "old"], "pizza")).toEqual(["bob/old/food"]);
    expect(await found(store, ["ana"], "loving tea")).toEqual(["ana/drink", "ana/food"]);
    expect(await found(store, ["bo"], "pizza")).toEqual([]);
    expect(await found(store, ["ana"], "sushi")).toEqual([]);
    await store.stop();
  });

  test("ranks what fits better higher, and says how well", async () => {
    const store = await filled();
    const items = await store.search([], { query: "who loves hawaiian pizza" });
    expect(items[0]).toMatchObject({ namespace: ["ana"], key: "food" });
    const scores = items.map(({ score }) => score ?? Number.NaN);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0)).toBe(true);
    expect((await store.search([]))[0]).not.toHaveProperty("score");
    const [first, ...rest] = items;
    expect(await store.search([], { query: "who loves hawaiian pizza", limit: 1 })).toEqual([first]);
    expect(await store.search([], { query: "who loves hawaiian pizza", offset: 1 })).toEqual(rest);
    await store.stop();
  });

  test("goes together with a filter", async () => {
    const store = await open();
    await store.put(["m"], "a", { text: "likes tea", year: 2023 });
    await store.put(["m"], "b", { text: "likes tea", year: 2024 });
    const items = await store.search(["m"], { query: "tea", filter: { year: { $gte: 2024 } } });
    expect(items.map(({ key }) => key)).toEqual(["b"]);
    await store.stop();
  });

  test("knows accents, other scripts, and scripts without spaces", async () => {
    const store = await open();
    const texts = {
      french: "Le café est fermé.",
      russian: "Пользователь любит собак.",
      japanese: "彼女は東京都に住んでいます。",
      chinese: "用户喜欢喝绿茶",
      hindi: "उसे चाय पसंद है",
      code: "Use snake_case and node-fetch@3.2 on user@example.com.",
    };
    for (const [key, text] of Object.entries(texts)) await store.put(["t"], key, { text });
    expect(await found(store, ["t"], "CAFE")).toEqual(["t/french"]);
    expect(await found(store, ["t"], "собак")).toEqual(["t/russian"]);
    expect(await found(store, ["t"], "東京")).toEqual(["t/japanese"]);
    expect(await found(store, ["t"], "绿茶")).toEqual(["t/chinese"]);
    expect(await found(store, ["t"], "चाय")).toEqual(["t/hindi"]);
    for (const query of ["snake_case", "snake", "fetch", "user@example.com", "example"]) {
      expect(await found(store, ["t"], query), query).toEqual(["t/code"]);
    }
    await store.stop();
  });

  test("a query of no words finds nothing, an empty one everything", async () => {
    const store = await filled();
    for (const query of ["?!", "the of and", "   ", "👩", '"'])
      expect(await found(store, [], query), query).toEqual([]);
    expect(await found(store, [], "")).toHaveLength(4);
    await store.stop();
  });

  test("whatever is typed is words, never syntax", async () => {
    const store = await filled();
    const signs = [
      "'",
      '"',
      "*",
      "-",
      "^",
      ":",
      "(",
      ")",
      "{",
      "}",
      "+",
      "&",
      "|",
      "!",
      "<->",
      "\\",
      "%",
      "_",
      "\0",
      ";",
      "?",
    ];
    const words = ["AND", "OR", "NOT", "NEAR", "words:", "places:", "pizza", "tea", "\uD800", "--", "é", "$1", " "];
    const syntax = fc.constantFrom(...signs, ...words);
    const typed = fc.oneof(
      fc.array(syntax, { maxLength: 12 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary" }),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (query) => {
        const items = await store.search(["ana"], { query });
        expect(items.every(({ namespace }) => namespace[0] === "ana")).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(await found(store, [], 'NOT pizza" OR (tea')).toHaveLength(4);
    expect(await found(store, [], "a ".repeat(10_000) + "tea ".repeat(1000))).toEqual(["ana/drink"]);
    const many = Array.from({ length: 5000 }, (_none, n) => `word${n}`).join(" ");
    expect(await found(store, [], `tea ${many}`)).toEqual(["ana/drink"]);
    await expect(store.search([], { query: 1 as never })).rejects.toMatchObject({ code: "invalid_filter" });
    await store.stop();
  });

  test("index says what is searched: of one item, or of all", async () => {
    const store = await open({ index: { fields: ["title", "chapters[*].text", "tags[-1]"] } });
    const value = {
      title: "alpha",
      body: "beta",
      chapters: [{ text: "gamma" }, { text: "delta" }],
      tags: ["x", "omega"],
    };
    await store.put(["d"], "usual", value);
    await store.put(["d"], "own", value, ["body", "chapters[1].text"]);
    await store.put(["d"], "all", value, ["$"]);
    await store.put(["d"], "none", value, false);
    expect(await found(store, ["d"], "alpha gamma omega")).toEqual(["d/all", "d/usual"]);
    expect(await found(store, ["d"], "beta")).toEqual(["d/all", "d/own"]);
    expect(await found(store, ["d"], "delta")).toEqual(["d/all", "d/own", "d/usual"]);
    expect(await found(store, ["d"], "gamma")).toEqual(["d/all", "d/usual"]);
    expect(await found(store, ["d"], "title chapters")).toEqual([]);
    for (const index of ["title", [1], [""], true]) {
      await expect(store.put(["d"], "k", {}, index as never)).rejects.toMatchObject({ code: "invalid_item" });
    }
    await store.stop();
  });

  test("what was overwritten, silenced or deleted is not found by its old words", async () => {
    const store = await filled();
    await store.put(["ana"], "food", { text: "Ana now prefers sushi." });
    await store.put(["bob"], "food", { text: "Bob hates pizza." }, false);
    await store.delete(["bob", "old"], "food");
    expect(await found(store, [], "pizza")).toEqual([]);
    expect(await found(store, [], "sushi")).toEqual(["ana/food"]);
    await store.put(["bob"], "food", { text: "Bob hates pizza." });
    expect(await found(store, [], "pizza")).toEqual(["bob/food"]);
    await store.stop();
  });

  test("embeddings are refused with a word of what there is instead", async () => {
    for (const index of [{ dims: 3, embeddings: {} }, { embed: () => [] }]) {
      await expect(open({ index } as never)).rejects.toMatchObject({ code: "store_unsupported" });
    }
  });
});
