// Long regular expressions over several lines: a line break with the indentation after it does not count.
// Each place in the source is compiled once, so the tags may be used inside functions.
const compiled = new WeakMap<TemplateStringsArray, RegExp>();

/** A regular expression in which letters mean what they say. Values are put in as they are and must be constant. */
export function pattern(parts: TemplateStringsArray, ...values: readonly string[]): RegExp {
  return compile(parts, values, "u");
}

/** The same, upper and lower case alike. */
export function anyCase(parts: TemplateStringsArray, ...values: readonly string[]): RegExp {
  return compile(parts, values, "iu");
}

function compile(parts: TemplateStringsArray, values: readonly string[], flags: string): RegExp {
  const known = compiled.get(parts);
  if (known !== undefined) return known;
  const source = String.raw(parts, ...values).replace(/\n\s*/g, "");
  const expression = new RegExp(source, flags);
  compiled.set(parts, expression);
  return expression;
}
