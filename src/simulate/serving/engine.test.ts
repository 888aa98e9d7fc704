// Does the serving engine do what its rules say, over random cases that strain it?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyCase, traceOf } from "./case-fixture.ts";
import { type EngineTerms, type EngineView, runEngine } from "./engine.ts";
import { playReference } from "./reference-fixture.ts";
import { leastLoaded } from "./router.ts";
import { phase } from "./state.ts";

fc.configureGlobal({ includeErrorInReport: true });
const runs = 400;

test("skipping ahead gives to the bit what single steps give", () => {
  fc.assert(
    fc.property(anyCase, ({ trace, terms, routing }) => {
      const slow = playReference(trace, terms, routing);
      const fast = runEngine(trace, terms);
      assert.deepEqual([...fast.requests.firstToken], slow.firstToken, "first tokens");
      assert.deepEqual([...fast.requests.end], slow.end, "ends");
      assert.deepEqual([...fast.requests.preemptions], slow.preemptions, "preemptions");
      assert.deepEqual([...fast.requests.cached], slow.cached, "cached tokens");
      assert.deepEqual([...fast.requests.replica], slow.replica, "replicas");
      assert.deepEqual(
        fast.replicas.map(({ stepsDone }) => stepsDone),
        slow.steps,
        "steps",
      );
      assert.deepEqual(fast.gaps.counts, slow.gaps.counts, "gaps between tokens");
      assert.deepEqual(
        fast.replicas.map(({ holdings }) => holdings.mostBlocks),
        slow.mostBlocks,
        "most blocks",
      );
    }),
    { numRuns: runs },
  );
});

test("after every event requests and blocks are conserved, time goes on, and nobody has a token before its prompt", () => {
  fc.assert(
    fc.property(anyCase, ({ trace, terms }) => {
      let last = 0;
      const watch = (view: EngineView) => {
        assert.ok(view.time >= last, "time went back");
        last = view.time;
        checkBlocks(view);
        checkRequests(view);
      };
      const { requests } = runEngine(trace, { ...terms, watch });
      for (let request = 0; request < requests.count; request++) {
        const finished = requests.phase[request] === phase.finished;
        assert.ok(finished || requests.phase[request] === phase.rejected, "a request was lost");
        if (finished) assert.ok(requests.arrival[request]! < requests.firstToken[request]! && requests.firstToken[request]! <= requests.end[request]!);
        else assert.equal(requests.firstToken[request], -1);
      }
    }),
    { numRuns: runs },
  );
});

test("conserved too while replicas start, drain and are taken away", () => {
  const changing = fc.record({
    some: anyCase,
    capacity: fc.array(fc.record({ wait: fc.integer({ min: 1, max: 2_000_000 }), replicas: fc.nat(4) }), { maxLength: 6 }),
    autoscale: fc.option(fc.record({ least: fc.nat(1), most: fc.integer({ min: 1, max: 4 }), each: fc.integer({ min: 1, max: 5 }), patience: fc.constantFrom(0, 1e-3) })),
    start: fc.constantFrom(0, 3e-4),
    kept: fc.boolean(),
  });
  fc.assert(
    fc.property(changing, ({ some: { trace, terms }, capacity, autoscale, start, kept }) => {
      let at = 0;
      const steps = capacity.map(({ wait, replicas }) => ({ atSeconds: (at += wait) / 1e9, replicas }));
      if (kept) steps.push({ atSeconds: at / 1e9 + 1e-3, replicas: 2 });
      const pool = (of: EngineTerms["first"]) => ({
        ...of,
        pool: {
          ...of.pool,
          capacity: steps,
          startSeconds: start,
          autoscale: autoscale
            ? {
                least: Math.min(1, autoscale.least),
                most: autoscale.most,
                requestsPerReplica: autoscale.each,
                intervalSeconds: 1e-4,
                startSeconds: start,
                patienceSeconds: autoscale.patience,
              }
            : undefined,
        },
      });
      let last = 0;
      const watch = (view: EngineView) => {
        assert.ok(view.time >= last, "time went back");
        last = view.time;
        checkBlocks(view);
        checkRequests(view);
      };
      const { requests, heldTime, endTime } = runEngine(trace, { ...terms, first: pool(terms.first), second: terms.second && { ...terms.second, ...pool(terms.second) }, watch });
      const left = [...requests.phase].filter((each) => each !== phase.finished && each !== phase.rejected).length;
      const forGood = steps.length > 0 && steps.at(-1)!.replicas === 0;
      if (!forGood) assert.equal(left, 0, "requests are left though replicas come back");
      for (const held of heldTime) assert.ok(held >= 0 && held <= endTime * 4);
    }),
    { numRuns: runs },
  );
});

test("without preemption and prefixes, one replica admits first come, first served: first tokens come in the order of arrival", () => {
  fc.assert(
    fc.property(anyCase, ({ trace, terms }) => {
      const alone = { terms: { ...terms.first.terms, blocks: 100_000, entryBlocks: 0, prefillOnly: false }, pool: { ...terms.first.pool, replicas: 1 }, router: leastLoaded() };
      const { requests } = runEngine(trace, { first: alone });
      for (let request = 1; request < requests.count; request++) assert.ok(requests.firstToken[request]! >= requests.firstToken[request - 1]!);
    }),
    { numRuns: runs },
  );
});

