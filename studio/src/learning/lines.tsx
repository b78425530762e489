/** Each line of the text: since when and by whom, its record, and what every call pays for it. */
import type { Address, LearningReport, LineReport } from "knowhow";
import { useId, useState } from "react";
import { Link } from "wouter";
import { Source } from "../show/source.js";
import { When } from "../show/when.js";
import { count } from "../words/counts.js";
import { between, outOf, percent, perThousandCalls, priceIn } from "../words/figures.js";
import { markerOf } from "../words/lines.js";
import { pathTo } from "../words/place.js";

interface Props {
  readonly address: Address;
  readonly report: LearningReport;
}

export function LinesSection({ address, report: { lines, tokens } }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const price = priceIn(typed);
  const wrong = typed.trim() !== "" && price === null;
  if (lines.length === 0) return null;
  return (
    <section className="learning-part" aria-labelledby={id}>
      <header className="learning-head">
        <h2 id={id}>Lines in force</h2>
        <div className="field learning-price">
          <label htmlFor={`${id}-price`}>Price of a million input tokens</label>
          <input
            id={`${id}-price`}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.25"
            value={typed}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
      </header>
      <p id={`${id}-hint`} className={wrong ? "fault" : "remark"}>
        {wrong
          ? "A price is a number from 0 up, such as 0.25."
          : `Every call pays for about ${count(tokens, "token")} of this text${
              price === null ? "" : `: ${perThousandCalls(tokens, price)} for a thousand calls`
            }.`}
      </p>
      <table className="figures lines">
        <caption className="unseen">Lines in force</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Satisfied runs</th>
            <th scope="col">Tokens</th>
            <th scope="col">Share</th>
            {price !== null && <th scope="col">1000 calls</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.block.id} address={address} line={line} all={tokens} price={price} />
          ))}
        </tbody>
      </table>
      <p className="remark">
        A line’s record is of the scored runs that ran on it, and on all other lines then: where to look, not what it
        did.
      </p>
    </section>
  );
}

interface LineProps {
  readonly address: Address;
  readonly line: LineReport;
  /** Tokens of the whole text. */
  readonly all: number;
  readonly price: number | null;
}

function Line({ address, line: { block, version, at, author, tokens, record }, all, price }: LineProps) {
  const history = <Link href={pathTo("history", address, { to: String(version) })}>version {version}</Link>;
  return (
    <tr>
      <th scope="row">
        <span className="lines-words">{markerOf(block)[1]}</span>
        <span className="lines-about">
          {block.origin === "seed" ? (
            <>From the beginning, {history}</>
          ) : (
            <>
              {author.id} <Source role={author.role} /> in {history}
            </>
          )}
          , <When time={at} />
        </span>
      </th>
      <td data-label="Satisfied runs">
        {record.rated === 0 ? (
          <span className="lines-none">none scored</span>
        ) : (
          <>
            {outOf(record)} <span className="lines-interval">{between(record.interval)}</span>
          </>
        )}
      </td>
      <td data-label="Tokens">{tokens.toLocaleString("en")}</td>
      <td data-label="Share">{percent(all === 0 ? null : tokens / all)}</td>
      {price !== null && <td data-label="1000 calls">{perThousandCalls(tokens, price)}</td>}
    </tr>
  );
}
