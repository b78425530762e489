/** The port of snapshots: the texts that were last read, kept outside of the store for when it is away. */

/** A text as it was read. */
export interface SnapshotText {
  readonly text: string;
  readonly version: number;
  /** Of the owner of an overlay or the format of its variables nothing is kept: they are the handle's. */
  readonly label: string | null;
}

export interface Snapshot {
  /** The text that was saved last under a key, or null. What it throws counts as null. */
  load(key: string): Promise<SnapshotText | null>;
  /** Puts it in place of what was there. What it throws is passed over: reading does not depend on it. */
  save(key: string, text: SnapshotText): Promise<void>;
  /** Takes texts away for good, when they are erased. Without it an erasure says that remains may be left. */
  remove?(keys: readonly string[]): Promise<void>;
}
