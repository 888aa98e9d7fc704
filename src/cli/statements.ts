// How are statements laid down? The whole settlement as JSON, and one readable text a party and quarter.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Settlement } from "../settle/settle.ts";
import { statementText } from "../settle/text.ts";
import { jsonText } from "./json-text.ts";

/** Fills a new folder: settlement.json, and PARTY/QUARTER.txt. */
export function writeStatements(folder: string, settlement: Settlement): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "settlement.json"), jsonText(settlement));
  for (const statement of settlement.statements) {
    mkdirSync(join(folder, statement.party), { recursive: true });
    writeFileSync(join(folder, statement.party, `${statement.quarter}.txt`), statementText(statement));
  }
}
