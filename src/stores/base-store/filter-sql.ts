/** A filter as a condition of SQL. Every answer is true or false, never null, so that `not` means what it says. */
import { sql } from "kysely";
import type { Answer, JsonDialect } from "./dialect.js";
import type { Condition } from "./filter.js";

export function filterSql(condition: Condition, json: JsonDialect): Answer {
  switch (condition.kind) {
    case "all":
      return joined(condition.of, json, sql` and `, sql`true`);
    case "any":
      return joined(condition.of, json, sql` or `, sql`false`);
    case "not":
      return sql`(not ${filterSql(condition.of, json)})`;
    case "present":
      return sql`(${json.type(condition.path)} is not null)`;
    case "object":
    case "null":
      return typeIs(condition.path, condition.kind, json);
    case "boolean":
      return typeIs(condition.path, String(condition.to), json);
    case "sized": {
      const { path, type, size } = condition;
      return guarded(sql`${json.type(path)} = ${type} and ${json.size(path, type)} = ${size}`);
    }
    case "string": {
      const { path, among } = condition;
      return guarded(sql`${json.type(path)} = 'string' and ${json.text(path)} in (${sql.join(among)})`);
    }
    case "number":
      return guarded(json.isAmong(condition.path, condition.among));
    case "compare": {
      const { path, to } = condition;
      const operator = sql.raw(condition.operator);
      if (typeof to === "number") return guarded(sql`${json.number(path)} ${operator} ${json.numberOf(to)}`);
      return guarded(sql`${json.type(path)} = 'string' and ${json.text(path)} ${operator} ${to}`);
    }
  }
}

function joined(of: readonly Condition[], json: JsonDialect, by: Answer, none: Answer): Answer {
  return of.length === 0
    ? none
    : sql`(${sql.join(
        of.map((one) => filterSql(one, json)),
        by,
      )})`;
}

const typeIs = (path: Parameters<JsonDialect["type"]>[0], type: string, json: JsonDialect): Answer =>
  guarded(sql`${json.type(path)} = ${type}`);

const guarded = (question: Answer): Answer => sql`coalesce((${question}), false)`;
