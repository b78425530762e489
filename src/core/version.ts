/** A version: immutable text and blocks, numbered, in a hash chain over salted commitments. */
import type { Address } from "./address.js";
import type { Block } from "./block.js";
import { hashJson } from "./hash.js";
import type { Principal } from "./principal.js";

/** What can be erased while the chain still verifies: it is hashed only through the salted commitment. */
export interface VersionContent {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The number of the next new block id. */
  readonly nextBlock: number;
  readonly author: Principal;
  /** Why, in a sentence. */
  readonly reason: string;
}

export interface Version extends VersionContent {
  readonly address: Address;
  /** From 1. */
  readonly number: number;
  readonly parent: number | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly proposalId: string | null;
  /** At most one version of these instructions has it: that makes the effect of a reflection exactly-once. */
  readonly reflectionId: string | null;
  /** The version this one went back to, for a rollback. */
  readonly reverts: number | null;
  /** Random, 32 hexadecimal digits; empty, and gone with the content, when that is erased. */
  readonly salt: string;
  /** SHA-256 of salt and content. */
  readonly commitment: string;
  /** The parent's hash; null for the first. */
  readonly parentHash: string | null;
  /** SHA-256 of what is not content, the commitment and the parent's hash. */
  readonly hash: string;
  /** Set when its content was erased: text, blocks and reason are empty then, and only the hashes are left of them. */
  readonly erased?: true;
}

/** Stands for whoever was erased. */
export const ERASED = "erased";

/** What is left of a version: its place in the chain. */
export function eraseContent(version: Version): Version {
  const author = { id: ERASED, role: version.author.role };
  return { ...version, text: "", blocks: [], author, reason: "", salt: "", erased: true };
}

/** A version before it is sealed. */
export type VersionDraft = Omit<Version, "commitment" | "hash" | "erased">;

/** The commitment of a content: SHA-256 of salt and content. */
function commitTo(salt: string, content: VersionContent): string {
  const { text, blocks, nextBlock, author, reason } = content;
  return hashJson({ salt, text, blocks, nextBlock, author, reason });
}

/** Puts commitment and hash on a draft. */
export function sealVersion(draft: VersionDraft): Version {
  const commitment = commitTo(draft.salt, draft);
  return { ...draft, commitment, hash: chainHash({ ...draft, commitment }) };
}

function chainHash(version: Omit<Version, "hash">): string {
  const { number, parent, createdAt, proposalId, reflectionId, reverts, commitment, parentHash } = version;
  return hashJson({ number, parent, createdAt, proposalId, reflectionId, reverts, commitment, parentHash });
}

/** What is wrong with a chain; each in a sentence. */
export interface ChainFault {
  readonly number: number;
  readonly fault: string;
}

/**
 * Checks a whole chain, oldest first. An empty list means that nothing was changed, lost or put in between. Of an
 * erased version the commitment is what the chain is made of; there is no content left to compare it with.
 */
export function verifyChain(versions: readonly Version[]): ChainFault[] {
  return versions.flatMap((version, index) =>
    linkFaults(version, versions[index - 1] ?? null, index + 1).map((fault) => ({ number: version.number, fault })),
  );
}

/** What is wrong with one version, as the one that comes after `previous` (null: as the first); each in a sentence. */
export function linkFaults(
  version: Version,
  previous: Pick<Version, "number" | "hash"> | null,
  place = (previous?.number ?? 0) + 1,
): string[] {
  const faults: string[] = [];
  if (version.number !== place) faults.push(`expected version ${place} here`);
  if (version.parent !== (previous?.number ?? null)) faults.push("its parent is not the version before it");
  if (version.parentHash !== (previous?.hash ?? null))
    faults.push("its parent hash is not the hash of the version before it");
  if (version.erased) {
    if (hasContent(version)) faults.push("it is marked as erased, and has content");
  } else if (commitTo(version.salt, version) !== version.commitment)
    faults.push("its text, blocks, author or reason were changed");
  if (chainHash(version) !== version.hash) faults.push("its number, time, proposal or hash were changed");
  return faults;
}

const hasContent = ({ text, blocks, reason, salt }: Version): boolean =>
  text !== "" || blocks.length > 0 || reason !== "" || salt !== "";
