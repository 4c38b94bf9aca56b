import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { step } from './steps.mjs';

/** What passed, failed and was skipped over all steps and test runs. */
export class Totals {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** Counts a step that is not a test run. */
  add(ok) {
    this[ok ? 'passed' : 'failed'] += 1;
  }

  /** Runs Jest with these arguments and counts its tests. */
  runTests(title, args, environment = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'lp-faas-check-'));
    try {
      const report = join(folder, 'jest.json');
      const reporting = ['--json', `--outputFile=${report}`];
      const ended = step(title, 'node', ['scripts/jest.mjs', ...args, ...reporting], environment);
      this.#addReport(JSON.parse(readFileSync(report, 'utf8')), ended);
    } catch (error) {
      console.error(`The tests left no report: ${error.message}`);
      this.add(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #addReport(result, ended) {
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const skipped = result.numPendingTests + result.numTodoTests;
    this.passed += result.numPassedTests;
    this.failed += failed;
    // Only a machine that lacks a server may skip; where changes land, a skipped test is a rule that is not checked.
    this[process.env.CI ? 'failed' : 'skipped'] += skipped;
    if (!ended && failed === 0) this.add(false);
  }

  /** Prints the last line and sets the exit code. */
  report() {
    process.exitCode = this.failed === 0 ? 0 : 1;
    const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    console.log(`\n${this.passed} passed, ${this.failed} failed${skipped}`);
  }
}
