/** Whether the agent gets better: satisfaction over time and versions, what each line does and weighs, what went. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Address, LearningReport, Period } from "knowhow";
import { useState } from "react";
import { learningQuery, ruleChangesQuery } from "../api/resources.js";
import { usePageTitle } from "../shell/title.js";
import { Loaded, Skeleton } from "../show/states.js";
import { count } from "../words/counts.js";
import { between, percent } from "../words/figures.js";
import { keyOf } from "../words/place.js";
import { LinesSection } from "./lines.js";
import { RetiredSection } from "./retired.js";
import { SatisfactionSection } from "./satisfaction.js";

export function LearningPage({ address }: { readonly address: Address }) {
  usePageTitle(`${keyOf(address)}: learning`);
  const [period, setPeriod] = useState<Period | null>(null);
  const report = useQuery({ ...learningQuery(address, period), placeholderData: keepPreviousData });
  const changes = useInfiniteQuery(ruleChangesQuery(address));
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="learning">
      <header className="page-head">
        <h1>Learning</h1>
        <p>{report.data && sentenceOf(report.data)}</p>
      </header>
      <Loaded query={report} skeleton={<Skeleton lines={10} />}>
        {(data) => (
          <>
            <SatisfactionSection
              address={address}
              report={data}
              versions={items}
              more={changes.hasNextPage}
              period={period}
              onPeriod={setPeriod}
            />
            <LinesSection address={address} report={data} />
          </>
        )}
      </Loaded>
      <Loaded query={changes} skeleton={<Skeleton lines={3} />}>
        {() => (
          <RetiredSection
            address={address}
            changes={items}
            more={changes.hasNextPage}
            onMore={() => void changes.fetchNextPage({ cancelRefetch: false })}
          />
        )}
      </Loaded>
    </div>
  );
}

function sentenceOf({ satisfaction: { rated, share, interval } }: LearningReport): string {
  if (rated === 0) return "How content people are, what each line does and weighs, and what was retired.";
  return `${percent(share)} of ${count(rated, "scored run")} satisfied (at 95 %: ${between(interval)}).`;
}
