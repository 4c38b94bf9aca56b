import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Bench } from './support/bench.js';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/troubleshooting.md'), 'utf8');

test('the annotation that docs/troubleshooting.md shows is that of a step for a function that does not exist', async () => {
  const [, shown = ''] = /```text\n(.*?)\n```/s.exec(PAGE) ?? [];
  const [title = '', ...lines] = shown.split('\n');
  await using bench = await Bench.start();
  const { log } = await bench.step('echo', { 'lambda-uuid': '11111111-1111-4111-8111-111111111111' });
  const [annotation] = log.named('error');
  expect(annotation?.properties).toEqual({ title });
  const host = new URL(bench.sandbox.url).host;
  const requestId = /^Request id: (.*)$/m.exec(annotation?.data ?? '')?.[1] ?? '';
  const written = annotation?.data.replace(host, '127.0.0.1:8787').replace(requestId, 'ID');
  const described = lines.join('\n').replace(/^Request id: .*$/m, 'Request id: ID');
  // The page breaks long lines.
  expect(written?.replaceAll('\n', ' ')).toBe(described.replaceAll('\n', ' '));
});
