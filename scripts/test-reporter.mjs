// What does a reader see of a test run? Each failure whole, each skip with its reason, the slow ones, and `N passed, N failed, N skipped` last.

import { relative } from "node:path";
import { inspect } from "node:util";

/** The program that neither Debian nor a package registry has: tests of its adapter may be skipped in CI. */
const mayBeAbsent = /\bscip is not installed/i;

export default async function* report(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const slow = [];
  const printed = new Map();
  for await (const { type, data } of source) {
    if (type === "test:stderr" || type === "test:stdout") {
      const file = data.file ?? "";
      printed.set(file, `${printed.get(file) ?? ""}${data.message}`);
    }
    if (type !== "test:pass" && type !== "test:fail") continue;
    const where = data.file ? relative(process.cwd(), data.file) : "";
    const suite = data.details?.type === "suite";
    // A suite that fails only because a test in it failed says nothing new.
    if (suite && (type === "test:pass" || data.details.error?.failureType === "subtestsFailed")) continue;
    if (type === "test:fail" && data.details.error?.failureType === "subtestsFailed") continue;
    if (data.skip !== undefined && data.skip !== false) {
      // Where every part is required a skip is a failure, unless it is of a part that no registry has.
      const reason = String(data.skip);
      const exempt = !process.env.GIGASITE_REQUIRE_ALL || mayBeAbsent.test(reason);
      count[exempt ? "skipped" : "failed"]++;
      yield `${exempt ? "skipped" : "failed: skipped"}: ${data.name}${typeof data.skip === "string" && data.skip !== "" ? `: ${data.skip}` : ""} (${where})\n`;
    } else if (data.todo !== undefined && data.todo !== false) {
      count.failed++;
      yield `failed: ${data.name}: left to do (${where})\n`;
    } else if (type === "test:pass") {
      count.passed++;
      slow.push([data.details.duration_ms, data.name, where]);
    } else {
      count.failed++;
      const error = data.details.error?.cause ?? data.details.error;
      yield `failed: ${data.name} (${where}${data.line ? `:${data.line}` : ""})\n${indent(inspect(error, { depth: 3, colors: false }))}\n`;
      const said = printed.get(data.file ?? "");
      if (said) yield `${indent(`its output:\n${said.slice(-4000)}`)}\n`;
    }
  }
  slow.sort((a, b) => b[0] - a[0]);
  const long = slow.filter(([milliseconds]) => milliseconds > 3000).slice(0, 8);
  if (long.length > 0) yield `slowest:\n${long.map(([milliseconds, name, where]) => `  ${(milliseconds / 1000).toFixed(1)} s  ${name} (${where})`).join("\n")}\n`;
  yield `${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ""}\n`;
}

function indent(text) {
  return text.replace(/^/gm, "    ");
}
