/** The store holds nothing yet: how to put something into it. */
import { Command, Empty } from "./states.js";

export function NoInstructions() {
  return (
    <Empty title="No instructions yet">
      <p>Instructions are the text an agent runs on. Put a first one into the store:</p>
      <Command>{'npx knowhow init my-agent --seed "You are a helpful agent."'}</Command>
      <p>They appear here by themselves.</p>
    </Empty>
  );
}
