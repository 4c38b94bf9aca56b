import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';

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
