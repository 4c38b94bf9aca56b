import { execFileSync, spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const works = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

/** Finds Chromium, or installs it with apt-get. */
function findChromium(): string {
  const found = PROGRAMS.find(works);
  if (found !== undefined) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'chromium'],
  ]) {
    execFileSync('apt-get', args, { env, stdio: 'ignore' });
  }
  const installed = PROGRAMS.find(works);
  if (installed === undefined) throw new Error('Chromium is missing. Install it: apt-get install chromium');
  return installed;
}

/** Starts a browser for which the names below .test are this machine, and which reaches no other machine. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
      // The sandbox must be safe in browsers without this protection, too.
      '--disable-features=LocalNetworkAccessChecks',
      '--lang=en-US',
    ],
  });
}
