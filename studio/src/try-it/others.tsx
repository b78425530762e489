/** Other samples on the text before a change and after it, side by side. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { useState } from "react";
import { type Offer, trialQuery } from "../api/resources.js";
import { Loaded, Skeleton } from "../show/states.js";
import { SideOfWords } from "../show/words.js";
import { type Input, othersAfter } from "./thread.js";

interface Props {
  readonly address: Address;
  readonly offer: Offer;
  readonly input: Input;
  readonly from: number;
  readonly to: number;
}

/** So many are shown at once when there are asked for more. */
const STEP = 2;

export function Others({ address, offer, input, from, to }: Props) {
  const [shown, setShown] = useState(offer.compare);
  const others = othersAfter(offer.samples, input.sample);
  if (others.length === 0) return null;
  return (
    <section className="try-others" aria-label="The same change elsewhere">
      {shown > 0 && <h3>The same change elsewhere</h3>}
      {others.slice(0, shown).map((sample) => (
        <Other key={sample.id} address={address} sample={sample} from={from} to={to} />
      ))}
      {shown < others.length && (
        <p>
          <button type="button" className="link" onClick={() => setShown(shown + STEP)}>
            {shown === 0 ? "See what it changes elsewhere" : "See more"}
          </button>
        </p>
      )}
    </section>
  );
}

interface OtherProps {
  readonly address: Address;
  readonly sample: Offer["samples"][number];
  readonly from: number;
  readonly to: number;
}

function Other({ address, sample, from, to }: OtherProps) {
  const before = useQuery(trialQuery({ address, sample: sample.id, version: from }));
  const after = useQuery(trialQuery({ address, sample: sample.id, version: to }));
  const query = {
    data: before.data && after.data ? { before: before.data.output, after: after.data.output } : undefined,
    error: before.error ?? after.error,
    refetch: () => {
      if (before.error) void before.refetch();
      if (after.error) void after.refetch();
    },
  };
  return (
    <article className="try-other">
      <h4>{sample.title}</h4>
      <Loaded query={query} skeleton={<Skeleton lines={6} />}>
        {(texts) =>
          texts.before === texts.after ? (
            <>
              <p className="try-side">{texts.after}</p>
              <p className="remark">The same before and after.</p>
            </>
          ) : (
            <div className="try-sides">
              <div>
                <h5>Version {from}</h5>
                <p className="try-side">
                  <SideOfWords {...texts} side="removed" />
                </p>
              </div>
              <div>
                <h5>Version {to}</h5>
                <p className="try-side">
                  <SideOfWords {...texts} side="added" />
                </p>
              </div>
            </div>
          )
        }
      </Loaded>
    </article>
  );
}
