// Which job holds how many accelerators on which trays?

/** Where pieces that were taken away are put. */
interface Pieces {
  add(tray: number, count: number): void;
}

/** Pieces of allocation, each some accelerators of one tray held by one job, chained by job and by tray. No piece costs an object. */
export class Holdings {
  /** First piece of each job and tray, -1 for none. */
  readonly #ofJob: Int32Array;
  readonly #ofTray: Int32Array;
  #job = new Int32Array(1024);
  #tray = new Int32Array(1024);
  #count = new Int32Array(1024);
  #nextOfJob = new Int32Array(1024);
  #beforeOfJob = new Int32Array(1024);
  #nextOfTray = new Int32Array(1024);
  #beforeOnTray = new Int32Array(1024);
  #size = 0;
  #spare = -1;

  constructor(jobs: number, trays: number) {
    this.#ofJob = new Int32Array(jobs).fill(-1);
    this.#ofTray = new Int32Array(trays).fill(-1);
  }

  hold(job: number, tray: number, count: number): void {
    const piece = this.#take();
    this.#job[piece] = job;
    this.#tray[piece] = tray;
    this.#count[piece] = count;
    const other = this.#ofJob[job]!;
    this.#nextOfJob[piece] = other;
    this.#beforeOfJob[piece] = -1;
    if (other >= 0) this.#beforeOfJob[other] = piece;
    this.#ofJob[job] = piece;
    const first = this.#ofTray[tray]!;
    this.#nextOfTray[piece] = first;
    this.#beforeOnTray[piece] = -1;
    if (first >= 0) this.#beforeOnTray[first] = piece;
    this.#ofTray[tray] = piece;
  }

  firstOn(tray: number): number {
    return this.#ofTray[tray]!;
  }
  nextOn(piece: number): number {
    return this.#nextOfTray[piece]!;
  }
  jobOf(piece: number): number {
    return this.#job[piece]!;
  }
  countOf(piece: number): number {
    return this.#count[piece]!;
  }

  /** Takes away all pieces of a job and adds them to `out`. */
  drop(job: number, out: Pieces): void {
    for (let piece = this.#ofJob[job]!; piece >= 0;) {
      const next = this.#nextOfJob[piece]!;
      this.#unchainFromTray(piece);
      this.#free(piece, out);
      piece = next;
    }
    this.#ofJob[job] = -1;
  }

  /** Takes away the pieces of a job on trays from `first` to before `end`: costs these trays, however much the job holds elsewhere. */
  dropOn(job: number, first: number, end: number, out: Pieces): void {
    for (let tray = first; tray < end; tray += 1) {
      for (let piece = this.#ofTray[tray]!; piece >= 0;) {
        const next = this.#nextOfTray[piece]!;
        if (this.#job[piece] === job) {
          this.#unchainFromTray(piece);
          this.#unchainFromJob(piece);
          this.#free(piece, out);
        }
        piece = next;
      }
    }
  }

  #free(piece: number, out: Pieces): void {
    out.add(this.#tray[piece]!, this.#count[piece]!);
    this.#nextOfJob[piece] = this.#spare;
    this.#spare = piece;
  }

  #unchainFromTray(piece: number): void {
    const before = this.#beforeOnTray[piece]!;
    const next = this.#nextOfTray[piece]!;
    if (before >= 0) this.#nextOfTray[before] = next;
    else this.#ofTray[this.#tray[piece]!] = next;
    if (next >= 0) this.#beforeOnTray[next] = before;
  }

  #unchainFromJob(piece: number): void {
    const before = this.#beforeOfJob[piece]!;
    const next = this.#nextOfJob[piece]!;
    if (before >= 0) this.#nextOfJob[before] = next;
    else this.#ofJob[this.#job[piece]!] = next;
    if (next >= 0) this.#beforeOfJob[next] = before;
  }

  #take(): number {
    if (this.#spare >= 0) {
      const piece = this.#spare;
      this.#spare = this.#nextOfJob[piece]!;
      return piece;
    }
    if (this.#size === this.#job.length) {
      const wider = (values: Int32Array<ArrayBuffer>) => {
        const out = new Int32Array(2 * values.length);
        out.set(values);
        return out;
      };
      this.#job = wider(this.#job);
      this.#tray = wider(this.#tray);
      this.#count = wider(this.#count);
      this.#nextOfJob = wider(this.#nextOfJob);
      this.#beforeOfJob = wider(this.#beforeOfJob);
      this.#nextOfTray = wider(this.#nextOfTray);
      this.#beforeOnTray = wider(this.#beforeOnTray);
    }
    this.#size += 1;
    return this.#size - 1;
  }
}
