// What stands in the cells of an XLSX file? Sheets as tables of plain values; formulas as the results stored with them.

import readXlsxFile from "read-excel-file/node";
import type { CellValue, Table } from "./spreadsheet-read.ts";

/** @throws Error when the bytes are no XLSX file */
export async function xlsxTables(bytes: Buffer): Promise<Table[]> {
  const sheets = await readXlsxFile(bytes);
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data as unknown as CellValue[][] }));
}
