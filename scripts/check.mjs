/** Everything that must hold before a change lands: lint, types, tests. Ends with `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { install, step } from './steps.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const count = (ok) => {
  totals[ok ? 'passed' : 'failed'] += 1;
};

function runTests({ node, version }) {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-check-'));
  try {
    const report = join(folder, 'jest.json');
    const args = ['scripts/jest.mjs', '--json', `--outputFile=${report}`];
    const ended = step(`tests on Node ${version}`, 'node', args, { TEST_NODE: node });
    const result = JSON.parse(readFileSync(report, 'utf8'));
    totals.passed += result.numPassedTests;
    const skipped = result.numPendingTests + result.numTodoTests;
    // Only a machine that lacks a server may skip; where changes land, a skipped test is a rule that nobody checks.
    totals[process.env.CI ? 'failed' : 'skipped'] += skipped;
    totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    if (!ended && totals.failed === 0) count(false);
  } catch (error) {
    console.error(`The tests left no report: ${error.message}`);
    count(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Node that the tools run on, and the one that this was called with when it is another. */
function testedNodes() {
  const own = { node: process.execPath, version: process.versions.node };
  const { CALLERS_NODE: node, CALLERS_NODE_VERSION: version } = process.env;
  const major = (text) => text.split('.')[0];
  return !node || major(version) === major(own.version) ? [own] : [own, { node, version }];
}

if (install()) {
  count(step('lint', 'pnpm', ['run', 'lint']));
  const built = step('types', 'pnpm', ['run', 'typecheck']);
  count(built);
  if (built) testedNodes().forEach(runTests);
} else {
  count(false);
}
process.exitCode = totals.failed === 0 ? 0 : 1;
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
