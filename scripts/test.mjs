/**
 * A part of the tests on a fresh clone.
 *
 *   fast      the fast tier, once
 *   watch     the fast tier: at every change, the tests of what changed
 *   node      every test that the Node which called this can run. Ends with `N passed, N failed`
 */
import process from 'node:process';
import { install, step } from './steps.mjs';
import { Totals } from './test-run.mjs';

const [what, ...args] = process.argv.slice(2);
const jest = (title, ...own) => step(title, 'node', ['scripts/jest.mjs', ...own, ...args]);

function testCallersNode() {
  const { CALLERS_NODE, CALLERS_NODE_VERSION } = process.env;
  const totals = new Totals();
  totals.runTests(`tests on Node ${CALLERS_NODE_VERSION}`, args, { TEST_NODE: CALLERS_NODE });
  totals.report();
  return totals.failed === 0;
}

const ways = {
  fast: () => jest('fast tests', '--tier=fast'),
  watch: () => jest('fast tests', '--tier=fast', '--watch'),
  node: testCallersNode,
};
// Ctrl+C goes to all processes of the terminal: Jest ends itself.
process.on('SIGINT', () => undefined);
process.exitCode = install() && ways[what]() ? 0 : 1;
