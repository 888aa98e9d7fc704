// Law 5, as it runs: the core is handed text, time and randomness; it reads no clock, file or environment.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Does the work with clock, chance, environment and disk shut: whoever asks for one gets an error that names it. */
export async function withNothingToRead<Result>(work: () => Promise<Result>): Promise<Result> {
  const undo: (() => void)[] = [];
  const shut = (holder: object, name: string): void => {
    const known = Object.getOwnPropertyDescriptor(holder, name);
    const refuse = (): never => {
      throw new Error(`law 5 broken: the core asked for ${name}`);
    };
    Object.defineProperty(holder, name, { configurable: true, get: refuse });
    undo.push(() => (known ? Object.defineProperty(holder, name, known) : Reflect.deleteProperty(holder, name)));
  };
  shut(Date, "now");
  shut(Math, "random");
  shut(process, "env");
  shut(process, "hrtime");
  shut(performance, "now");
  for (const name of ["readFileSync", "openSync", "existsSync", "statSync", "readdirSync", "writeFileSync"] as const) {
    const known = fs[name];
    Object.assign(fs, {
      [name]: () => {
        throw new Error(`law 5 broken: the core asked for ${name}`);
      },
    });
    undo.push(() => Object.assign(fs, { [name]: known }));
  }
  syncBuiltinESMExports();
  const DateBefore = globalThis.Date;
  class Dated extends DateBefore {
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) throw new Error("law 5 broken: the core asked for new Date()");
      super(...(given as [number]));
    }
  }
  globalThis.Date = Dated as DateConstructor;
  try {
    return await work();
  } finally {
    globalThis.Date = DateBefore;
    for (const open of undo.toReversed()) open();
    syncBuiltinESMExports();
  }
}
