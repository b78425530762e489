/**
 * The words that stand in for a model's reasoning, the same for every contestant. A field that asks for thinking or an
 * analysis gets `THOUGHTS` (104 tokens), one that asks for a finding or a recommendation gets `FINDING` (39), and one
 * that asks for a reason in a sentence gets `REASON` (14). No more is said than a field asks for.
 */

export const THOUGHTS =
  "The person accepts what the answer says and objects to how it is written. The comment is not about this one customer: it is phrased as a wish for the answers from now on, so it should hold in general. The instructions have a section for what concerns every answer, and that is where this belongs. The rest of the instructions is not touched by the comment and should stay as it stands. The smallest change that makes the agent do it next time is enough; examples or further rules would go beyond it.";

export const FINDING =
  "The answer does not do what the comment asks for, because the instructions do not say it so far. The section on every answer should say it in one sentence, and nothing else should change.";

export const REASON = "A lasting wish for the form of all answers that the instructions lack.";
