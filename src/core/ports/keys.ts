/** The port of keys: where a server keeps who may use it. */
import type { ApiKey } from "../key.js";
import type { Page, PageRequest } from "./page.js";

/** Keeps keys. Methods throw `store_*` errors, never raw driver errors. */
export interface KeyStore {
  /** Keeps a new key. @throws `conflict` if there is one with its id */
  add(key: ApiKey): Promise<void>;
  find(id: string): Promise<ApiKey | null>;
  /** All keys, also those that are no longer in force; oldest first. */
  list(page?: PageRequest): Promise<Page<ApiKey>>;
  /** Takes a key out of force; one that was revoked before keeps its time. Null for none with this id. */
  revoke(id: string, at: string): Promise<ApiKey | null>;
}
