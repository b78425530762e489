// Items that live for a time, by a clock that the tests turn.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { kinds, newPlace } from "./stores.js";

const MINUTE = 60_000;

describe.each(kinds)("items of $name that live for a time", ({ begin, open, end }) => {
  beforeAll(begin, 60_000);
  afterAll(end);

  let now = 1_000_000;
  const clock = () => now;
  const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key).sort();

  test("are not found when their time is over: by get, search, query or listing", async () => {
    const store = await open({ clock, ttl: { defaultTtl: 10, refreshOnRead: false } });
    await store.put(["t"], "default", { text: "tea" });
    await store.put(["t", "own"], "own", { text: "tea" }, undefined, { ttl: 20 });
    await store.put(["t", "ever"], "ever", { text: "tea" }, undefined, { ttl: null });
    const alive = async () => {
      const got = await Promise.all(
        [["t"], ["t", "own"], ["t", "ever"]].map((at) => store.get(at, at.at(-1) === "t" ? "default" : String(at[1]))),
      );
      const all = keys(await store.search(["t"]));
      expect(keys(got.filter((item) => item !== null))).toEqual(all);
      expect(keys(await store.search(["t"], { query: "tea" }))).toEqual(all);
      expect(await store.listNamespaces({ prefix: ["t"] })).toHaveLength(all.length);
      return all;
    };
    now += 10 * MINUTE - 1;
    expect(await alive()).toEqual(["default", "ever", "own"]);
    now += 1;
    expect(await alive()).toEqual(["ever", "own"]);
    now += 10 * MINUTE;
    expect(await alive()).toEqual(["ever"]);
    await store.stop();
  });

  test("live on when they are read, unless told otherwise", async () => {
    const store = await open({ clock, ttl: { defaultTtl: 10 } });
    for (const key of ["got", "searched", "batched", "peeked", "left"]) await store.put(["r", key], key, {});
    now += 9 * MINUTE;
    await store.get(["r", "got"], "got");
    await store.search(["r", "searched"]);
    await store.batch([{ namespace: ["r", "batched"], key: "batched" }]);
    await store.get(["r", "peeked"], "peeked", { refreshTtl: false });
    await store.search(["r", "peeked"], { refreshTtl: false });
    now += 9 * MINUTE;
    expect(keys(await store.search(["r"], { refreshTtl: false }))).toEqual(["batched", "got", "searched"]);
    now += MINUTE;
    expect(await store.search(["r"])).toEqual([]);

    const still = await open({ clock, ttl: { defaultTtl: 10, refreshOnRead: false } });
    await still.put(["s"], "k", {});
    now += 9 * MINUTE;
    expect(await still.get(["s"], "k", { refreshTtl: true })).not.toBeNull();
    now += 9 * MINUTE;
    expect(await still.get(["s"], "k")).not.toBeNull();
    now += MINUTE;
    expect(await still.get(["s"], "k")).toBeNull();
    await store.stop();
    await still.stop();
  });

  test("are swept for good, and those that live stay", async () => {
    const place = newPlace();
    const store = await open({ clock }, place);
    const put = (n: number) => ({
      namespace: ["w", String(n % 3)],
      key: `k${n}`,
      value: { n },
      options: { ttl: 1 + (n % 2) },
    });
    await store.batch(Array.from({ length: 1300 }, (_none, n) => put(n)));
    await store.put(["w"], "ever", {});
    expect(await store.sweepExpiredItems()).toBe(0);
    now += MINUTE;
    expect(await store.sweepExpiredItems()).toBe(650);
    now += MINUTE;
    expect(await store.sweepExpiredItems()).toBe(650);
    expect(await store.sweepExpiredItems()).toBe(0);
    await store.stop();
    const past = await open({ clock: () => 0 }, place);
    expect(keys(await past.search(["w"], { limit: 2000 }))).toEqual(["ever"]);
    await past.stop();
  });

  test("are new when they are put again after their time", async () => {
    const store = await open({ clock });
    await store.put(["n"], "k", { n: 1 }, undefined, { ttl: 1 });
    const first = await store.get(["n"], "k");
    now += MINUTE / 2;
    await store.put(["n"], "k", { n: 2 }, undefined, { ttl: 1 });
    const second = await store.get(["n"], "k");
    expect([second?.createdAt, Number(second?.updatedAt)]).toEqual([first?.createdAt, now]);
    now += MINUTE;
    await store.put(["n"], "k", { n: 3 });
    const third = await store.get(["n"], "k");
    expect([Number(third?.createdAt), third?.value]).toEqual([now, { n: 3 }]);
    await store.stop();
  });

  test("are swept now and then, once the store is used", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const store = await open({ clock, ttl: { sweepIntervalMinutes: 5 } });
      await store.put(["i"], "k", {}, undefined, { ttl: 1 });
      const sweep = vi.spyOn(store, "sweepExpiredItems");
      now += MINUTE;
      vi.advanceTimersByTime(5 * MINUTE);
      expect(await sweep.mock.results[0]?.value).toBe(1);
      await store.stop();
      vi.advanceTimersByTime(50 * MINUTE);
      expect(sweep).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test("times that are none are refused", async () => {
    const store = await open();
    for (const ttl of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, "5", 1e12]) {
      const refusal = { code: "invalid_policy" };
      await expect(store.put(["x"], "k", {}, undefined, { ttl: ttl as never })).rejects.toMatchObject(refusal);
      await expect(open({ ttl: { defaultTtl: ttl as never } })).rejects.toMatchObject(refusal);
      await expect(open({ ttl: { sweepIntervalMinutes: ttl as never } })).rejects.toMatchObject(refusal);
    }
    await store.stop();
  });
});
