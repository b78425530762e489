// A person at the terminal who reads each tweet.
import { isCancel, text } from "@clack/prompts";
import type { Remark, SessionReader } from "./session.js";

const PROMPT = "What do you say? A comment, e to edit it, 0 to 10 for a score, Enter if it is fine, q to stop.";

export const terminalReader: SessionReader = {
  async read(tweet) {
    const said = await text({ message: PROMPT, validate: faultIn });
    if (isCancel(said) || said === "q") return null;
    const remark = (said ?? "").trim();
    if (remark === "e") return editTweet(tweet);
    const score = /^(?:10|\d)$/.test(remark) ? Number(remark) / 10 : null;
    if (score !== null) return { score };
    return remark === "" ? { score: 1 } : { comment: remark };
  },
};

/** A number that is no score was mistyped, and says nothing as a comment. */
function faultIn(said: string | undefined): string | undefined {
  const remark = (said ?? "").trim();
  if (!/^[\d.,/ -]+$/.test(remark) || /^(?:10|\d)$/.test(remark)) return undefined;
  return "A score is a whole number from 0 to 10.";
}

async function editTweet(tweet: string): Promise<Remark | null> {
  const revised = await text({
    message: "The tweet as you would have it:",
    initialValue: tweet.replace(/\s*\n\s*/g, " "),
  });
  if (isCancel(revised)) return null;
  return (revised ?? "").trim() === "" ? { score: 1 } : { revised };
}
