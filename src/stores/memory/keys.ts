/** Keys in this process's memory. */
import { KnowhowError } from "../../core/errors.js";
import type { ApiKey } from "../../core/key.js";
import type { KeyStore } from "../../core/ports/keys.js";
import { Rows } from "./rows.js";

/** `use` refuses a closed store and copies what goes out. */
export function memoryKeys(use: <T>(work: () => T) => Promise<T>): KeyStore {
  const keys = new Rows<ApiKey>();
  return {
    add: (key) =>
      use(() => {
        if (keys.get(key.id)) throw new KnowhowError("conflict", `There is a key "${key.id}" already.`);
        keys.put(key.id, structuredClone(key));
      }),
    find: (id) => use(() => keys.get(id) ?? null),
    list: (page) => use(() => keys.page("oldest", page)),
    revoke: (id, at) =>
      use(() => {
        const key = keys.get(id);
        if (!key) return null;
        const revoked = { ...key, revokedAt: key.revokedAt ?? at };
        keys.put(id, revoked);
        return revoked;
      }),
  };
}
