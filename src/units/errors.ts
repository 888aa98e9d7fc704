// What can go wrong, in which words, and what does a command or the server answer?

interface Answer {
  /** What happened, without the particulars. */
  readonly sentence: string;
  /** Exit status of a command. */
  readonly exit: 1 | 2 | 3 | 130;
  /** HTTP status of the server. */
  readonly http: number;
}

/** The one table of errors. A message gives the particulars; a script may rely on the code. */
export const errors = {
  "file.unreadable": { sentence: "A file that is needed cannot be read.", exit: 2, http: 400 },
  "file.cycle": { sentence: "A file extends itself, directly or through others.", exit: 2, http: 400 },
  "text.syntax": { sentence: "The text is not valid YAML or JSON.", exit: 2, http: 400 },
  "text.size": { sentence: "The text is nested too deeply, or its aliases stand for too much.", exit: 2, http: 400 },
  "key.twice": { sentence: "A key stands twice in one map.", exit: 2, http: 400 },
  "key.unknown": { sentence: "A key is not known at its place.", exit: 2, http: 422 },
  "value.missing": { sentence: "A value that is required is missing.", exit: 2, http: 422 },
  "value.kind": { sentence: "A value is of another kind than expected.", exit: 2, http: 422 },
  "value.unit": { sentence: "A quantity has no unit, an unknown one, or one of another dimension.", exit: 2, http: 422 },
  "value.range": { sentence: "A value lies outside what is possible.", exit: 2, http: 422 },
  "value.choice": { sentence: "A value is none of those that may stand there.", exit: 2, http: 422 },
  "reference.unknown": { sentence: "An id names nothing.", exit: 2, http: 422 },
  "reference.cycle": { sentence: "Things refer to each other in a circle.", exit: 2, http: 422 },
  sense: { sentence: "Each value could stand alone, but together they make no sense.", exit: 2, http: 422 },
} as const satisfies Readonly<Record<string, Answer>>;

export type ErrorCode = keyof typeof errors;
