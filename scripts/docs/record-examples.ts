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
  jobs: {
    python: `jobs = pd.read_parquet("record/jobs.parquet")
jobs["wait"] = jobs["startSeconds"] - jobs["submitSeconds"]
print(jobs[jobs["startSeconds"] >= 0].groupby("tenant")["wait"].quantile([0.5, 0.9, 0.99]).unstack())`,
    sql: `select ending, count(*) as jobs, sum(accelerators * runSeconds) / 3600 as asked
from 'record/jobs.parquet'
group by ending order by jobs desc;`,
  },
  "job-failures": {
    python: `failures = pd.read_parquet("record/job-failures.parquet")
failures["hours"] = failures["lostAcceleratorSeconds"] / 3600
print(failures.groupby(["cause", "scope"])[["jobs", "hours"]].sum())`,
    sql: `select site, cause, count(*) as failures, sum(jobs) as interrupted, avg(repairedSeconds - seconds) / 3600 as repair
from 'record/job-failures.parquet' where repairedSeconds >= 0
group by site, cause order by failures desc;`,
  },
  "fleet-hours": {
    python: `fleet = pd.read_parquet("record/fleet-hours.parquet")
fleet["utilisation"] = fleet["allocated"] / (fleet["allocated"] + fleet["free"] + fleet["drained"])
print(fleet.groupby(["site", "accelerator"])["utilisation"].mean())`,
    sql: `select floor("hour" / 24) as day, sum(allocated) / sum(allocated + free + drained) as utilisation, max(waiting) as queue
from 'record/fleet-hours.parquet'
group by day having sum(allocated + free + drained) > 0 order by day;`,
  },
  "job-waterfall": {
    python: `steps = pd.read_parquet("record/job-waterfall.parquet")
steps = steps.set_index("step")
print(steps[["acceleratorHours", "share"]])`,
    sql: `select step, acceleratorHours, 100 * share as percent
from 'record/job-waterfall.parquet'
order by acceleratorHours desc;`,
  },
  requests: {
    python: `requests = pd.read_parquet("record/requests.parquet")
done = requests[requests["end"] >= 0]
print((done["firstToken"] - done["arrival"]).quantile([0.5, 0.9, 0.99]))`,
    sql: `select floor(arrival / 60) as minute, count(*) as requests, quantile_cont(firstToken - arrival, 0.99) as late
from 'record/requests.parquet' where "end" >= 0
group by minute order by minute;`,
  },
  futures: {
    python: `futures = pd.read_parquet("record/futures.parquet")
print(futures[["usefulH100eHours", "costUsd", "marginUsd"]].quantile([0.1, 0.5, 0.9]))
print(futures[["usefulH100eHours", "costUsd"]].corr())`,
    sql: `select point, quantile_cont(usefulH100eHours, 0.1) as low, quantile_cont(usefulH100eHours, 0.9) as high
from 'record/futures.parquet'
group by point order by point;`,
  },
  "future-draws": {
    python: `draws = pd.read_parquet("record/future-draws.parquet")
drawn = draws[draws["kind"] != 'axis']
print(drawn.groupby("path")["value"].describe())`,
    sql: `select path, kind, avg("value") as average, min("value") as least, max("value") as most
from 'record/future-draws.parquet' where kind <> 'axis'
group by path, kind order by path;`,
  },
  "future-milestones": {
    python: `milestones = pd.read_parquet("record/future-milestones.parquet")
milestones["day"] = milestones["doneHour"] / 24
print(milestones.groupby("workload")["day"].describe())`,
    sql: `select workload, min(doneHour) as first, max(doneHour) as last
from 'record/future-milestones.parquet'
group by workload order by workload;`,
  },
  "future-quarters": {
    python: `quarters = pd.read_parquet("record/future-quarters.parquet")
bands = quarters.groupby("quarter")["usefulH100eHours"].quantile([0.1, 0.5, 0.9])
print(bands.unstack())`,
    sql: `select quarter, avg(facilityMwh) as energy, avg(costUsd) as cost, avg(revenueUsd) as revenue
from 'record/future-quarters.parquet'
group by quarter order by quarter;`,
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
