// What is in each table of a record? Writes docs/record.md from the dictionary in src/record, with the examples of record-examples.ts.
// Run: node --import tsx scripts/docs/record.ts

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dictionary } from "../../src/record/dictionary.ts";
import type { TableShape } from "../../src/record/record.ts";
import { examples } from "./record-examples.ts";

const opening = `# The record's tables

<!-- Written by scripts/docs/record.ts from src/record/dictionary.ts; do not edit. -->

\`gigasite simulate\` writes a folder \`record/\` of Parquet files (Snappy), one a table, that any tool reads. A table that a run has no rows for is empty or left out.
Unit and meaning of every column also stand in \`record/columns.json\` and in each file's key-value metadata, as \`meaning\` of the table and
\`<column>.unit\` and \`<column>.meaning\`: \`select decode(key), decode(value) from parquet_kv_metadata('record/hourly.parquet')\`. A dash stands for no unit, 1 for a ratio.

Examples are run beside a folder \`record/\`; those in Python follow \`import pandas as pd\`. They were made with DuckDB 2.0.1 and pandas 3.1.1,
on tables that gigasite wrote; \`scripts/docs/run_record_examples.py\` runs them again.
`;

/** The page's text. */
export function page(): string {
  const contents = dictionary.map(({ name, meaning }) => `| [\`${name}\`](#${name}) | ${meaning} |`);
  return [opening, ["| table | what it holds |", "|---|---|", ...contents].join("\n"), "", ...dictionary.map(section)].join("\n");
}

function section(shape: TableShape): string {
  const example = examples[shape.name];
  if (!example) throw new Error(`table ${shape.name} has no example in scripts/docs/record-examples.ts`);
  const rows = shape.columns.map(({ name, type, unit, meaning }) => `| \`${name}\` | ${type} | ${unit} | ${meaning} |`);
  return `## ${shape.name}
${shape.meaning[0]!.toUpperCase()}${shape.meaning.slice(1)}.

| column | type | unit | meaning |
|---|---|---|---|
${rows.join("\n")}

\`\`\`python
${example.python}
\`\`\`
\`\`\`sql
${example.sql}
\`\`\`
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL("../../docs/record.md", import.meta.url), page());
