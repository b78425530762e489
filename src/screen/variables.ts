/** `variables`: refuses a result that loses or invents a variable, or no longer parses in its template format. */
import { KnowhowError } from "../core/errors.js";
import type { Screen } from "../core/ports/screen.js";
import { variablesOf } from "../core/template.js";

export const variablesScreen: Screen = {
  name: "variables",
  check({ before, after, templateFormat }) {
    const refuse = (message: string) => ({ screen: "variables", verdict: "refuse" as const, message, edit: null });
    const known = variablesOf(before.text, templateFormat);
    let now: string[];
    try {
      now = variablesOf(after.text, templateFormat);
    } catch (error) {
      if (!KnowhowError.is(error, "invalid_template")) throw error;
      return [refuse(error.message)];
    }
    const lost = known.filter((name) => !now.includes(name));
    const invented = now.filter((name) => !known.includes(name));
    return [
      ...(lost.length > 0 ? [refuse(`The change loses the ${list(lost)}. Keep it in the text.`)] : []),
      ...(invented.length > 0
        ? [
            refuse(
              `The change invents the ${list(invented)}, for which no caller gives a value. Escape the braces if they are meant as text.`,
            ),
          ]
        : []),
    ];
  },
};

const list = (names: readonly string[]): string => `${names.length > 1 ? "variables" : "variable"} ${names.join(", ")}`;
