// What does a solver say when it cannot do its work?

/** Something needed is not there or not enough (exit status 3): a program that is not installed, memory, a file it did not write. */
export class SolverError extends Error {
  readonly exit = 3;
}
