// How does a command answer? One document or one screen on stdout, problems and progress on stderr, one exit status, and Ctrl-C.

import { Stop } from "./stop.ts";

/** Options that every command may have. */
export interface Common {
  readonly json?: boolean;
}

/** What a command answers: the same facts for a script and for a reader. */
export interface Outcome {
  readonly document: unknown;
  readonly text: string;
}

/** The way back from a command to whoever called it. */
export interface Answer {
  /** Prints the outcome; called at most once. */
  give(outcome: Outcome): void;
  /** A line for the reader on stderr. */
  say(line: string): void;
  /** Where the work stands: one line that the next one replaces; shown only on a terminal. */
  progress(line: string): void;
  /** Aborted by the first Ctrl-C. The second one kills. */
  readonly interrupted: AbortSignal;
}

export interface Face {
  run(command: (answer: Answer) => Promise<number>): Promise<void>;
}

export function openFace(name: string, { json = false }: Common): Face {
  const interrupt = new AbortController();
  const terminal = process.stderr.isTTY === true;
  let line = "";
  const clear = (): void => {
    if (line !== "") process.stderr.write("\r\u001b[2K");
    line = "";
  };
  const say = (text: string): void => {
    clear();
    process.stderr.write(`${text}\n`);
  };
  const give = ({ document, text }: Outcome): void => {
    clear();
    process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${text}\n`);
  };
  const progress = (text: string): void => {
    if (!terminal) return;
    clear();
    line = text.slice(0, (process.stderr.columns ?? 80) - 1);
    process.stderr.write(line);
  };
  const onInterrupt = (): void => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
    say(`gigasite ${name}: stopping, what is finished is kept; once more kills`);
  };
  return {
    async run(command) {
      process.on("SIGINT", onInterrupt);
      process.on("SIGTERM", onInterrupt);
      // A reader that closes the pipe (`| head`) has seen enough.
      process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
      try {
        process.exitCode = await command({ give, say, progress, interrupted: interrupt.signal });
      } catch (error) {
        const stop = Stop.from(error);
        if (json) give({ document: { error: stop.document }, text: "" });
        say(stop.message);
        process.exitCode = stop.status;
      } finally {
        clear();
        process.off("SIGINT", onInterrupt);
        process.off("SIGTERM", onInterrupt);
      }
    },
  };
}
