// How is the native HiGHS called and read? By an options file and its raw solution file.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { byName, lastNumber, loggedNumber, type Outcome, type Program } from "./program.ts";
import { absoluteGap } from "../solver.ts";

export const highsCommand: Program = {
  title: "HiGHS",
  command: "highs",
  from: "highs.dev, or the Python package highsbox",
  stop: "SIGTERM",
  arguments({ folder, file, limits }) {
    const options = {
      mip_rel_gap: limits.gap,
      mip_abs_gap: Math.max(1e-6, absoluteGap(limits)),
      mip_max_nodes: Math.min(limits.nodes, 2_147_483_647),
      time_limit: limits.seconds,
      random_seed: limits.seed,
      mip_feasibility_tolerance: 1e-7,
      write_solution_to_file: true,
      write_solution_style: 0,
    };
    writeFileSync(
      join(folder, "options.txt"),
      Object.entries(options)
        .map(([name, value]) => `${name} = ${value}\n`)
        .join(""),
    );
    return [file, "--options_file", join(folder, "options.txt"), "--solution_file", join(folder, "solution.txt")];
  },
  told(line) {
    // ` R      12       3         4  12.50%   -59.8           -32                84.31% ...`: source, processed, in queue, leaves, explored, bound, solution, gap.
    const found = /^ ?[A-Za-z]?\s+(\d+)\s+\d+\s+\d+\s+[\d.]+%\s+(\S+)\s+(\S+)\s+(?:[\d.]+%|inf|Large)\s/.exec(line);
    return found ? { nodes: Number(found[1]), bound: loggedNumber(found[2]!), incumbent: loggedNumber(found[3]!) } : undefined;
  },
  read({ folder, whole, model }, printed): Outcome {
    const file = join(folder, "solution.txt");
    if (!existsSync(file)) return { status: "failed" };
    const lines = readFileSync(file, "utf8").split("\n");
    const said = lines[lines.indexOf("Model status") + 1] ?? "";
    const counts = { nodes: lastNumber(printed, /^\s*Nodes\s+(\d+)/gm), iterations: lastNumber(printed, /(?:LP iterations|Simplex\s+iterations:?)\s+(\d+)/g) };
    if (said === "Infeasible") return { status: "infeasible", ...counts };
    if (said === "Unbounded" || said === "Primal infeasible or unbounded") return { status: "either", ...counts };
    const byClock = said === "Time limit reached";
    const [rows, columns] = [model.rows.length, model.columns.length];
    const primal = lines.indexOf("# Primal solution values");
    const dual = lines.indexOf("# Dual solution values");
    if (said !== "Optimal" && !/limit reached|Interrupted/i.test(said)) return { status: "failed", ...counts };
    if (lines[primal + 1] !== "Feasible") return { status: "nothing", byClock, ...counts };
    // Each part: its state, then `# Columns n` with n lines and `# Rows m` with m lines.
    const part = (from: number, title: string, count: number) => {
      const at = lines.findIndex((line, position) => position > from && line.startsWith(`# ${title} `)) + 1;
      return lines.slice(at, at + count);
    };
    const bound = lastNumber(printed, /Dual bound\s+(\S+)/g);
    return {
      status: said === "Optimal" ? "optimal" : "feasible",
      byClock,
      values: byName(part(primal, "Columns", columns), "c", columns),
      ...(whole || lines[dual + 1] !== "Feasible"
        ? {}
        : { duals: byName(part(dual, "Rows", rows), "r", rows), reducedCosts: byName(part(dual, "Columns", columns), "c", columns) }),
      ...(whole && bound !== undefined ? { bound } : {}),
      ...counts,
    };
  },
};
