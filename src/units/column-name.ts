// How does a spreadsheet name its columns?

/** A, B, ... Z, AA, AB ... for column 0, 1, ... */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCodePoint(65 + (column % 26));
}
