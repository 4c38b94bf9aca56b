/**
 * Writes the name of the repository into every file that mentions it: action references, links, manifests.
 *
 *   npm run set-repository OWNER/NAME
 *
 * The name that it replaces is the one in package.json. The bundles are made from the sources: bundle anew afterwards.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const root = execFileSync('git', ['rev-parse', '--show-toplevel'], { encoding: 'utf8' }).trim();
const [name = ''] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(name)) {
  console.error(`set-repository: "${name}" is no repository: give one as OWNER/NAME.`);
  process.exit(1);
}

const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [, current] = /github\.com\/([^/]+\/.+?)(?:\.git)?$/.exec(repository.url);
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  .split('\0')
  .filter((path) => path !== '' && !path.startsWith('packages/action/dist/'));

const escaped = current.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
// Not inside of a longer name.
const mention = new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`, 'g');
let count = 0;
for (const path of files) {
  const before = readFileSync(join(root, path));
  if (before.includes(0)) continue;
  const after = before.toString().replace(mention, name);
  if (after === before.toString()) continue;
  writeFileSync(join(root, path), after);
  count += 1;
}
console.log(`${current} is ${name} in ${count} files. Next: run \`npx -y pnpm@12 run bundle\`, and commit.`);
