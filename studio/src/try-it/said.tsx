/** What was said of an answer. */
import { Words } from "../show/words.js";
import type { Remark } from "./thread.js";

export function Said({ remark: { comment, revised }, answer }: { readonly remark: Remark; readonly answer: string }) {
  return (
    <section className="try-step try-said" aria-label="What you said">
      <h2>You</h2>
      {comment !== null && <blockquote>{comment}</blockquote>}
      {revised !== null && (
        <blockquote>
          <Words before={answer} after={revised} />
        </blockquote>
      )}
    </section>
  );
}
