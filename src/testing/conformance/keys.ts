/** Conformance: the keys of a server, for stores that keep them. */
import type { ApiKey } from "../../core/key.js";
import type { KeyStore } from "../../core/ports/keys.js";
import type { Store } from "../../core/ports/store.js";
import { makeId } from "../builders.js";
import { collect, type ConformanceCase } from "./case.js";
import { equal, present, refuses } from "./check.js";

const makeKey = (over: Partial<ApiKey> = {}): ApiKey => ({
  id: makeId(),
  principal: { id: "café “agent”", role: "user" },
  roles: ["read", "record"],
  namespaces: [["acme", "ünits"], []],
  forUsers: true,
  createdAt: "2025-01-01T00:00:00.000Z",
  expiresAt: null,
  revokedAt: null,
  hash: "0".repeat(64),
  ...over,
});

const keysOf = (store: Store): KeyStore => present(store.keys, "the store of keys");

export const keys: readonly ConformanceCase[] = [
  {
    name: "a key is found as it was added, by every handle, and nothing but its id finds it",
    needs: ["keys"],
    async run({ store, another }) {
      const [key, plain] = [makeKey({ expiresAt: "2026-01-01T00:00:00.000Z" }), makeKey({ forUsers: false })];
      await keysOf(store).add(key);
      await keysOf(store).add(plain);
      const other = keysOf(await another());
      equal(await other.find(key.id), key, "the key");
      equal(await other.find(plain.id), plain, "another key");
      equal(await other.find(makeId()), null, "a key that is not there");
      equal(await other.find("' or '1'='1"), null, "a key by SQL");
      await refuses("conflict", () => keysOf(store).add({ ...key, hash: "f".repeat(64) }), "a key with a known id");
      equal(await other.find(key.id), key, "the key after that");
    },
  },
  {
    name: "keys are listed in pages, the oldest first",
    needs: ["keys"],
    async run({ store }) {
      const added = Array.from({ length: 5 }, () => makeKey());
      for (const key of added) await keysOf(store).add(key);
      const ids = new Set(added.map(({ id }) => id));
      const listed = await collect((page) => keysOf(store).list(page), 2);
      equal(
        listed.filter(({ id }) => ids.has(id)),
        added,
        "the list",
      );
    },
  },
  {
    name: "a revoked key stays listed and keeps the time when it was revoked first",
    needs: ["keys"],
    async run({ store, another }) {
      const key = makeKey();
      await keysOf(store).add(key);
      const revoked = { ...key, revokedAt: "2025-02-01T00:00:00.000Z" };
      equal(await keysOf(store).revoke(key.id, revoked.revokedAt), revoked, "the outcome");
      equal(await keysOf(await another()).revoke(key.id, "2025-03-01T00:00:00.000Z"), revoked, "revoked again");
      equal(await keysOf(store).find(key.id), revoked, "the key");
      equal(await keysOf(store).revoke(makeId(), "2025-03-01T00:00:00.000Z"), null, "one that is not there");
    },
  },
];
