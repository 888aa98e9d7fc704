// Which hosts does the Alibaba "openb" cluster have?

import { commaSeparated } from "./byte-rows.ts";
import { Dictionary } from "./dictionary.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";

/**
 * Nodes of cluster-trace-gpu-v2023: sn, cpu_milli, memory_mib, gpu (how many), model.
 * Traps: the list of all nodes has hosts without accelerators, whose model is empty.
 */
export const openbNodes: TraceFormat = {
  id: "openb-nodes",
  title: "Alibaba openb nodes",
  sign: "a header line with sn, cpu_milli, gpu, model",
  recognise: byHeader(",", ["sn", "cpu_milli", "gpu", "model"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const names: string[] = [];
    const [cores, memory, accelerators, model]: number[][] = [[], [], [], []];
    const models = new Dictionary();
    let without = 0;
    await eachTableRow(bytes, commaSeparated, problems, ["sn", "cpu_milli", "memory_mib", "gpu", "model"], [], (row, at) => {
      const values = [row.whole(at.cpu_milli, 0), row.amount(at.memory_mib, 0), row.whole(at.gpu, 0)] as const;
      if (values[2] > 0 && row.isMissing(at.model)) row.wrong(at.model, "the accelerators' model");
      if (!row.ok) return;
      names.push(row.text(at.sn));
      cores!.push(values[0]);
      memory!.push(values[1]);
      accelerators!.push(values[2]);
      model!.push(models.ofField(row, at.model));
      if (values[2] === 0) without += 1;
    });
    problems.stopIfAny();
    const trace = {
      kind: "nodes",
      names,
      milliCores: Int32Array.from(cores!),
      memoryMib: Float64Array.from(memory!),
      accelerators: Int32Array.from(accelerators!),
      model: Int32Array.from(model!),
      models: models.texts,
    } as const;
    return { trace, notes: note(without, "node has no accelerator", "nodes have no accelerator") };
  },
};
