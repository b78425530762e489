/** No agent was handed over: what to write so that there is one. */
import { Command, Empty } from "../show/states.js";

const CODE = `createServer({
  memory,
  tryIt: {
    run: ({ input, instructions }) => yourAgent(instructions, input),
    samples: [{ id: "one", title: "A first one", text: "…" }],
  },
});`;

export function NoOffer() {
  return (
    <Empty title="There is no agent here to try">
      <p>
        Here people try an agent on something of theirs, say what should be different, and see what their words change.
        For that the server must be able to run it. With a language model that answers by these instructions:
      </p>
      <Command>npx knowhow serve --model openai:gpt-5-mini</Command>
      <p>With an agent of your own, in your own server:</p>
      <Command>{CODE}</Command>
    </Empty>
  );
}
