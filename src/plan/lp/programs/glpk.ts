// How is GLPK's glpsol called and read? It has no limit on nodes: that limit is left to the clock.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lastNumber, loggedNumber, type Outcome, type Program } from "./program.ts";

export const glpk: Program = {
  title: "GLPK",
  command: "glpsol",
  from: "Debian: glpk-utils",
  stop: "SIGTERM",
  arguments({ folder, file, limits, whole }) {
    const list = ["--freemps", file, "--seed", String(limits.seed), "--tmlim", String(Math.max(1, Math.ceil(limits.seconds))), "--write", join(folder, "solution.txt")];
    if (whole) list.push("--cuts", ...(limits.gap > 0 ? ["--mipgap", String(limits.gap)] : []));
    return list;
  },
  told(line) {
    // `+  1234: mip =   3.1e+02 >=   2.9e+02   6.3% (12; 7)`, `>>>>>` for a new solution; nodes are the active ones, and those cut off.
    const found = /^\+\s*\d+: (?:mip =|>>>>>)\s+(not found yet|\S+) >=\s+(\S+|tree is empty)/.exec(line);
    return found ? { incumbent: loggedNumber(found[1]!), ...(found[2] === "tree" ? {} : { bound: loggedNumber(found[2]!) }) } : undefined;
  },
  read({ folder, whole, model }, printed): Outcome {
    const file = join(folder, "solution.txt");
    if (!existsSync(file)) return { status: "failed" };
    const lines = readFileSync(file, "utf8").split("\n");
    const [, , , , ...states] = lines.find((line) => line.startsWith("s "))?.split(" ") ?? [];
    const byClock = /TIME LIMIT EXCEEDED/.test(printed);
    const iterations = lastNumber(printed, /^[*+#]?\s*(\d+): /gm);
    const without = (status: Outcome["status"]): Outcome => ({ status, byClock, ...(iterations === undefined ? {} : { iterations }) });
    if (/NO PRIMAL FEASIBLE SOLUTION/.test(printed)) return without("infeasible");
    if (/NO DUAL FEASIBLE SOLUTION|UNBOUNDED (PRIMAL )?SOLUTION/.test(printed)) return without("either");
    if (whole && states[0] === "n") return without("infeasible");
    const optimal = whole ? states[0] === "o" || (states[0] === "f" && /MIP GAP TOLERANCE REACHED/.test(printed)) : states[0] === "f" && states[1] === "f";
    if (!optimal && !(whole && states[0] === "f")) return without(byClock ? "nothing" : "failed");
    // Lines `i ROW ...` and `j COLUMN ...`: of a MIP the value, of a linear programme state, value and dual.
    const numbers = (letter: string, place: number, length: number) => {
      const values = new Float64Array(length);
      for (const line of lines) if (line.startsWith(letter)) values[Number(line.split(" ")[1]) - 1] = Number(line.split(" ")[place]);
      return values;
    };
    const [rows, columns] = [model.rows.length, model.columns.length];
    const bound = lastNumber(printed, /(?:mip =|>>>>>)\s+\S+ >=\s+(\S+)/g);
    return {
      ...without(optimal ? "optimal" : "feasible"),
      values: numbers("j ", whole ? 2 : 3, columns),
      ...(whole ? {} : { duals: numbers("i ", 4, rows), reducedCosts: numbers("j ", 4, columns) }),
      ...(bound === undefined || !whole ? {} : { bound }),
    };
  },
};
