/**
 * Measures everything side by side and prints one table of ratios.
 *
 *   pnpm bench [--quick] [--write] [WORK]...
 *
 * `--quick` makes fewer and shorter rounds, for a look. `--write` puts the results into docs/performance.md, with the
 * numbers as JSON and a chart beside it. WORK is one or more of the names below; all of them by default. With names,
 * `--write` keeps what the page says of the other works.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { printed, write } from './report.mjs';
import { action } from './works/action.mjs';
import { batch } from './works/batch.mjs';
import { cold } from './works/cold.mjs';
import { expiry } from './works/expiry.mjs';
import { line } from './works/line.mjs';
import { memory } from './works/memory.mjs';
import { nodeRed } from './works/node-red.mjs';
import { sandbox } from './works/sandbox.mjs';
import { throttled } from './works/throttled.mjs';
import { warm } from './works/warm.mjs';

const WORKS = { warm, cold, expiry, line, throttled, batch, action, 'node-red': nodeRed, sandbox, memory };
const QUICK = {
  warm: { rounds: 5 },
  expiry: { rounds: 3 },
  line: { rounds: 5 },
  throttled: { count: 2000 },
  batch: { rounds: 5, lines: 300_000 },
  action: { rounds: 5 },
  'node-red': { rounds: 3 },
  sandbox: { rounds: 5 },
  memory: { count: 40_000 },
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(WORKS);
const unknown = names.filter((name) => !(name in WORKS));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: choose from ${Object.keys(WORKS).join(', ')}.`);
  process.exit(2);
}

const results = [];
for (const name of names) {
  process.stderr.write(`${name} …\n`);
  results.push(...(await WORKS[name](values.quick ? QUICK[name] : {})));
}
console.log(printed(results));
if (values.write) await write(results, positionals.length === 0);
