# How many events a second does SimPy handle in an M/M/c queue? queue_simpy.py CUSTOMERS; prints JSON: processor seconds of the whole process, mean wait.

import json
import math
import resource
import sys

import simpy

SERVERS, ARRIVAL_RATE = 10, 8
customers = int(sys.argv[1])
state = 1
waited = 0.0


def exponential(rate):
    """The same draws in every language: Lehmer's generator with Park and Miller's second multiplier."""
    global state
    state = (state * 48271) % 2147483647
    return -math.log(state / 2147483647) / rate


def customer(env, servers, service):
    global waited
    arrived = env.now
    with servers.request() as turn:
        yield turn
        waited += env.now - arrived
        yield env.timeout(service)


def source(env, servers):
    for _ in range(customers):
        gap = exponential(ARRIVAL_RATE)
        service = exponential(1)
        yield env.timeout(gap)
        env.process(customer(env, servers, service))


env = simpy.Environment()
env.process(source(env, simpy.Resource(env, capacity=SERVERS)))
env.run()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"user": used.ru_utime, "system": used.ru_stime, "peak": used.ru_maxrss * 1024, "events": 2 * customers, "wait": waited / customers, "version": simpy.__version__}))
