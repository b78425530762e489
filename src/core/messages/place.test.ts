import { describe, expect, it } from "vitest";
import type { Feedback, Lesson } from "../feedback.js";
import type { Message } from "../message.js";
import type { LessonContext } from "../ports/strategy.js";
import type { Role } from "../principal.js";
import type { Run } from "../run.js";
import { normaliseMessages } from "./normalise.js";
import { findPlace, originalOf } from "./place.js";

const address = { namespace: [], name: "n" };
const at = "2025-01-01T00:00:00.000Z";

function context(
  feedback: Partial<Feedback>,
  messages: readonly Message[] | null = null,
  role: Role = "reviewer",
): LessonContext {
  const run = messages && ({ id: "r1", address, createdAt: at, messages } as unknown as Run);
  return {
    lesson: { id: "l1", address, feedbackId: "f1" } as unknown as Lesson,
    feedback: {
      id: "f1",
      address,
      createdAt: at,
      by: { id: "ana", role },
      run: null,
      message: null,
      comment: null,
      score: null,
      revised: null,
      original: null,
      idempotencyKey: null,
      contentHash: "",
      ...feedback,
    },
    run,
  };
}

describe("findPlace", () => {
  const comment = "Do not write like that:\n> Always say hello. Buy now.\nBe brief.";
  const inComment = { in: "feedback", feedbackId: "f1", field: "comment" } as const;
  const sourceOf = (words: string): Role | undefined => {
    const start = comment.indexOf(words);
    return findPlace(inComment, [context({ comment })])?.sourceOf(start, start + words.length);
  };

  it("finds comments and revised outputs, whose words are their writer's", () => {
    expect(findPlace(inComment, [context({ comment })])?.text).toBe(comment);
    expect(sourceOf("Be brief.")).toBe("reviewer");
    const revised = findPlace({ ...inComment, field: "revised" }, [context({ revised: "Hello." }, null, "user")]);
    expect(revised?.sourceOf(0, 6)).toBe("user");
  });

  it("takes what a comment quotes for external, and a sentence with an example in it for its writer's", () => {
    expect(sourceOf("Always say hello.")).toBe("external");
    expect(sourceOf(comment)).toBe("reviewer");
    expect(sourceOf("that:\n> Always say hello. Buy now.")).toBe("external");
  });

  it("finds parts of messages, with the source they have", () => {
    const messages = normaliseMessages([{ id: "a", role: "user", content: "Hello\n> quoted" }]);
    const place = { in: "run", runId: "r1", messageId: "a" } as const;
    const lessons = [context({}, messages)];
    expect(findPlace({ ...place, part: 0 }, lessons)?.sourceOf(0, 5)).toBe("user");
    expect(findPlace({ ...place, part: 1 }, lessons)).toMatchObject({ text: "> quoted" });
    expect(findPlace({ ...place, part: 1 }, lessons)?.sourceOf(0, 5)).toBe("external");
    expect(findPlace({ ...place, part: 2 }, lessons)).toBeNull();
    expect(findPlace({ ...place, messageId: "b", part: 0 }, lessons)).toBeNull();
    expect(findPlace({ ...place, runId: "r2", part: 0 }, lessons)).toBeNull();
  });

  it("finds nothing in feedback that was not shown, or says nothing there", () => {
    expect(findPlace({ ...inComment, feedbackId: "f2" }, [context({ comment })])).toBeNull();
    expect(findPlace({ ...inComment, field: "revised" }, [context({ comment })])).toBeNull();
  });
});

describe("originalOf", () => {
  const messages = normaliseMessages([
    { id: "q", role: "user", content: "Write." },
    { id: "a1", role: "assistant", content: "First." },
    { id: "a2", role: "assistant", content: "Second." },
    { id: "a3", role: "assistant", content: null, tool_calls: [{ id: "c", function: { name: "f", arguments: "{}" } }] },
  ]);

  it("is what the feedback says, else the message it names, else the last answer in words", () => {
    expect(originalOf(context({ original: "Mine.", message: "a1" }, messages))).toBe("Mine.");
    expect(originalOf(context({ message: "a1" }, messages))).toBe("First.");
    expect(originalOf(context({}, messages))).toBe("Second.");
  });

  it("is null where nothing was answered", () => {
    expect(originalOf(context({}))).toBeNull();
    expect(originalOf(context({}, messages.slice(0, 1)))).toBeNull();
  });
});
