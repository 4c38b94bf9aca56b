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
import { isRelative, linksIn, targetOf } from './markdown-links.mjs';

/**
 * What runs and what is read first, in place of the whole repository, which the runner would fetch for every job. Pages
 * for whoever changes the code are left out.
 */
const SHIPPED =
  /^(?:action\.yml|LICENSE|README\.md|SECURITY\.md|CHANGELOG\.md|docs\/(?!architecture|releasing)[^/]+\.md|packages\/action\/dist\/.+)$/;

const git = (args, options = {}) => execFileSync('git', args, { encoding: 'utf8', ...options }).trim();

function check(holds, problem) {
  if (holds) return;
  console.error(`release-commit: ${problem}`);
  process.exit(1);
}

/** The shipped files, and everything that their Markdown links to, so that no link leads nowhere. */
function shippedFiles() {
  const all = git(['ls-files', '-z']).split('\0');
  const files = new Set(all.filter((path) => SHIPPED.test(path)));
  // A set goes on to what is added meanwhile.
  for (const file of files) {
    if (!file.endsWith('.md')) continue;
    for (const link of linksIn(readFileSync(file, 'utf8')).filter(isRelative)) {
      const { path } = targetOf(file, link);
      const found = all.filter((one) => one === path || one.startsWith(`${path}/`));
      check(found.length > 0, `${file} links to ${link}, which is no file of this repository.`);
      for (const one of found) files.add(one);
    }
  }
  return [...files];
}

/** A tree of the shipped files alone, made in an index of its own: the working copy stays as it is. */
function shippedTree() {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-release-'));
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  try {
    const listed = git([
      'ls-files',
      '-z',
      '--stage',
      '--',
      ...shippedFiles().map((path) => `:(literal)${path}`),
    ]);
    execFileSync('git', ['update-index', '--add', '-z', '--index-info'], { env, input: listed });
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
const branch = git(['branch', '--show-current']);
check(branch === 'main', `releases are made on the branch main, and this is ${branch || 'no branch'}.`);
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
