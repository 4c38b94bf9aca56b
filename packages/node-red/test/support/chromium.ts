import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const works = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const installed = (): string | undefined => PROGRAMS.find(works);

/** Brings Chromium where Debian's packages can; says why not where there is none. */
export function findChromium(): { readonly path?: string; readonly missing?: string } {
  const found = installed();
  if (found !== undefined) return { path: found };
  const canInstall = process.getuid?.() === 0 && works('apt-get');
  if (!canInstall) return { missing: 'there is no Chromium here, and no apt-get to install it with' };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio: 'ignore' });
  const path = installed();
  return path === undefined ? { missing: 'apt-get brought no Chromium' } : { path };
}

/** A browser that reaches this machine alone: everything else goes to a proxy that does not exist. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Not Playwright's routing, which would switch off the cache: each page would load the whole editor anew.
      '--proxy-server=127.0.0.1:9',
      '--lang=en-US',
    ],
  });
}
