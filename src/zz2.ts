import { readFileSync } from "node:fs";
import { check, problemLine } from "./programme/check.ts";
import { readDocument } from "./programme/document.ts";
import { readPlainYaml } from "./programme/plain-yaml.ts";
import { sourceOf } from "./programme/tree.ts";
const t = readFileSync("programmes/neocloud.yaml","utf8");
const i=t.indexOf("\nsites:\n")+8, k=t.indexOf("\nworkloads:");
const s = t.slice(t.indexOf("  amarillo:"), t.indexOf("  las-cruces:"));
let big = t.slice(0,k); for (let n=0;n<2000;n++) big += "\n"+s.replace("amarillo:", `site-${n}:`).trimEnd(); big += t.slice(k);
const cat=readFileSync("data/catalogue.yaml","utf8");
for (const f of ["programmes/neocloud.yaml","programmes/stargate-2025-01.yaml","programmes/starter.yaml","test/programmes/tiny.yaml","data/catalogue.yaml"]) console.log(f, !!readPlainYaml(sourceOf(f,readFileSync(f,"utf8")),readFileSync(f,"utf8")));
for(let n=0;n<3;n++){ let a=performance.now(); readDocument("x",big).located.root; console.log("read",performance.now()-a); a=performance.now(); const c=check("x",()=>big,cat); console.log("check",performance.now()-a, c.problems.length, c.problems[0]&&problemLine(c.problems[0]!)); }
