/** Made-up texts for property tests. */
import fc from "fast-check";

/** Text that looks like instructions: Markdown, tags, odd white space, any Unicode. */
export const anyInstructions: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "# Title",
        "## Part ##",
        "- item",
        "  - nested",
        "1. first",
        "2) second",
        "<rules>",
        "</rules>",
        "```",
        "~~~",
        "---",
        "***",
      ),
      fc.constantFrom(
        "A sentence. Another one! A third?",
        "Words",
        "====",
        "\tindented",
        "    code",
        "{name} and {{brace}}",
        "",
        " ",
        "\u00a0",
        "🙂 emoji",
      ),
      fc.string({ unit: "grapheme", maxLength: 20 }),
    ),
    { maxLength: 14 },
  )
  .chain((lines) =>
    fc
      .array(fc.constantFrom("\n", "\n\n", "\r\n", "\r", "\n \n"), { minLength: lines.length, maxLength: lines.length })
      .map((breaks) => lines.map((line, at) => line + (breaks[at] ?? "")).join("")),
  )
  .filter((text) => !text.includes("\0"));
