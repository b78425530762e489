/** The text as a manuscript: every line can be chosen, and the margin says who is behind it. */
import type { BlameEntry } from "knowhow";
import { isApart, marginOf, markerOf } from "../words/lines.js";

interface Props {
  readonly entries: readonly BlameEntry[];
  /** The id of the line whose origin is shown. */
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
}

export function Manuscript({ entries, open, onOpen }: Props) {
  return (
    <ol className="manuscript">
      {entries.map((entry, at) => {
        const { block, author } = entry;
        const [marker, words] = markerOf(block);
        const margin = marginOf(entry);
        return (
          <li key={block.id} data-apart={isApart(entry, entries[at - 1])}>
            <button
              type="button"
              className="line"
              data-block={block.id}
              data-kind={block.kind}
              data-depth={block.kind === "item" ? block.depth : 0}
              aria-expanded={open === block.id}
              onClick={() => onOpen(block.id)}
            >
              <span className="line-margin" data-role={author.role}>
                {margin !== null && (
                  <>
                    <span className="unseen">taught by </span>
                    {margin}
                  </>
                )}
              </span>
              <span className="line-text">
                {marker !== "" && (
                  <span className="line-marker" aria-hidden="true">
                    {marker.trim()}
                  </span>
                )}
                <span className="line-words">{words}</span>
              </span>
              {block.locked && <span className="line-locked">locked</span>}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
