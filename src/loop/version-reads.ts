/** Versions, each read once. */
import type { Version } from "../core/version.js";
import type { Scope } from "./context.js";

export class VersionReads {
  readonly #kept = new Map<number, Promise<Version | null>>();
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get(number: number): Promise<Version | null> {
    const known = this.#kept.get(number) ?? this.#scope.store.version(this.#scope.address, number);
    this.#kept.set(number, known);
    return known;
  }
}
