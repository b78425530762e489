/** Tries the agent out: an input, its answer, what should be different, the suggestion, and the next answer. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { type Offer, offerQuery, versionQuery } from "../api/resources.js";
import { sentenceOf } from "../api/problem.js";
import { useChosen } from "../shell/chosen.js";
import { useKeys } from "../shell/keys.js";
import { useMay } from "../shell/may.js";
import { usePageTitle } from "../shell/title.js";
import { Empty, Loaded, Skeleton } from "../show/states.js";
import { keyOf } from "../words/place.js";
import { ChooseInput } from "./choose-input.js";
import { ChosenInput } from "./chosen-input.js";
import { NoOffer } from "./no-offer.js";
import { leadsOn, othersAfter, reopened, saidAgain, changed } from "./thread.js";
import { TurnView } from "./turn-view.js";
import { type Conversation, useThread } from "./use-thread.js";

export function TryItPage({ address }: { readonly address: Address }) {
  usePageTitle(`${keyOf(address)}: try it`);
  const offer = useQuery(offerQuery(address));
  const mayTry = useMay("propose");
  return (
    <div className="try">
      <header className="page-head">
        <h1>Try it</h1>
        <p>{offer.data?.offer?.notice}</p>
      </header>
      <Loaded query={offer} skeleton={<Skeleton lines={4} />}>
        {({ offer: found }) =>
          found === null ? (
            <NoOffer />
          ) : mayTry ? (
            <Trying address={address} offer={found} />
          ) : (
            <Empty title="Your key only reads">
              <p>To run the agent, it needs the role “propose”; to say what should be different, “record” as well.</p>
            </Empty>
          )
        }
      </Loaded>
    </div>
  );
}

function Trying({ address, offer }: { readonly address: Address; readonly offer: Offer }) {
  const conversation = useThread(address);
  const { thread, running, begin, change, next } = conversation;
  const { input, turns } = thread;
  const following = othersAfter(offer.samples, input?.sample ?? null)[0] ?? null;
  const goOn = (): void => {
    if (following) begin({ sample: following.id, title: following.title });
  };
  useKeys({ n: input !== null && !running && following ? goOn : undefined });
  if (input === null) return <ChooseInput address={address} offer={offer} onChosen={begin} />;
  return (
    <>
      <ChosenInput address={address} offer={offer} input={input} onOther={conversation.leave} />
      {turns.map((turn, at) => (
        <TurnView
          key={at}
          address={address}
          offer={offer}
          input={input}
          turn={turn}
          isLast={at === turns.length - 1}
          onChange={(how) => change((before) => changed(before, at, how))}
          onAgain={(comment) => change((before) => saidAgain(before, comment))}
          onDecided={(decided) => {
            if (leadsOn(decided)) next();
            else change((before) => saidAgain(before, ""));
          }}
          onReopened={(id) => change((before) => reopened(before, at, id))}
        />
      ))}
      <Running address={address} offer={offer} conversation={conversation} />
      {turns.length > 0 && !running && (
        <p className="try-next">
          {following && (
            <button type="button" onClick={goOn} aria-keyshortcuts="n">
              Next {offer.input} <kbd>n</kbd>
            </button>
          )}
          <button type="button" className="link" onClick={conversation.leave}>
            Choose another
          </button>
        </p>
      )}
    </>
  );
}

interface RunningProps {
  readonly address: Address;
  readonly offer: Offer;
  readonly conversation: Conversation;
}

/** What stands at the foot of the conversation while the agent writes, when it failed, or when its text has changed. */
function Running({ address, offer, conversation: { thread, running, fault, next, stop } }: RunningProps) {
  const { all } = useChosen();
  const last = thread.turns.at(-1);
  const inForce = all.find((record) => keyOf(record.address) === keyOf(address))?.labels["production"];
  const isOld = useOtherText(address, last?.answer.version ?? null, inForce ?? null);
  if (running) {
    return (
      <div className="try-running" role="status">
        <span>Waiting for the {offer.output}…</span>
        <button type="button" className="link" onClick={stop}>
          Stop
        </button>
      </div>
    );
  }
  if (fault !== null && fault !== undefined) {
    return (
      <div className="failure" role="alert">
        <p>{sentenceOf(fault)}</p>
        <button type="button" onClick={next}>
          Try again
        </button>
      </div>
    );
  }
  if (!last) {
    return (
      <p className="try-next">
        <button type="button" className="primary" onClick={next}>
          Get the {offer.output}
        </button>
      </p>
    );
  }
  if (!isOld || last.remark !== null) return null;
  return (
    <p className="try-next">
      <span>Version {inForce} is in force now.</span>
      <button type="button" className="link" onClick={next}>
        Get the {offer.output} again
      </button>
    </p>
  );
}

/** Whether two versions have another text; not before that is known. */
function useOtherText(address: Address, one: number | null, other: number | null): boolean {
  const differ = one !== null && other !== null && one !== other;
  const [first, second] = useQueries({
    queries: [one, other].map((number) => ({ ...versionQuery(address, number ?? 0), enabled: differ })),
  });
  if (!differ || !first?.data || !second?.data) return false;
  return first.data.text !== second.data.text;
}
