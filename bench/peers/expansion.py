"""The expansion model of bench/lp.ts in linopy, in PyPSA or by hand in numpy, handed to highspy. One process a measurement.

usage: expansion.py linopy|linopy-names|pypsa|numpy SNAPSHOTS [solve]; prints one JSON line.
"""

import json
import resource
import sys
import time

import numpy as np

tool, snapshots, solve = sys.argv[1], int(sys.argv[2]), len(sys.argv) > 3
if tool.startswith("linopy"):
    import linopy
    import pandas as pd
    import xarray as xr
elif tool == "pypsa":
    import pandas as pd
    import pypsa
import highspy

peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
S, K, T = 20, 5, snapshots
s, k, t = np.arange(S), np.arange(K), np.arange(T)
load = 50 + (s[:, None] * 7919 + t[None, :] * 104729) % 97 / 97 * 50
available = np.where(k[:, None] == 0, 1.0, (k[:, None] * 6007 + t[None, :] * 7919) % 101 / 101)
capital = np.array([5.0, 8.0, 9.0, 7.0, 6.0]) * T
marginal = np.array([60.0, 1.0, 2.0, 3.0, 4.0])
baseline = peak()
began, worked = time.perf_counter(), time.process_time()

if tool.startswith("linopy"):
    site = pd.Index([f"site {i}" for i in s], name="site")
    technology = pd.Index([f"technology {i}" for i in k], name="technology")
    hour = pd.Index([f"hour {i}" for i in t], name="hour")
    weather = xr.DataArray(available, coords=[technology, hour])
    need = xr.DataArray(load, coords=[site, hour])
    m = linopy.Model()
    capacity = m.add_variables(lower=0, coords=[site, technology], name="capacity")
    output = m.add_variables(lower=0, coords=[site, technology, hour], name="output")
    m.add_constraints(output - weather * capacity <= 0, name="weather")
    m.add_constraints(output.sum("technology") == need, name="balance")
    m.add_objective((capacity * xr.DataArray(capital, coords=[technology])).sum() + (output * xr.DataArray(marginal, coords=[technology])).sum())
    built = time.perf_counter()
    highs = linopy.io.to_highspy(m, explicit_coordinate_names=tool == "linopy-names")
elif tool == "pypsa":
    n = pypsa.Network(snapshots=pd.RangeIndex(T))
    sites = [f"site {i}" for i in s]
    n.add("Bus", sites)
    n.add("Load", sites, bus=sites, p_set=pd.DataFrame(load.T, index=n.snapshots, columns=sites))
    names = [f"{site} technology {j}" for site in sites for j in k]
    weather = pd.DataFrame(np.tile(available.T, (1, S)), index=n.snapshots, columns=names)
    n.add(
        "Generator",
        names,
        bus=np.repeat(sites, K),
        p_nom_extendable=True,
        capital_cost=np.tile(capital, S),
        marginal_cost=np.tile(marginal, S),
        p_max_pu=weather,
    )
    m = n.optimize.create_model()
    built = time.perf_counter()
    highs = m.to_highspy() if hasattr(m, "to_highspy") else __import__("linopy").io.to_highspy(m)
else:
    C, N = S * K, S * K * T
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = C + N, N + S * T
    lp.col_cost_ = np.concatenate([np.tile(capital, S), np.tile(np.repeat(marginal, T), S)])
    lp.col_lower_, lp.col_upper_ = np.zeros(C + N), np.full(C + N, highspy.kHighsInf)
    lp.row_lower_ = np.concatenate([np.full(N, -highspy.kHighsInf), load.ravel()])
    lp.row_upper_ = np.concatenate([np.zeros(N), load.ravel()])
    place = np.arange(N)
    first = np.empty(2 * N, np.int32)
    first[0::2], first[1::2] = C + place, place // T
    factor = np.empty(2 * N)
    factor[0::2], factor[1::2] = 1.0, -np.tile(available.ravel(), S)
    keep = factor != 0
    counts = keep.reshape(N, 2).sum(1)
    second = (C + (s[:, None, None] * K + k[None, None, :]) * T + t[None, :, None]).ravel().astype(np.int32)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts), counts.sum() + K * np.arange(1, S * T + 1)]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([first[keep], second])
    lp.a_matrix_.value_ = np.concatenate([factor[keep], np.ones(len(second))])
    built = time.perf_counter()
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
handed = time.perf_counter()
answer = {"build": built - began, "handOff": handed - built, "processor": time.process_time() - worked, "baseline": baseline, "peak": peak()}

model = highs.getLp()
values = np.asarray(model.a_matrix_.value_)
rows = np.concatenate([np.asarray(model.row_lower_), np.asarray(model.row_upper_)])
answer |= {
    "rows": model.num_row_,
    "columns": model.num_col_,
    "nonzeros": int((values != 0).sum()),
    "sums": [float(np.abs(np.asarray(model.col_cost_)).sum()), float(np.abs(values).sum()), float(np.abs(rows[np.isfinite(rows)]).sum())],
}
if solve:
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 1)
    from_ = time.perf_counter()
    highs.run()
    answer |= {"solve": time.perf_counter() - from_, "objective": highs.getInfo().objective_function_value}
print(json.dumps(answer))
