// How do published figures stand beside ours today? Writes the table of docs/validation.md between its marks; the text around it is written by hand.
// Run: node --import tsx scripts/docs/validation.ts

import { readFileSync, writeFileSync } from "node:fs";
import { packagedFacts } from "../../src/cli/commands/validate.ts";
import { validationPage } from "../../src/cli/validation-page.ts";
import { validate } from "../../src/validate/validate.ts";

const page = new URL("../../docs/validation.md", import.meta.url);
const marks = ["<!-- table: written by scripts/docs/validation.ts, do not edit -->", "<!-- end of table -->"] as const;

const text = readFileSync(page, "utf8");
const [before, after] = [text.split(marks[0])[0]!, text.split(marks[1])[1]!];
writeFileSync(page, `${before}${marks[0]}\n\n${validationPage(validate(packagedFacts(), 1).rows)}\n\n${marks[1]}${after}`);
