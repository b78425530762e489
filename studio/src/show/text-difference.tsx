/** Two texts side by side, line by line; one column on a phone. Equal stretches are folded until asked for. */
import { useState } from "react";
import { count } from "../words/counts.js";
import { foldRows, type Row, rowsOf, type Stretch } from "../words/difference.js";
import { SideOfWords } from "./words.js";

interface Props {
  readonly before: string;
  readonly after: string;
}

export function TextDifference({ before, after }: Props) {
  const stretches = foldRows(rowsOf(before, after));
  if (stretches.every(({ kind }) => kind === "gap")) return <p className="remark">The texts are the same.</p>;
  return (
    <div className="difference" role="table" aria-label="Text before and after">
      {stretches.map((stretch, at) => (
        <StretchRows key={at} stretch={stretch} />
      ))}
    </div>
  );
}

function StretchRows({ stretch: { kind, rows } }: { readonly stretch: Stretch }) {
  const [open, setOpen] = useState(kind === "rows");
  if (!open) {
    return (
      <div role="row" className="difference-gap">
        <span role="cell">
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {count(rows.length, "equal line")}
          </button>
        </span>
      </div>
    );
  }
  return rows.map((row, at) => <DifferenceRow key={at} row={row} />);
}

function DifferenceRow({ row: { kind, left, right } }: { readonly row: Row }) {
  return (
    <div role="row" className="difference-row" data-kind={kind}>
      <Side line={left} other={right} side="removed" kind={kind} />
      <Side line={right} other={left} side="added" kind={kind} />
    </div>
  );
}

interface SideProps {
  readonly line: Row["left"];
  readonly other: Row["left"];
  readonly side: "removed" | "added";
  readonly kind: Row["kind"];
}

function Side({ line, other, side, kind }: SideProps) {
  const [before, after] = side === "removed" ? [line?.text, other?.text] : [other?.text, line?.text];
  return (
    <div role="cell" className="difference-side" data-side={side} data-empty={line === null}>
      <span className="difference-number">{line?.number}</span>
      <span className="difference-text">
        {line && (kind === "same" ? line.text : <SideOfWords before={before ?? ""} after={after ?? ""} side={side} />)}
      </span>
    </div>
  );
}
