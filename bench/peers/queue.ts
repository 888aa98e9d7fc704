// How many events a second does our event queue handle in an M/M/c queue? queue.js CUSTOMERS; prints JSON: processor seconds of the whole process, mean wait.

import { EventQueue } from "../../src/simulate/events.ts";

const servers = 10;
const arrivalRate = 8;
const arrives = 0;
const departs = 1;

/** The same draws in every language: Lehmer's generator with Park and Miller's second multiplier. */
let state = 1;
function exponential(rate: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return -Math.log(state / 2_147_483_647) / rate;
}

const customers = Number(process.argv[2]);
const arrived = new Float64Array(customers);
const service = new Float64Array(customers);
const events = new EventQueue();
let [free, next, waiting, waited, handled] = [servers, 0, 0, 0, 0];

function arrival(now: number): void {
  const gap = exponential(arrivalRate);
  service[next] = exponential(1);
  arrived[next] = now + gap;
  events.push(now + gap, arrives, next, 0);
  next += 1;
}

function serve(now: number): void {
  waited += now - arrived[waiting]!;
  events.push(now + service[waiting]!, departs, waiting, 0);
  waiting += 1;
}

arrival(0);
while (events.size > 0) {
  const [now, kind, customer] = [events.nextTime, events.kind, events.first];
  events.pop();
  handled += 1;
  if (kind === arrives) {
    if (free > 0) {
      free -= 1;
      serve(now);
    }
    if (customer + 1 < customers) arrival(now);
  } else if (waiting < next && arrived[waiting]! <= now) serve(now);
  else free += 1;
}
const { user, system } = process.cpuUsage();
process.stdout.write(`${JSON.stringify({ user: user / 1e6, system: system / 1e6, peak: process.resourceUsage().maxRSS * 1024, events: handled, wait: waited / customers })}\n`);
