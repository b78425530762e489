/** What two versions differ in: rule by rule, or line by line. */
import { useQuery } from "@tanstack/react-query";
import type { Address } from "knowhow";
import { useState } from "react";
import { diffQuery, versionQuery } from "../api/resources.js";
import { EditWords } from "../show/edit-words.js";
import { Loaded, Skeleton } from "../show/states.js";
import { TextDifference } from "../show/text-difference.js";
import { editTitle } from "../words/changes.js";
import { wordsOfBlock } from "../words/compared.js";

interface Props {
  readonly address: Address;
  /** Null for the first version. */
  readonly from: number | null;
  readonly to: number;
}

const VIEWS = { rules: "By rules", text: "As text" } as const;
type View = keyof typeof VIEWS;

export function Comparison({ address, from, to }: Props) {
  const [view, setView] = useState<View>("rules");
  if (from === null) return <Whole address={address} version={to} />;
  return (
    <>
      <fieldset className="tabs">
        <legend className="unseen">Show the difference</legend>
        {(Object.keys(VIEWS) as View[]).map((one) => (
          <label key={one}>
            <input type="radio" name="view" checked={view === one} onChange={() => setView(one)} />
            {VIEWS[one]}
          </label>
        ))}
      </fieldset>
      {view === "rules" ? (
        <ByRules address={address} from={from} to={to} />
      ) : (
        <AsText address={address} from={from} to={to} />
      )}
    </>
  );
}

interface TwoProps extends Props {
  readonly from: number;
}

function ByRules({ address, from, to }: TwoProps) {
  const diff = useQuery(diffQuery(address, from, to));
  const before = useQuery(versionQuery(address, from));
  return (
    <Loaded query={diff} skeleton={<Skeleton lines={6} />}>
      {({ edits }) =>
        edits.length === 0 ? (
          <p className="remark">No rule differs.</p>
        ) : (
          <ol className="changes">
            {edits.map((edit, at) => {
              const words = edit.kind === "add" ? null : before.data && wordsOfBlock(before.data, edit.block);
              return (
                <li key={at} className="change" data-kind={edit.kind}>
                  <h3 className="change-title">{editTitle(edit, null)}</h3>
                  <p className="change-words">
                    <EditWords edit={edit} before={words ?? ""} />
                  </p>
                </li>
              );
            })}
          </ol>
        )
      }
    </Loaded>
  );
}

function AsText({ address, from, to }: TwoProps) {
  const before = useQuery(versionQuery(address, from));
  const after = useQuery(versionQuery(address, to));
  return (
    <Loaded query={before} skeleton={<Skeleton lines={6} />}>
      {(old) => (
        <Loaded query={after} skeleton={<Skeleton lines={6} />}>
          {(fresh) => <TextDifference before={old.text} after={fresh.text} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Whole({ address, version }: { readonly address: Address; readonly version: number }) {
  const whole = useQuery(versionQuery(address, version));
  return (
    <Loaded query={whole} skeleton={<Skeleton lines={6} />}>
      {({ text }) => <p className="whole-text">{text}</p>}
    </Loaded>
  );
}
