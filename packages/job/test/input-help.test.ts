import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { INPUT_HELP } from '../src/index.js';

const ACTION = readFileSync(join(import.meta.dirname, '../../../action.yml'), 'utf8').replaceAll("''", "'");

test.each(Object.entries(INPUT_HELP))('the help of %s is what action.yml says of it', (name, help) => {
  const [, section = ''] = new RegExp(`^  ${name}:\\n(.*?)(?=^  \\S|^\\S)`, 'ms').exec(ACTION) ?? [];
  const { description, inWorkflows } = help;
  expect(section).toContain(inWorkflows === undefined ? description : `${description} ${inWorkflows}`);
});
