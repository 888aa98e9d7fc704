// How is a trace file opened? A face may open files; the readers are handed the bytes.

import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { TraceError } from "../formats/traces/problems.ts";
import { readTrace, type TraceRead } from "../formats/traces/read-trace.ts";
import { Stop } from "./stop.ts";

/** Reads a trace; a name that ends in .gz is unpacked on the way. @throws Stop 2 with every problem */
export async function readTraceFile(file: string): Promise<TraceRead> {
  if (!existsSync(file)) throw new Stop(2, `${file}: there is no such file`);
  const packed = file.endsWith(".gz");
  const opened = createReadStream(file, { highWaterMark: 1 << 20 });
  try {
    return await readTrace(packed ? file.slice(0, -3) : file, packed ? opened.pipe(createGunzip()) : opened);
  } catch (error) {
    if (error instanceof TraceError) throw new Stop(2, error.message, { problems: error.problems });
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_") === true) throw new Stop(2, `${file}: expected a gzip file: ${(error as Error).message}`);
    throw error;
  }
}
