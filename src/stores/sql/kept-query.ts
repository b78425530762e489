/**
 * A query that is built and compiled once, and asked with other values from then on: building one takes longer than
 * many a database needs to answer it.
 */
import type { Compilable, CompiledQuery } from "kysely";
import type { Queries } from "./connection.js";

/** What a query is asked with, by name. What is null may make it another query. */
type Values = Readonly<Record<string, string | number | null>>;

/** Stands in a compiled query for a value to come. */
class Blank {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export class KeptQuery<Asked extends Values, Row> {
  /** By connection, then by which values there are. */
  readonly #compiled = new WeakMap<Queries, Map<string, CompiledQuery<Row>>>();

  /**
   * The query with these values.
   * @param build makes it; it must pass the values on as they are, and may look at nothing of them but whether they
   * are null
   */
  filled(db: Queries, values: Asked, build: (values: Asked) => Compilable<Row>): CompiledQuery<Row> {
    let compiled = this.#compiled.get(db);
    if (!compiled) this.#compiled.set(db, (compiled = new Map()));
    const names = Object.keys(values).filter((name) => values[name] !== null);
    const shape = names.join();
    let query = compiled.get(shape);
    if (!query) {
      const blanks = Object.fromEntries(names.map((name) => [name, new Blank(name)]));
      // To the query builder a value is a value, whatever it is.
      query = build({ ...values, ...blanks }).compile();
      compiled.set(shape, query);
    }
    const parameters = query.parameters.map((one) => (one instanceof Blank ? values[one.name] : one));
    return { ...query, parameters };
  }
}
