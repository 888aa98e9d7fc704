# What does AccaSim make of an SWF, and in how much processor time? batch_accasim.py SWF NODES CORES fifo|easy|easy-as-shipped OUT
# Prints JSON: processor seconds of the whole process, jobs; writes "job start" lines to OUT.

import collections
import collections.abc
import json
import os
import resource
import shutil
import sys
import tempfile
import time

# AccaSim 1.1.3 is of 2021: names that Python moved or dropped since then (3.8 and 3.10).
if not hasattr(collections, "Mapping"):
    collections.Mapping = collections.abc.Mapping
if not hasattr(time, "clock"):
    time.clock = time.perf_counter

from accasim.base.allocator_class import FirstFit
from accasim.base.scheduler_class import EASYBackfilling, FirstInFirstOut
from accasim.base.simulator_class import Simulator


class Reserving(FirstFit):
    """EASYBackfilling passes no reserved nodes, so FirstFit lets any job pass that fits now, and the head of the queue waits longer than its
    reservation says. Here a job that would still run at the reserved time finds every node reserved: nobody delays the head."""

    def _compute_reservation_overlaps(self, e, cur_time, reserved_time, reserved_nodes):
        if reserved_time is None or cur_time + e.expected_duration <= reserved_time:
            return []
        return [True]


workload, nodes, cores, policy, out = sys.argv[1:]
folder = tempfile.mkdtemp(prefix="gigasite-accasim-")
system = os.path.join(folder, "system.json")
with open(system, "w") as file:
    # A processor is a piece of its own: a job takes as many as it asks for, on whatever nodes have them.
    json.dump({"groups": {"g": {"core": int(cores)}}, "resources": {"g": int(nodes)}, "equivalence": {"processor": {"core": 1}}}, file)

dispatcher = FirstInFirstOut(FirstFit()) if policy == "fifo" else EASYBackfilling(Reserving() if policy == "easy" else FirstFit())
quiet = {"show_statistics": False, "statistics_output": False, "scheduling_output": False, "LOG_LEVEL": "ERROR", "RESULTS_FOLDER_PATH": folder}
simulator = Simulator(workload, system, dispatcher, **quiet)
starts = []
finish = simulator.mapper.finish_event


def kept(job):
    starts.append((job.id, job.start_time))
    finish(job)


simulator.mapper.finish_event = kept
simulator.start_simulation()
with open(out, "w") as file:
    file.writelines(f"{job} {start}\n" for job, start in starts)
shutil.rmtree(folder)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"user": used.ru_utime, "system": used.ru_stime, "peak": used.ru_maxrss * 1024, "jobs": len(starts)}))
