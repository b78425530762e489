/** What was said could not be made a rule of: what of it, and how to say it so that it can. */
import type { Lesson } from "knowhow";

interface Props {
  readonly lesson: Lesson;
  readonly comment: string | null;
  /** Null: something came after it. */
  readonly onAgain: ((comment: string) => void) | null;
}

export function NotUnderstood({ lesson, comment, onAgain }: Props) {
  return (
    <div className="try-step try-puzzled" role="status">
      <p>
        <b>Nothing was learned from this yet.</b> {lesson.reason}
      </p>
      <p>
        It is kept, and {lesson.state === "parked" ? "waits for a person" : "is read again later"}. Plain rules are
        understood best, one a sentence:
      </p>
      <ul>
        <li>Do not use hashtags.</li>
        <li>Always lead with the result.</li>
        <li>Keep it under 200 characters.</li>
        <li>Write “percent” instead of “%”.</li>
      </ul>
      {onAgain && (
        <p>
          <button type="button" className="primary" onClick={() => onAgain(comment ?? "")}>
            Say it in other words
          </button>
        </p>
      )}
    </div>
  );
}
