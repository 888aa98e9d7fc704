// When is each of a run of steps done, where each takes a little longer than the one before?

/** The longest run in picoseconds: below it every sum is a whole number in a double. */
const longest = 2 ** 52;

/**
 * The clock of a replica and the run of steps under way: the first takes `first` picoseconds, each one after it `more` longer. All whole numbers, so that
 * a run is to the bit the sum of its steps. A moment is seen at the next whole nanosecond.
 */
export class StepRun {
  steps = 0;
  first = 0;
  more = 0;
  /** Now: whole nanoseconds, and whole picoseconds below one. */
  #nanoseconds = 0;
  #picoseconds = 0;

  /** Sets the clock (ns), after a time with nothing to do. */
  setOut(time: number): void {
    this.#nanoseconds = time;
    this.#picoseconds = 0;
  }

  /** Plans at most so many steps, at least one. */
  plan(first: number, more: number, most: number): void {
    this.first = first;
    this.more = more;
    this.steps = Math.max(1, Math.min(most, Math.floor(longest / (first + more * most))));
  }

  drop(): void {
    this.steps = 0;
  }

  /** Picoseconds of the first `steps` steps. */
  duration(steps: number): number {
    return steps * this.first + (this.more * steps * (steps - 1)) / 2;
  }

  /** When the first `steps` steps are seen to be done (ns). */
  seenAfter(steps: number): number {
    return this.#nanoseconds + Math.ceil((this.#picoseconds + this.duration(steps)) / 1000);
  }

  /** Ends the run with the first step that is seen to be done at `time` (ns) or later. @returns true when the end moved */
  cut(time: number): boolean {
    if (this.steps <= 1) return false;
    const wanted = this.#since(time - 1);
    const steps = wanted < 0 ? 1 : this.#beyond(wanted);
    if (steps >= this.steps) return false;
    this.steps = steps;
    return true;
  }

  /** Steps that are seen to be done by `time` (ns). */
  doneBy(time: number): number {
    const since = this.#since(time);
    return since < this.first ? 0 : Math.min(this.steps, this.#beyond(since) - 1);
  }

  /** Moves the clock over the first `steps` steps. @returns when that is seen (ns) */
  advance(steps: number): number {
    const total = this.#picoseconds + this.duration(steps);
    const whole = Math.floor(total / 1000);
    this.#nanoseconds += whole;
    this.#picoseconds = total - whole * 1000;
    return this.#nanoseconds + (this.#picoseconds > 0 ? 1 : 0);
  }

  #since(time: number): number {
    return (time - this.#nanoseconds) * 1000 - this.#picoseconds;
  }

  /** The least number of steps that take more than so many picoseconds (not negative). */
  #beyond(picoseconds: number): number {
    const slope = this.first - this.more / 2;
    const guess = this.more === 0 ? picoseconds / this.first : (Math.sqrt(slope * slope + 2 * this.more * picoseconds) - slope) / this.more;
    let steps = Math.max(1, Math.floor(guess));
    while (steps > 1 && this.duration(steps - 1) > picoseconds) steps--;
    while (this.duration(steps) <= picoseconds) steps++;
    return steps;
  }
}
