/** Decisions on a version that somebody saw: they do not take effect on another one. */
import { addressKey } from "../core/address.js";
import { KnowhowError } from "../core/errors.js";
import type { Scope } from "./context.js";
import type { Head } from "./head.js";

/** A decision on what was seen, and on nothing else. */
export interface IfHead {
  /** Only while this is the newest version; default: on whatever is the newest. @throws `head_moved` */
  readonly ifHead?: number;
}

/** @throws `head_moved` if another version was expected */
export function checkHead(scope: Scope, { record }: Head, { ifHead }: IfHead): void {
  const head = record?.head ?? 0;
  if (ifHead !== undefined && ifHead !== head) throw headMoved(scope, head);
}

export function headMoved(scope: Scope, head: number): KnowhowError {
  return new KnowhowError(
    "head_moved",
    `"${addressKey(scope.address)}" is at version ${head}, not the one you decided on. Read it again, then decide.`,
  );
}
