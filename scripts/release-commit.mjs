/**
 * Makes the commit that users of the action download: what runs and what they read, nothing else. Tags it with
 * the version, for good, and moves the major tag there. Pushes nothing.
 *
 *   node scripts/release-commit.mjs vX.Y.Z
 *
 * Prints {"version","commit","major"} as JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** In place of the whole repository, which the runner would fetch for every job. */
const SHIPPED = ['action.yml', 'LICENSE', 'README.md', 'SECURITY.md', 'docs/*.md', 'packages/action/dist'];

const git = (args, options = {}) => execFileSync('git', args, { encoding: 'utf8', ...options }).trim();

function check(holds, problem) {
  if (holds) return;
  console.error(`release-commit: ${problem}`);
  process.exit(1);
}

/** A tree of the shipped files alone, made in an index of its own: the working copy stays as it is. */
function shippedTree() {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-release-'));
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  try {
    const specs = SHIPPED.map((path) => `:(glob)${path}${path.endsWith('dist') ? '/**' : ''}`);
    const listed = git(['ls-files', '--stage', '--', ...specs]);
    execFileSync('git', ['update-index', '--add', '--index-info'], { env, input: `${listed}\n` });
    return git(['write-tree'], { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [tag = ''] = process.argv.slice(2);
const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
check(version !== undefined, `"${tag}" is no version: give one as v1.2.3.`);
process.chdir(git(['rev-parse', '--show-toplevel']));
check(git(['status', '--porcelain']) === '', 'there are changes that are not committed: commit them first.');
const stated = JSON.parse(readFileSync('package.json', 'utf8')).version;
check(stated === version, `package.json says ${stated}, not ${version}: change the one or the other.`);
check(
  git(['tag', '--list', tag]) === '',
  `${tag} exists: a released version is never changed, take a new one.`,
);

const source = git(['rev-parse', 'HEAD']);
const message = `Release ${tag}\n\nBuilt from ${source}.`;
const commit = git(['commit-tree', shippedTree(), '-p', source, '-m', message]);
const major = `v${version.split('.')[0]}`;
git(['tag', '--annotate', tag, commit, '--message', `Release ${tag}`]);
git(['tag', '--force', major, commit]);
console.log(JSON.stringify({ version: tag, commit, major }));
