// How is SCIP called and read? By commands of its shell; its solution names the columns that are not 0, and gives no duals.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { byName, lastNumber, loggedNumber, type Outcome, type Program } from "./program.ts";
import { absoluteGap } from "../solver.ts";

export const scip: Program = {
  title: "SCIP",
  command: "scip",
  from: "scipopt.org",
  stop: "SIGINT",
  arguments({ folder, file, limits }) {
    const commands = [
      `set limits gap ${limits.gap}`,
      `set limits absgap ${absoluteGap(limits)}`,
      `set limits time ${limits.seconds}`,
      ...(limits.nodes < 2_000_000_000 ? [`set limits totalnodes ${limits.nodes}`] : []),
      `set randomization randomseedshift ${limits.seed}`,
      // The format goes by the name's end, and free MPS by the word on its first line.
      `read ${file}`,
      "optimize",
      `write solution ${join(folder, "solution.txt")}`,
      "quit",
    ];
    return commands.flatMap((command) => ["-c", command]);
  },
  told(line) {
    // `t 0.1s|     1 |     0 | ... | dualbound | primalbound | gap | compl.`
    const cells = line.split("|");
    const nodes = Number(cells[1]);
    if (cells.length < 8 || !/^.?\s*[\d.]+s$/.test(cells[0]!) || !Number.isInteger(nodes)) return undefined;
    return { nodes, bound: loggedNumber(cells.at(-4)!), incumbent: loggedNumber(cells.at(-3)!) };
  },
  read({ folder, model }, printed): Outcome {
    const file = join(folder, "solution.txt");
    if (!existsSync(file)) return { status: "failed" };
    const [head = "", ...lines] = readFileSync(file, "utf8").split("\n");
    const said = head.replace("solution status:", "").trim();
    const counts = { nodes: lastNumber(printed, /Solving Nodes\s+:\s+(\d+)/g) };
    if (/infeasible or unbounded|^unbounded/.test(said)) return { status: "either", ...counts };
    if (said.startsWith("infeasible")) return { status: "infeasible", ...counts };
    const byClock = /time limit/.test(said);
    const optimal = /^(optimal|gap limit)/.test(said);
    if (!optimal && !/limit reached|interrupt/.test(said)) return { status: "failed", ...counts };
    if (!lines[0]?.startsWith("objective value")) return { status: "nothing", byClock, ...counts };
    const bound = lastNumber(printed, /Dual Bound\s+:\s+(\S+)/g);
    return { status: optimal ? "optimal" : "feasible", byClock, values: byName(lines.slice(1), "c", model.columns.length), ...(bound === undefined ? {} : { bound }), ...counts };
  },
};
