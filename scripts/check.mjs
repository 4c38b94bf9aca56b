/** The gate: lint, types, every test on the tools' Node. Ends with `N passed, N failed`. */
import process from 'node:process';
import { install, step } from './steps.mjs';
import { Totals } from './test-run.mjs';

const totals = new Totals();

/** On the Node that this was called with, when it is another: only what can differ there. */
function testCallersNode() {
  const { CALLERS_NODE: node, CALLERS_NODE_VERSION: version = '' } = process.env;
  const major = (text) => text.split('.')[0];
  if (!node || major(version) === major(process.versions.node)) return;
  totals.runTests(`tests of what can differ on Node ${version}`, ['--tier=per-node'], { TEST_NODE: node });
}

if (install()) {
  totals.add(step('lint', 'pnpm', ['run', 'lint']));
  const built = step('types', 'pnpm', ['run', 'typecheck']);
  totals.add(built);
  if (built) {
    totals.runTests('tests, three files at a time', ['--tier=light']);
    totals.runTests('tests in a browser', ['--tier=browser']);
    totals.runTests('tests that need the machine for themselves', ['--tier=heavy']);
    testCallersNode();
  }
} else {
  totals.add(false);
}
totals.report();
