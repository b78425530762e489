/** An empty inbox: what brings something into it. */
import { Link } from "wouter";
import { useChosen } from "../shell/chosen.js";
import { NoInstructions } from "../show/no-instructions.js";
import { Empty } from "../show/states.js";
import { pathTo } from "../words/place.js";

export function NothingWaits() {
  const { address, loading } = useChosen();
  if (loading) return null;
  if (address === null) return <NoInstructions />;
  return (
    <Empty title="All decided">
      <p>
        Suggestions come from what people say about the agent’s answers. Read a conversation and say what you think of
        it.
      </p>
      <p>
        <Link href={pathTo("runs", address)} className="button">
          Read the runs
        </Link>
      </p>
    </Empty>
  );
}
