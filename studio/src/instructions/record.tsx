/** How a learned rule has done since it was taught. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { Link } from "wouter";
import { rulesQuery } from "../api/resources.js";
import { Loaded, Skeleton } from "../show/states.js";
import { When } from "../show/when.js";
import { count } from "../words/counts.js";
import { pathTo } from "../words/place.js";

export function Record({ address, block }: { readonly address: Address; readonly block: string }) {
  const rules = useQuery(rulesQuery(address));
  return (
    <section className="record" aria-label="Its record since">
      <h3>Since then</h3>
      <Loaded query={rules} skeleton={<Skeleton lines={3} />}>
        {(report) => {
          const rule = report.rules.find((one) => one.block.id === block);
          if (!rule) return <p>There is no record of it.</p>;
          const { supported, exercised, contradicted } = rule;
          return (
            <dl>
              <dt>At work</dt>
              <dd>
                {exercised.runs === 0 ? (
                  "in no run yet"
                ) : (
                  <>
                    in {count(exercised.runs, "run")}
                    {exercised.last && (
                      <>
                        , <Link href={pathTo("runs", address, { run: exercised.last.run })}>the last</Link>{" "}
                        <When time={exercised.last.at} />
                      </>
                    )}
                  </>
                )}
              </dd>
              <dt>Supported</dt>
              <dd>
                {supported ? (
                  <>
                    {supported.times === 1 ? "once" : `${supported.times} times`}, last{" "}
                    {supported.by && `by ${supported.by.id} `}
                    <When time={supported.at} />
                  </>
                ) : (
                  "by nobody"
                )}
              </dd>
              <dt>Contradicted</dt>
              <dd>
                {contradicted ? (
                  <>
                    by {contradicted.by.id}: {contradicted.what}, <When time={contradicted.at} />
                  </>
                ) : (
                  "by nobody"
                )}
              </dd>
            </dl>
          );
        }}
      </Loaded>
    </section>
  );
}
