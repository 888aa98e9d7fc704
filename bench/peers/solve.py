"""Native HiGHS on one MPS file with the options of bench/lp.ts, one thread. usage: solve.py MODEL.mps GAP SEED SECONDS; prints one JSON line."""

import json
import sys
import time

import highspy

file, gap, seed, seconds = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
highs = highspy.Highs()
highs.setOptionValue("output_flag", False)
highs.readModel(file)
for name, value in {"mip_rel_gap": gap, "random_seed": seed, "time_limit": seconds, "mip_feasibility_tolerance": 1e-7, "threads": 1, "parallel": "off"}.items():
    highs.setOptionValue(name, value)
began, worked = time.perf_counter(), time.process_time()
highs.run()
info = highs.getInfo()
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - began,
            "processor": time.process_time() - worked,
            "objective": info.objective_function_value,
            "gap": info.mip_gap,
            "nodes": info.mip_node_count,
            "status": highs.modelStatusToString(highs.getModelStatus()),
        }
    )
)
