// How is CBC called and read? Status from its text solution, numbers from its binary one, which keeps every digit.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastNumber, loggedNumber, type Outcome, type Program } from "./program.ts";
import { absoluteGap } from "../solver.ts";

export const cbc: Program = {
  title: "CBC",
  command: "cbc",
  from: "Debian: coinor-cbc",
  stop: "SIGINT",
  arguments({ folder, file, limits, start, whole }) {
    const list = [file, "-timeMode", "elapsed", "-seconds", String(limits.seconds), "-randomCbcSeed", String(limits.seed)];
    if (whole) list.push("-ratioGap", String(limits.gap), "-allowableGap", String(absoluteGap(limits)), "-maxNodes", String(Math.min(limits.nodes, 2_147_483_647)));
    if (start !== undefined && whole) {
      const hints = Array.from(start.indices, (column, position) => `${position} c${column} ${start.values[position]}`);
      writeFileSync(join(folder, "start.txt"), `Start - objective value 0\n${hints.join("\n")}\n`);
      list.push("-mipstart", join(folder, "start.txt"));
    }
    return [...list, "-solve", "-solution", join(folder, "solution.txt"), "-saveSolution", join(folder, "solution.bin")];
  },
  told(line) {
    const solution = /^Cbc00\d\dI Integer solution of (\S+) found .*?(?:(\d+) nodes)?(?: \(|$)/.exec(line);
    if (solution) return { incumbent: loggedNumber(solution[1]!), ...(solution[2] === undefined ? {} : { nodes: Number(solution[2]) }) };
    const after = /^Cbc0010I After (\d+) nodes, \d+ on tree, (\S+) best solution, best possible (\S+)/.exec(line);
    // Before there is a solution it names 1e+50.
    if (after) return { nodes: Number(after[1]), incumbent: loggedNumber(after[2]!), bound: loggedNumber(after[3]!) };
    const root = /^Cbc0013I At root node, .* objective from \S+ to (\S+) in/.exec(line) ?? /^Continuous objective value is (\S+)/.exec(line);
    return root ? { bound: loggedNumber(root[1]!) } : undefined;
  },
  read({ folder, whole }, printed): Outcome {
    const file = join(folder, "solution.txt");
    if (!existsSync(file)) return { status: "failed" };
    const [head = ""] = readFileSync(file, "utf8").split("\n", 1);
    const counts = {
      nodes: lastNumber(printed, /Enumerated nodes:\s+(\d+)/g),
      iterations: lastNumber(printed, /Total iterations:\s+(\d+)/g) ?? lastNumber(printed, /- (\d+) iterations/g),
    };
    // It calls a model infeasible, too, when its analysis has left open which of the two it is.
    if (/^(Integer )?infeasible/i.test(head)) return { status: /unbounded|dual infeasible/i.test(printed) ? "either" : "infeasible", ...counts };
    if (/^Unbounded/i.test(head)) return { status: "either", ...counts };
    const stopped = /^Stopped/i.test(head);
    const byClock = /^Stopped on time/i.test(head);
    if (!stopped && !/^Optimal/i.test(head)) return { status: "failed", ...counts };
    if (/no integer solution/i.test(head) || (stopped && !whole)) return { status: "nothing", byClock, ...counts };
    // Two 32-bit counts, the objective, then row activities, row duals, column values and reduced costs as doubles.
    const bytes = readFileSync(join(folder, "solution.bin"));
    const [rows, columns] = [bytes.readInt32LE(0), bytes.readInt32LE(4)];
    const doubles = (from: number, count: number) => Float64Array.from({ length: count }, (_, at) => bytes.readDoubleLE(16 + 8 * (from + at)));
    const bound = lastNumber(printed, /Lower bound:\s+(\S+)/g);
    return {
      status: stopped ? "feasible" : "optimal",
      byClock,
      values: doubles(2 * rows, columns),
      ...(whole ? {} : { duals: doubles(rows, rows), reducedCosts: doubles(2 * rows + columns, columns) }),
      ...(bound === undefined ? {} : { bound }),
      ...counts,
    };
  },
};
