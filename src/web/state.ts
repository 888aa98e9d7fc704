// What has the reader chosen? The quarter that moves everything, a site, a party and its line, and which tables are open.

export interface State {
  readonly quarter: number;
  readonly site: string;
  readonly party: string;
  /** Position of the chosen line in the party's statement. */
  readonly line: number;
  /** Ids of the panels whose table is open. */
  readonly tables: ReadonlySet<string>;
  /** What the figures' table is searched for. */
  readonly search: string;
  readonly playing: boolean;
  readonly width: number;
}

/** Widths that charts are drawn for; the style sheet makes the same columns. */
export interface Columns {
  readonly phone: boolean;
  readonly content: number;
  /** Beside the story. */
  readonly main: number;
  readonly story: number;
  readonly gutter: number;
  /** Two unequal columns, and two equal ones. */
  readonly seven: number;
  readonly five: number;
  readonly half: number;
}

export function columns(width: number): Columns {
  const phone = width < 700;
  const narrow = width < 1100;
  const margin = phone ? 16 : 32;
  const content = Math.min(1600, width - 2 * margin);
  const story = phone ? content : narrow ? (content - 44) / 2 : 352 - 16;
  return {
    phone,
    content,
    main: narrow ? content : content - 352 - 48,
    story,
    gutter: phone ? 104 : 190,
    seven: narrow ? content : ((content - 44) * 7) / 12,
    five: narrow ? content : ((content - 44) * 5) / 12,
    half: narrow ? content : (content - 44) / 2,
  };
}
