# How many events a second does SimGrid handle in an M/M/c queue? queue_simgrid.py CUSTOMERS; prints JSON: processor seconds of the whole process, mean wait.

import collections
import json
import math
import resource
import sys
import tempfile

from simgrid import Actor, Engine, Host, Semaphore, this_actor
import simgrid

SERVERS, ARRIVAL_RATE = 10, 8
customers = int(sys.argv[1])
state = 1
version = getattr(simgrid, "simgrid_version", "4")
waited = 0.0
line = collections.deque()


def exponential(rate):
    """The same draws in every language: Lehmer's generator with Park and Miller's second multiplier."""
    global state
    state = (state * 48271) % 2147483647
    return -math.log(state / 2147483647) / rate


def source():
    now = 0.0
    for _ in range(customers):
        gap = exponential(ARRIVAL_RATE)
        service = exponential(1)
        # The sum is kept outside: the wait is told by our own clock, not by what the engine rounds.
        now += gap
        this_actor.sleep_until(now)
        line.append((now, service))
        turns.release()
    for _ in range(SERVERS):
        line.append((0.0, -1.0))
        turns.release()


def server():
    global waited
    while True:
        turns.acquire()
        arrived, service = line.popleft()
        if service < 0:
            return
        waited += Engine.clock - arrived
        this_actor.sleep_for(service)


with tempfile.NamedTemporaryFile("w", suffix=".xml") as platform:
    platform.write('<?xml version="1.0"?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd"><platform version="4.1"><zone id="z" routing="Full"><host id="h" speed="1Gf"/></zone></platform>')
    platform.flush()
    # Named differently before 4.0: the least span of time that the engine tells apart.
    precision = "surf/precision" if version.startswith("3") else "precision/timing"
    engine = Engine([sys.argv[0], "--log=root.thres:critical", f"--cfg={precision}:1e-12"])
    engine.load_platform(platform.name)
    turns = Semaphore(0)
    host = Host.by_name("h")
    for each in range(SERVERS):
        Actor.create(f"server-{each}", host, server)
    Actor.create("source", host, source)
    engine.run()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"user": used.ru_utime, "system": used.ru_stime, "peak": used.ru_maxrss * 1024, "events": 2 * customers, "wait": waited / customers, "version": version}))
