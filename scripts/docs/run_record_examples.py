# Do the examples of docs/record.md run on the records in the folders given? Needs pandas, pyarrow and duckdb.
# Run: python scripts/docs/run_record_examples.py RUN_FOLDER...
# Each folder holds a record/; an example runs where its table is.

import os
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import duckdb
import pandas as pd

page = (Path(__file__).parent / "../../docs/record.md").read_text()
blocks = re.findall(r"^```(python|sql)\n(.*?)^```$", page, re.M | re.S)
left = set(blocks)
for folder in sys.argv[1:]:
    os.chdir(folder)
    for language, text in blocks:
        if not Path(re.search(r"record/[\w-]+\.parquet", text).group()).exists():
            continue
        if language == "python":
            with redirect_stdout(StringIO()) as out:
                exec(text, {"pd": pd})
            assert out.getvalue().strip(), text
        else:
            duckdb.sql(text).fetchall()
        left.discard((language, text))
print(f"{len(blocks) - len(left)} of {len(blocks)} examples ran (DuckDB {duckdb.__version__}, pandas {pd.__version__})")
for language, text in left:
    print(f"not run, no such table: {language}\n{text}")
sys.exit(1 if left else 0)
