// What is wrong with a file of others, all of it at once?

/** A file that cannot be used as it is. `problems` has a line for each, the last one the count of what is not listed. */
export class TraceError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "TraceError";
    this.problems = problems;
  }
}

/** Problems that are listed one by one; the others are counted. */
const listed = 50;

/** Collects what is wrong with one file while it is read. */
export class Problems {
  readonly #file: string;
  readonly #said: string[] = [];
  #count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * One problem as `file:row:column: name: expected ..., found ...; what to do`.
   * @param row line of a text file, row of a Parquet table, both from 1
   * @param column character of the line, or column of the table, both from 1
   */
  add(row: number, column: number, name: string, expected: string, found: string, remedy: string): void {
    this.#count += 1;
    if (this.#count > listed) return;
    this.#said.push(`${this.#file}:${row}:${column}: ${name === "" ? "" : `${name}: `}expected ${expected}, found ${found}; ${remedy}`);
  }

  /** @throws TraceError with all of them */
  stopIfAny(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#said.length;
    throw new TraceError(more === 0 ? this.#said : [...this.#said, `${this.#file}: and ${more.toLocaleString("en-US")} more problems`]);
  }
}

/** What stands in a file, short enough for a message. */
export function quoted(text: string): string {
  return text === "" ? "nothing" : JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
}
