/** What is wrong with a value that does not have the asked form, as one plain sentence for people. */

/** What is used of an issue of Zod, which core does not load. */
export interface FormIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
}

/** More than so many faults are not read by anybody. */
const MOST = 3;

/** `edits must be an array, not a string; lessons[0].outcome must be one of "edited", "locked" (and 2 more)`. */
export function sayFaults(issues: readonly FormIssue[], whole = "it"): string {
  const said = issues.slice(0, MOST).map((issue) => sayFault(issue, whole));
  const more = issues.length - said.length;
  return `${said.join("; ")}${more > 0 ? ` (and ${more} more)` : ""}`;
}

function sayFault({ code, path, message, expected, values, keys }: FormIssue, whole: string): string {
  const where = path.length === 0 ? whole : placeOf(path);
  switch (code) {
    case "invalid_type": {
      const received = /received (.+)$/.exec(message)?.[1];
      if (received === "undefined") return `${where} is missing`;
      return `${where} must be ${withArticle(String(expected))}${received ? `, not ${withArticle(received)}` : ""}`;
    }
    case "invalid_value": {
      const listed = (values ?? []).map((value) => JSON.stringify(value)).join(", ");
      return `${where} must be ${values?.length === 1 ? "" : "one of "}${listed}`;
    }
    case "unrecognized_keys": {
      const listed = (keys ?? []).map((key) => JSON.stringify(key)).join(", ");
      return `${where} has no ${keys?.length === 1 ? "field" : "fields"} ${listed}`;
    }
    default:
      return `${where}: ${message.replace(/\.$/, "")}`;
  }
}

/** `lessons[0].outcome` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : `${at === 0 ? "" : "."}${String(step)}`)).join("");

function withArticle(type: string): string {
  if (type === "undefined" || type === "null") return type;
  if (type === "int") return "a whole number";
  return `${/^[aeiou]/i.test(type) ? "an" : "a"} ${type}`;
}
