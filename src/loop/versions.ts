/** Making versions: the first, and each one on top of the head. */
import type { Block } from "../core/block.js";
import { isoTime, randomSalt } from "../core/clock.js";
import type { Principal } from "../core/principal.js";
import { sealVersion, type Version } from "../core/version.js";
import type { Scope } from "./context.js";

/** What a new version is to hold. */
export interface NextVersion {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly nextBlock: number;
  readonly author: Principal;
  readonly reason: string;
  readonly proposalId?: string | null;
  readonly reflectionId?: string | null;
  readonly reverts?: number | null;
}

/** Seals a version on top of `parent` (null: the first). */
export function makeVersion(scope: Scope, parent: Version | null, next: NextVersion): Version {
  return sealVersion({
    address: scope.address,
    number: (parent?.number ?? 0) + 1,
    parent: parent?.number ?? null,
    createdAt: isoTime(scope.clock()),
    text: next.text,
    blocks: next.blocks,
    nextBlock: next.nextBlock,
    author: next.author,
    reason: next.reason,
    proposalId: next.proposalId ?? null,
    reflectionId: next.reflectionId ?? null,
    reverts: next.reverts ?? null,
    salt: randomSalt(),
    parentHash: parent?.hash ?? null,
  });
}