test("pools over a link that takes no time are what each is alone", () => {
  const split = anyCase.filter(({ terms }) => terms.second !== undefined);
  fc.assert(
    fc.property(split, ({ trace, terms }) => {
      const second = terms.second!;
      const both = runEngine(trace, {
        first: { ...terms.first, router: leastLoaded() },
        second: { ...second, router: leastLoaded(), link: { bytesPerToken: 1, gigabytesPerSecond: Infinity, latencySeconds: 0 } },
      });
      const served = [...both.requests.phase.keys()].filter((request) => both.requests.phase[request] === phase.finished);
      const row = (request: number, arrival: number, output: number) =>
        [arrival / 1e9, trace.inputTokens[request]!, output, Array.from(trace.blocks.subarray(trace.blockStart[request], trace.blockStart[request + 1]))] as const;

      const prompts = runEngine(
        traceOf(
          served.map((request) => row(request, both.requests.arrival[request]!, 1)),
          trace.tokensPerBlock,
        ),
        {
          first: { ...terms.first, terms: { ...terms.first.terms, prefillOnly: false }, router: leastLoaded() },
        },
      );
      assert.deepEqual(
        [...prompts.requests.end],
        served.map((request) => both.requests.firstToken[request]),
      );

      // Handed over in the order in which the prompts were done: by time, replica, and order within the step.
      const handed = served.filter((request) => both.requests.output[request]! > 1).toSorted((one, other) => both.requests.firstToken[one]! - both.requests.firstToken[other]!);
      const ties = handed.some((request, index) => index > 0 && both.requests.firstToken[request] === both.requests.firstToken[handed[index - 1]!]!);
      fc.pre(!ties);
      const answers = runEngine(
        traceOf(
          handed.map((request) => row(request, both.requests.firstToken[request]!, both.requests.output[request]!)),
          trace.tokensPerBlock,
        ),
        {
          first: { ...second, router: leastLoaded() },
          handedOver: true,
        },
      );
      assert.deepEqual(
        [...answers.requests.end],
        handed.map((request) => both.requests.end[request]),
      );
    }),
    { numRuns: runs },
  );
});

test("the same case gives the same bytes", () => {
  fc.assert(
    fc.property(anyCase, ({ trace, terms }) => {
      const once = () => runEngine(trace, { ...terms, first: { ...terms.first, router: leastLoaded() }, second: terms.second && { ...terms.second, router: leastLoaded() } });
      const [one, other] = [once(), once()];
      assert.deepEqual(one.requests.end, other.requests.end);
      assert.deepEqual(one.gaps.counts, other.gaps.counts);
    }),
    { numRuns: 100 },
  );
});

/** Total = free + used + prefixes, and used is what the requests there hold, one by one. */
function checkBlocks({ replicas, requests }: EngineView): void {
  for (const { blocks, running, batch, number, terms, busy, decodes } of replicas) {
    const entries = blocks.prefixes ? blocks.prefixes.idle + blocks.prefixes.lent : 0;
    assert.ok(blocks.free >= 0 && blocks.used >= 0);
    assert.equal(blocks.free + blocks.used + entries * blocks.entryBlocks, blocks.total, "blocks are lost");
    let used = 0;
    for (let request = running.head; request !== -1; request = requests.next[request]!) {
      const filled = requests.phase[request] === phase.decoding ? batch.blocksOf(request) : Math.ceil(requests.context[request]! / terms.blockTokens);
      used += filled - requests.held[request]! * blocks.entryBlocks;
    }
    for (let request = 0; request < requests.count; request++) {
      if (requests.phase[request] !== phase.transferring || requests.replica[request] !== number) continue;
      used += Math.ceil(requests.context[request]! / terms.blockTokens) - requests.held[request]! * blocks.entryBlocks;
    }
    // A step under way holds the blocks that it will fill.
    assert.equal(blocks.used - used, busy && decodes ? batch.newBlocks(1) : 0, "blocks belong to nobody");
    assert.ok(running.length <= terms.maxSequences);
  }
}

function checkRequests({ requests, arrived, replicas }: EngineView): void {
  let there = 0;
  for (const { waiting, running } of replicas) there += waiting.length + running.length;
  let elsewhere = 0;
  for (let request = 0; request < requests.count; request++) {
    const at = requests.phase[request]!;
    assert.equal(at === phase.future, request >= arrived);
    if (at === phase.finished || at === phase.rejected || at === phase.pending || at === phase.transferring) elsewhere++;
    if (requests.generated[request]! > 0) assert.ok(requests.firstToken[request]! >= 0, "a token before the first");
    if (at === phase.prefilling) assert.ok(requests.computed[request]! < requests.context[request]!);
  }
  assert.equal(there + elsewhere, arrived, "requests are lost");
}
