// The thread that simulates a share of the sites: inputs in, outputs out.

import { parentPort, workerData } from "node:worker_threads";
import { simulateSite } from "./site.ts";
import type { SiteInput } from "./site-input.ts";

parentPort!.postMessage((workerData as readonly SiteInput[]).map(simulateSite));
