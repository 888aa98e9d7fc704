// What does one ask of each table of a record? Three lines in Python and in SQL for docs/record.md, run by scripts/docs/run_record_examples.py.

export interface Example {
  /** pandas. Columns stand in double quotes, values in single ones: CI checks that the table has the columns. */
  readonly python: string;
  /** DuckDB. */
  readonly sql: string;
}

/** By table. */
export const examples: Readonly<Record<string, Example>> = {
  hourly: {
    python: `hourly = pd.read_parquet("record/hourly.parquet")
power = hourly.groupby("site")[["itMw", "lossesMw", "coolingMw", "houseMw"]].sum()
print(power.sum(axis=1) / power["itMw"])`,
    sql: `select site, sum(itMw + lossesMw + coolingMw + houseMw) / sum(itMw) as pue, max(gridMw) as peak
from 'record/hourly.parquet'
group by site having sum(itMw) > 0 order by pue;`,
  },
  serving: {
    python: `serving = pd.read_parquet("record/serving.parquet")
sums = serving.groupby("workload")[["demand", "own", "clouds", "unserved"]].sum()
print(sums.div(sums["demand"], axis=0))`,
    sql: `select workload, hour, demand, unserved / demand as share
from 'record/serving.parquet' where demand > 0
order by share desc limit 10;`,
  },
  "site-quarters": {
    python: `quarters = pd.read_parquet("record/site-quarters.parquet")
quarters["share"] = quarters["usefulH100eHours"] / quarters["plannedH100eHours"]
print(quarters.pivot(index="quarter", columns="site", values="share"))`,
    sql: `select quarter, sum(gridMwh) as bought, sum(energyUsd) / sum(gridMwh) as price
from 'record/site-quarters.parquet'
group by quarter having sum(gridMwh) > 0 order by quarter;`,
  },
  "work-quarters": {
    python: `work = pd.read_parquet("record/work-quarters.parquet")
short = work[work["place"] == 'unserved']
print(short.groupby(["workload", "quarter"])["h100eHours"].sum())`,
    sql: `select workload, place, sum(h100eHours) as done, sum(plannedH100eHours) as planned
from 'record/work-quarters.parquet'
group by workload, place order by workload, done desc;`,
  },
  failures: {
    python: `failures = pd.read_parquet("record/failures.parquet")
failures["out"] = failures["packages"] * failures["repairHours"]
print(failures.groupby("cause")[["count", "out"]].sum().sort_values("out", ascending=False))`,
    sql: `select workload, cause, sum("count") as failures, sum(lostHours) as lost
from 'record/failures.parquet' where workload <> ''
group by workload, cause order by lost desc;`,
  },
  trainings: {
    python: `trainings = pd.read_parquet("record/trainings.parquet")
trainings["days"] = (trainings["endHour"] - trainings["startHour"]) / 24
print(trainings[["workload", "campus", "days", "interruptions", "ettr"]])`,
    sql: `select workload, campus, flop / wantedFlop as done, interruptions, ettr
from 'record/trainings.parquet'
order by done;`,
  },
  "quarter-hourly": {
    python: `power = pd.read_parquet("record/quarter-hourly.parquet")
power["rise"] = power.groupby("site")["gridMw"].diff()
print(power.groupby("site")["rise"].agg(['min', 'max']))`,
    sql: `select site, floor("hour") as begins, max(gridMw) - min(gridMw) as spread
from 'record/quarter-hourly.parquet'
group by site, begins order by spread desc limit 10;`,
  },
  "energy-quarters": {
    python: `energy = pd.read_parquet("record/energy-quarters.parquet")
print(energy.pivot(index="quarter", columns="site", values="pue"))
print(energy[["gridOutMwh", "plantOutMwh", "curtailedMwh", "responseUsd"]].sum())`,
    sql: `select site, sum(demandUsd) as demand, sum(coincidentUsd) as coincident, sum(differenceUsd) as difference
from 'record/energy-quarters.parquet'
group by site order by demand desc;`,
  },
  losses: {
    python: `losses = pd.read_parquet("record/losses.parquet")
lost = losses.pivot_table(index="stage", columns="site", values="lostMwh", aggfunc='sum')
print(lost / lost.sum())`,
    sql: `select stage, sum(lostMwh) as lost
from 'record/losses.parquet'
group by stage order by lost desc;`,
  },
  swings: {
    python: `swings = pd.read_parquet("record/swings.parquet")
broken = swings[swings["keeps"] != 'yes']
print(broken[["workload", "site", "keeps", "swingMw", "limitSwingMw", "floorUsdPerYear"]])`,
    sql: `select workload, site, swingMw, limitSwingMw, least(floorUsdPerYear, storageUsdPerYear, fillerUsdPerYear) as cheapest
from 'record/swings.parquet'
where keeps <> 'yes' order by swingMw desc;`,
  },
  attempts: {
    python: `attempts = pd.read_parquet("record/attempts.parquet")
first = attempts[(attempts["attempt"] == 1) & (attempts["startSeconds"] >= 0)]
print((first["startSeconds"] - first["submitSeconds"]).quantile([0.5, 0.9, 0.99]))`,
    sql: `select ending, count(*) as attempts, sum(lostSeconds * accelerators) / 3600 as lost
from 'record/attempts.parquet' where startSeconds >= 0
group by ending order by lost desc;`,
  },
  requests: {
    python: `requests = pd.read_parquet("record/requests.parquet")
done = requests[requests["end"] >= 0]
print((done["firstToken"] - done["arrival"]).quantile([0.5, 0.9, 0.99]))`,
    sql: `select floor(arrival / 60) as minute, count(*) as requests, quantile_cont(firstToken - arrival, 0.99) as late
from 'record/requests.parquet' where "end" >= 0
group by minute order by minute;`,
  },
};

/** Words of Python and SQL examples that must be columns of the table, those that the example itself defines left out. */
export function columnsNamed(example: Example): readonly string[] {
  const assigned = new Set([...example.python.matchAll(/\["(\w+)"\] = /g)].map(([, name]) => name!));
  const python = [...example.python.matchAll(/"([^"]+)"/g)].map(([, name]) => name!).filter((name) => !name.endsWith(".parquet") && !assigned.has(name));
  const statement = example.sql.replaceAll(/'[^']*'/g, "");
  const aliases = new Set([...statement.matchAll(/\bas (\w+)/g)].map(([, name]) => name!));
  const quoted = [...statement.matchAll(/"(\w+)"/g)].map(([, name]) => name!);
  const bare = [...statement.replaceAll(/"\w+"/g, "").matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name).filter((name) => !aliases.has(name) && !words.has(name));
  return [...new Set([...python, ...quoted, ...bare])];
}

/** Words of SQL; whatever else stands in a statement is a column. */
const words = new Set(
  "select from where group by having order desc limit as and or not sum max min count avg floor least greatest quantile_cont".split(" "),
);
