/** Everything that must hold before a change lands: lint, types, tests. Ends with `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { install, step } from './steps.mjs';

const totals = { passed: 0, failed: 0 };
const count = (ok) => {
  totals[ok ? 'passed' : 'failed'] += 1;
};

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-check-'));
  try {
    const report = join(folder, 'jest.json');
    const ended = step('tests', 'node', ['scripts/jest.mjs', '--json', `--outputFile=${report}`]);
    const result = JSON.parse(readFileSync(report, 'utf8'));
    totals.passed += result.numPassedTests;
    totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    // A skipped test is a rule that nobody checks any more.
    totals.failed += result.numPendingTests + result.numTodoTests;
    if (!ended && totals.failed === 0) count(false);
  } catch (error) {
    console.error(`The tests left no report: ${error.message}`);
    count(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (install()) {
  count(step('lint', 'pnpm', ['run', 'lint']));
  const built = step('types', 'pnpm', ['run', 'typecheck']);
  count(built);
  if (built) runTests();
} else {
  count(false);
}
process.exitCode = totals.failed === 0 ? 0 : 1;
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
