// What is in a MATPOWER case file? The base power and its matrices of numbers, by name.

export interface MatpowerCase {
  readonly baseMva: number;
  readonly bus: readonly (readonly number[])[];
  readonly gen: readonly (readonly number[])[];
  readonly gencost: readonly (readonly number[])[];
  readonly branch: readonly (readonly number[])[];
}

/** Reads version 2 of the format: https://matpower.org/docs/ref/matpower5.0/caseformat.html. */
export function readMatpower(file: string, text: string): MatpowerCase {
  const plain = text.replaceAll(/%.*$/gm, "");
  if (!/mpc\.version\s*=\s*'2'/.test(plain)) throw new Error(`${file}: expected mpc.version = '2'`);
  const matrix = (name: string): number[][] => {
    const body = new RegExp(`mpc\\.${name}\\s*=\\s*\\[([^\\]]*)\\]`).exec(plain)?.[1];
    if (body === undefined) throw new Error(`${file}: expected a matrix mpc.${name}`);
    const rows = body
      .split(/[;\n]/)
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line) => line.split(/[\s,]+/).map(Number));
    for (const row of rows)
      if (row.length !== rows[0]!.length || row.some(Number.isNaN)) throw new Error(`${file}: a row of mpc.${name} is not ${rows[0]!.length} numbers: ${row.join(" ")}`);
    return rows;
  };
  if (/mpc\.dcline\s*=/.test(plain)) throw new Error(`${file}: direct-current lines are not read`);
  const baseMva = Number(/mpc\.baseMVA\s*=\s*([\d.]+)/.exec(plain)?.[1]);
  if (!(baseMva > 0)) throw new Error(`${file}: expected mpc.baseMVA`);
  return { baseMva, bus: matrix("bus"), gen: matrix("gen"), gencost: matrix("gencost"), branch: matrix("branch") };
}
