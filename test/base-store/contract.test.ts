// Every BaseStore of ours does what a BaseStore must; LangGraph's InMemoryStore shows that the cases are not ours
// alone.
import { InMemoryStore } from "@langchain/langgraph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "./contract.js";
import { kinds } from "./stores.js";

describe("InMemoryStore", () => {
  test.for(contract.filter(({ agrees }) => agrees))("$name", async ({ run }) => {
    expect.hasAssertions();
    await run(new InMemoryStore());
  });
});

describe.each(kinds)("$name", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);
  test.for(contract)("$name", async ({ run }) => {
    expect.hasAssertions();
    const store = await open();
    await run(store);
    await store.stop();
  });
});
