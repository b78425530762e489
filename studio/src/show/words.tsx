/** Two wordings as one: what went is struck out, what came is underlined, and both say so to a screen reader. */
import { wordPieces } from "../words/difference.js";

interface Props {
  readonly before: string;
  readonly after: string;
}

export function Words({ before, after }: Props) {
  if (before.trim() === "") return <Added>{after}</Added>;
  if (after.trim() === "") return <Removed>{before}</Removed>;
  const pieces = wordPieces(before, after);
  if (pieces === null) {
    return (
      <>
        <Removed>{before}</Removed> <Added>{after}</Added>
      </>
    );
  }
  return pieces.map(({ kind, text }, at) => {
    if (kind === "same") return <span key={at}>{text}</span>;
    return kind === "added" ? <Added key={at}>{text}</Added> : <Removed key={at}>{text}</Removed>;
  });
}

/** One side of two wordings, with what is only on this side marked. */
export function SideOfWords({ before, after, side }: Props & { readonly side: "removed" | "added" }) {
  const Mark = side === "added" ? Added : Removed;
  const pieces = wordPieces(before, after);
  if (pieces === null) return <Mark>{side === "added" ? after : before}</Mark>;
  return pieces
    .filter(({ kind }) => kind === "same" || kind === side)
    .map(({ kind, text }, at) => (kind === "same" ? <span key={at}>{text}</span> : <Mark key={at}>{text}</Mark>));
}

export function Added({ children }: { readonly children: string }) {
  return (
    <ins>
      <span className="unseen">added: </span>
      {children}
    </ins>
  );
}

export function Removed({ children }: { readonly children: string }) {
  return (
    <del>
      <span className="unseen">removed: </span>
      {children}
    </del>
  );
}
