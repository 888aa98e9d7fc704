import { readFileSync } from "node:fs";
import { parseDocument, LineCounter, Parser, Lexer, Composer } from "yaml";
const t = readFileSync("/work/main/programmes/neocloud.yaml","utf8");
const m = /\nsites:\n([\s\S]*?)\nworkloads:/.exec(t)![1]!;
const s = m.slice(m.indexOf("  amarillo:"), m.indexOf("  las-cruces:"));
let big = "sites:\n"; for (let i=0;i<2000;i++) big += s.replace("amarillo:", `site-${i}:`);
const time=(n:string,f:()=>void)=>{const a=performance.now(); f(); console.log(n,(performance.now()-a).toFixed(0));};
for (let k=0;k<2;k++){
time("lexer",()=>{let n=0; for(const _ of new Lexer().lex(big)) n++; console.log(n)});
time("parser",()=>{for(const _ of new Parser().parse(big)) ;});
const toks=[...new Parser().parse(big)];
time("composer",()=>{for(const _ of new Composer({uniqueKeys:false}).compose(toks)) ;});
const toks2=[...new Parser().parse(big)];
time("composer failsafe",()=>{for(const _ of new Composer({uniqueKeys:false,schema:"failsafe"}).compose(toks2)) ;});
time("parseDocument failsafe",()=>parseDocument(big,{uniqueKeys:false,schema:"failsafe",lineCounter:new LineCounter()}));
}
