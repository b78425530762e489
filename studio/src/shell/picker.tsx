/** Chooses the instructions that the pages are about. */
import type { Address, InstructionsRecord } from "knowhow";
import { useLocation } from "wouter";
import { keyOf, pathTo } from "../words/place.js";

interface Props {
  readonly address: Address | null;
  readonly all: readonly InstructionsRecord[];
}

export function Picker({ address, all }: Props) {
  const [path, go] = useLocation();
  if (address === null) return null;
  const page = path.split("/")[1] ?? "";
  const choose = (key: string): void => {
    const chosen = all.find((record) => keyOf(record.address) === key);
    if (chosen) go(pathTo(page === "" || page === "inbox" ? "instructions" : page, chosen.address));
  };
  const listed = all.some((record) => keyOf(record.address) === keyOf(address));
  return (
    <label className="picker">
      <span className="picker-label">Instructions</span>
      <select value={keyOf(address)} onChange={(event) => choose(event.target.value)}>
        {!listed && <option value={keyOf(address)}>{keyOf(address)}</option>}
        {all.map((record) => (
          <option key={keyOf(record.address)} value={keyOf(record.address)}>
            {keyOf(record.address)}
            {record.owner === null ? "" : ` (of ${record.owner})`}
          </option>
        ))}
      </select>
    </label>
  );
}
