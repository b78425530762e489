/** Satisfaction in figures: a row for each period or version. */
import type { Satisfaction } from "knowhow";
import type { ReactNode } from "react";
import { between, outOf, percent } from "../words/figures.js";

interface TableProps {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly { readonly key: string; readonly title: ReactNode; readonly figures: Satisfaction }[];
}

export function SatisfactionTable({ caption, head, rows }: TableProps) {
  return (
    <table className="figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Satisfied</th>
          <th scope="col">Share</th>
          <th scope="col">At 95 %</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, figures }) => (
          <tr key={key}>
            <th scope="row">{title}</th>
            <td>{outOf(figures)}</td>
            <td>{percent(figures.share)}</td>
            <td>{between(figures.interval)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
