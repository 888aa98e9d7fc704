// Which job holds how many accelerators on which trays?

/** Where pieces that were taken away are put. */
interface Pieces {
  add(tray: number, count: number): void;
}

/** Pieces of allocation, each some accelerators of one tray, or a part of one card, held by one job, chained by job and by tray. No piece costs an object. */
export class Holdings {
  /** First piece of each job and tray, -1 for none. */
  readonly #ofJob: Int32Array;
  readonly #ofTray: Int32Array;
  /** Fields of all pieces, piece after piece: what is known of one stands together in memory. */
  #pieces = new Int32Array(1024 * fields);
  #size = 0;
  #spare = -1;

  constructor(jobs: number, trays: number) {
    this.#ofJob = new Int32Array(jobs).fill(-1);
    this.#ofTray = new Int32Array(trays).fill(-1);
  }

  hold(job: number, tray: number, count: number): void {
    const piece = this.#take();
    this.#pieces[piece * fields + jobField] = job;
    this.#pieces[piece * fields + trayField] = tray;
    this.#pieces[piece * fields + countField] = count;
    const other = this.#ofJob[job]!;
    this.#pieces[piece * fields + nextOfJob] = other;
    this.#pieces[piece * fields + beforeOfJob] = -1;
    if (other >= 0) this.#pieces[other * fields + beforeOfJob] = piece;
    this.#ofJob[job] = piece;
    const first = this.#ofTray[tray]!;
    this.#pieces[piece * fields + nextOfTray] = first;
    this.#pieces[piece * fields + beforeOnTray] = -1;
    if (first >= 0) this.#pieces[first * fields + beforeOnTray] = piece;
    this.#ofTray[tray] = piece;
  }

  /** The job holds a part of a card of this tray: its one piece. */
  holdPart(job: number, tray: number, card: number): void {
    this.hold(job, tray, -1 - card);
  }

  /** Takes the part away; the card. */
  dropPart(job: number): number {
    const piece = this.#ofJob[job]!;
    const card = this.cardOf(piece);
    this.#unchainFromTray(piece);
    this.#ofJob[job] = -1;
    this.#pieces[piece * fields + nextOfJob] = this.#spare;
    this.#spare = piece;
    return card;
  }

  firstOf(job: number): number {
    return this.#ofJob[job]!;
  }
  trayOf(piece: number): number {
    return this.#pieces[piece * fields + trayField]!;
  }
  nextOf(piece: number): number {
    return this.#pieces[piece * fields + nextOfJob]!;
  }
  firstOn(tray: number): number {
    return this.#ofTray[tray]!;
  }
  nextOn(piece: number): number {
    return this.#pieces[piece * fields + nextOfTray]!;
  }
  jobOf(piece: number): number {
    return this.#pieces[piece * fields + jobField]!;
  }
  /** Whole accelerators: 0 where it is a part of a card. */
  countOf(piece: number): number {
    return Math.max(0, this.#pieces[piece * fields + countField]!);
  }
  /** The card, -1 where the piece is whole accelerators. */
  cardOf(piece: number): number {
    return this.#pieces[piece * fields + countField]! < 0 ? -1 - this.#pieces[piece * fields + countField]! : -1;
  }

  /** Takes away all pieces of a job and adds them to `out`. */
  drop(job: number, out: Pieces): void {
    for (let piece = this.#ofJob[job]!; piece >= 0;) {
      const next = this.#pieces[piece * fields + nextOfJob]!;
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
        const next = this.#pieces[piece * fields + nextOfTray]!;
        if (this.#pieces[piece * fields + jobField] === job) {
          this.#unchainFromTray(piece);
          this.#unchainFromJob(piece);
          this.#free(piece, out);
        }
        piece = next;
      }
    }
  }

  #free(piece: number, out: Pieces): void {
    out.add(this.#pieces[piece * fields + trayField]!, this.#pieces[piece * fields + countField]!);
    this.#pieces[piece * fields + nextOfJob] = this.#spare;
    this.#spare = piece;
  }

  #unchainFromTray(piece: number): void {
    const before = this.#pieces[piece * fields + beforeOnTray]!;
    const next = this.#pieces[piece * fields + nextOfTray]!;
    if (before >= 0) this.#pieces[before * fields + nextOfTray] = next;
    else this.#ofTray[this.#pieces[piece * fields + trayField]!] = next;
    if (next >= 0) this.#pieces[next * fields + beforeOnTray] = before;
  }

  #unchainFromJob(piece: number): void {
    const before = this.#pieces[piece * fields + beforeOfJob]!;
    const next = this.#pieces[piece * fields + nextOfJob]!;
    if (before >= 0) this.#pieces[before * fields + nextOfJob] = next;
    else this.#ofJob[this.#pieces[piece * fields + jobField]!] = next;
    if (next >= 0) this.#pieces[next * fields + beforeOfJob] = before;
  }

  #take(): number {
    if (this.#spare >= 0) {
      const piece = this.#spare;
      this.#spare = this.#pieces[piece * fields + nextOfJob]!;
      return piece;
    }
    if (this.#size * fields === this.#pieces.length) {
      const wider = new Int32Array(2 * this.#pieces.length);
      wider.set(this.#pieces);
      this.#pieces = wider;
    }
    this.#size += 1;
    return this.#size - 1;
  }
}

const fields = 8;
/** Fields of a piece. Accelerators are counted in `countField`; below 0 it is a card: -1 - card. */
const [jobField, trayField, countField, nextOfJob, beforeOfJob, nextOfTray, beforeOnTray] = [0, 1, 2, 3, 4, 5, 6];
