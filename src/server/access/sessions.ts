/** Sessions of browsers: begun by a one-time token or a key, kept in this process, told by a cookie. */
import type { Clock } from "../../core/clock.js";
import { hashText } from "../../core/hash.js";
import type { Caller } from "./caller.js";
import { base64url, type KeyRing } from "./keys.js";

/** A session that is not used for so long ends, in milliseconds. */
const IDLE = 12 * 60 * 60 * 1000;
/** The most sessions; the one that was begun first goes first. */
const MOST = 1000;

/** Who a session is: the local person, or whoever has a key, as long as the key is in force. */
type Holder = { readonly caller: Caller } | { readonly token: string };

interface Session {
  readonly holder: Holder;
  usedAt: number;
}

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

export class Sessions {
  readonly #ring: KeyRing | null;
  readonly #clock: Clock;
  /** By the hash of what the cookie says. */
  readonly #sessions = new Map<string, Session>();
  /** One-time tokens that were not used yet, by their hash, and the page each leads to. */
  readonly #waiting = new Map<string, { readonly caller: Caller; readonly page: string }>();

  constructor(ring: KeyRing | null, clock: Clock) {
    this.#ring = ring;
    this.#clock = clock;
  }

  /** A token that begins one session of this caller, on a page of this server. */
  invite(caller: Caller, page: string): string {
    const token = random();
    this.#waiting.set(hashText(token), { caller, page });
    return token;
  }

  /** What the cookie is to say, and where to go; null for a token that is none or was used. */
  redeem(token: string): { readonly id: string; readonly page: string } | null {
    const hash = hashText(token);
    const invited = this.#waiting.get(hash);
    if (!invited) return null;
    this.#waiting.delete(hash);
    return { id: this.#begin({ caller: invited.caller }), page: invited.page };
  }

  /** The same for a key; null for one that is not in force. */
  async signIn(key: string): Promise<string | null> {
    return (await this.#ring?.find(key)) ? this.#begin({ token: key }) : null;
  }

  #begin(holder: Holder): string {
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= MOST && oldest !== undefined) this.#sessions.delete(oldest);
    const id = random();
    this.#sessions.set(hashText(id), { holder, usedAt: this.#clock() });
    return id;
  }

  async find(id: string): Promise<Caller | null> {
    const hash = hashText(id);
    const session = this.#sessions.get(hash);
    if (!session) return null;
    const now = this.#clock();
    const { holder } = session;
    const caller =
      now - session.usedAt > IDLE ? null : "caller" in holder ? holder.caller : await this.#ring?.find(holder.token);
    if (!caller) {
      this.#sessions.delete(hash);
      return null;
    }
    session.usedAt = now;
    return caller;
  }

  end(id: string): void {
    this.#sessions.delete(hashText(id));
  }
}
