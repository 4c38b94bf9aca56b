import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const works = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const installed = (): string | undefined => PROGRAMS.find(works);

/** Finds Chromium, or installs it with apt-get; returns the reason if it cannot. */
export function findChromium(): { readonly path?: string; readonly missing?: string } {
  const found = installed();
  if (found !== undefined) return { path: found };
  const canInstall = process.getuid?.() === 0 && works('apt-get');
  if (!canInstall) return { missing: 'Chromium is missing, and apt-get or the right to use it as well' };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio: 'ignore' });
  const path = installed();
  return path === undefined ? { missing: 'apt-get did not install Chromium' } : { path };
}

/** Starts a browser that reaches only this machine: all other requests go to a proxy that does not exist. */
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
      // Playwright's routing would disable the cache, and each page would load the whole editor again.
      '--proxy-server=127.0.0.1:9',
      // Hosts that the browser does not know as this machine, without any name server.
      '--proxy-bypass-list=*.test',
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--lang=en-US',
    ],
  });
}
