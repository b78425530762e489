/** How content people are: over time, as a chart or a table, and by version. */
import type { Address, LearningReport, Period, RuleChange } from "knowhow";
import { useId, useState } from "react";
import { Link } from "wouter";
import { Command, Empty } from "../show/states.js";
import { count } from "../words/counts.js";
import { periodTitle } from "../words/figures.js";
import { namespaceQuery, pathTo } from "../words/place.js";
import { ByVersion } from "./by-version.js";
import { Chart } from "./chart.js";
import { SatisfactionTable } from "./satisfaction-table.js";

const PERIODS: readonly (readonly [Period | "", string])[] = [
  ["", "Automatic"],
  ["hour", "Hours"],
  ["day", "Days"],
  ["week", "Weeks"],
  ["month", "Months"],
];

interface Props {
  readonly address: Address;
  readonly report: LearningReport;
  readonly versions: readonly RuleChange[];
  /** There are older versions. */
  readonly more: boolean;
  /** What was asked for; null: what fits. */
  readonly period: Period | null;
  readonly onPeriod: (period: Period | null) => void;
}

export function SatisfactionSection({ address, report, versions, more, period, onPeriod }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const { satisfaction, looked, periods } = report;
  if (satisfaction.rated === 0) return <NothingRated address={address} corrections={looked.corrections} />;
  return (
    <section className="learning-part" aria-labelledby={id}>
      <header className="learning-head">
        <h2 id={id}>Satisfied runs</h2>
        <label className="learning-by">
          <span>By</span>
          <select
            value={period ?? ""}
            onChange={({ target }) =>
              onPeriod(PERIODS.find(([one]) => one !== "" && one === target.value)?.[0] || null)
            }
          >
            {PERIODS.map(([value, title]) => (
              <option key={value} value={value}>
                {value === "" && period === null ? `${title}: ${report.period}s` : title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Show as table
        </button>
      </header>
      {asTable ? (
        <SatisfactionTable
          caption={`By ${report.period}`}
          head="Recorded in"
          rows={periods.map((one) => ({ key: one.from, title: periodTitle(report.period, one.from), figures: one }))}
        />
      ) : (
        <figure>
          <Chart period={report.period} periods={periods} versions={versions} />
          <figcaption className="remark">
            Each point is the share of satisfied runs of one {report.period}; the bar through it is where the true share
            lies, at 95 %. Dashed: a new version{more && `, of the newest ${versions.length}`}.
          </figcaption>
        </figure>
      )}
      <ByVersion address={address} figures={report.versions} changes={versions} />
      <details className="learning-how">
        <summary>How it is counted</summary>
        <p>
          A run counts if a person scored it, and is satisfied if the mean of everybody’s last score is above a half.
          What nobody scored counts neither way, and comments do not either. Whoever scores only what they dislike makes
          every version look bad.{" "}
          {looked.leftOut > 0 && `${count(looked.leftOut, "score")} by programs, or of no run, left out. `}
          {looked.more && `Only the newest ${count(looked.feedback, "piece")} of feedback were looked at.`}
        </p>
      </details>
    </section>
  );
}

function NothingRated({ address, corrections }: { readonly address: Address; readonly corrections: number }) {
  const namespace = namespaceQuery(address);
  return (
    <Empty title="Nobody scored a run yet">
      <p>
        {corrections > 0 &&
          `${count(corrections, "correction")} came in words, but words do not say how content somebody was. `}
        Give a thumb to answers under <Link href={pathTo("runs", address)}>Runs</Link>, or let the application send the
        score with its feedback, from 0 (bad) to 1 (good). At the command line:
      </p>
      <Command>{`npx knowhow${namespace === undefined ? "" : ` --namespace ${namespace}`} feedback ${address.name} --run last --score 1`}</Command>
    </Empty>
  );
}
