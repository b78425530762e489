/** Looks what changed of the resources that somebody subscribed to, and of the list of all, and tells the client. */
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { addressKey } from "../../core/address.js";
import { KnowhowError } from "../../core/errors.js";
import type { OnError } from "./answer.js";
import type { Library } from "./library.js";
import type { Place } from "./uris.js";

/** One session may subscribe to so many; each is looked at every time. */
const MOST_SUBSCRIPTIONS = 1000;
/** The list is looked at every so many looks, as far as this page goes. */
const LIST_EVERY = 3;
const LISTED = 1000;

/** One session's subscriptions. Of the store only records are read, which hold numbers and no text. */
export class Changes {
  readonly #server: McpServer;
  readonly #library: Library;
  readonly #onError: OnError;
  readonly #subscribed = new Map<string, { readonly place: Place; version: number | null }>();
  #timer: ReturnType<typeof setInterval> | null = null;
  #looks = 0;
  #listed: string | null = null;
  #looking = false;

  constructor(server: McpServer, library: Library, onError: OnError) {
    this.#server = server;
    this.#library = library;
    this.#onError = onError;
  }

  /** Begins to look, every so many milliseconds. */
  start(every: number): void {
    this.#timer = setInterval(() => void this.#look(), every);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#subscribed.clear();
  }

  /** @throws `too_large` for too many */
  async subscribe(uri: string, place: Place): Promise<void> {
    if (this.#subscribed.size >= MOST_SUBSCRIPTIONS && !this.#subscribed.has(uri)) {
      throw new KnowhowError("too_large", `A session has at most ${MOST_SUBSCRIPTIONS} subscriptions. End some.`);
    }
    this.#subscribed.set(uri, { place, version: await this.#versionAt(place) });
  }

  unsubscribe(uri: string): void {
    this.#subscribed.delete(uri);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      for (const [uri, kept] of this.#subscribed) {
        const version = await this.#versionAt(kept.place);
        if (version === kept.version) continue;
        kept.version = version;
        await this.#server.server.sendResourceUpdated({ uri });
      }
      if (this.#looks % LIST_EVERY === 0) await this.#lookAtList();
      this.#looks += 1;
    } catch (error) {
      // The store may be away for a while; the next look finds what changed meanwhile.
      this.#onError(error);
    } finally {
      this.#looking = false;
    }
  }

  async #lookAtList(): Promise<void> {
    const { items } = await this.#library.list({ limit: LISTED });
    const listed = JSON.stringify(items.map(({ address }) => addressKey(address)));
    const changed = this.#listed !== null && this.#listed !== listed;
    this.#listed = listed;
    if (!changed) return;
    await this.#server.server.sendResourceListChanged();
    await this.#server.server.sendPromptListChanged();
  }

  /** What tells that a resource is another: the version in force, or the newest; a numbered one never changes. */
  async #versionAt({ kind, address }: Place): Promise<number | null> {
    if (kind === "versions") return null;
    const record = await this.#library.record(address);
    return (kind === "history" ? record?.head : record?.labels["production"]) ?? null;
  }
}
