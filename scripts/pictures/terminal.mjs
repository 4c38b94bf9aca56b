import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a command in a terminal of its own. Each step is a pattern and what to do when the terminal has shown it. Returns
 * what the terminal had received at the last of them.
 */
export async function record(command, { cwd, env, columns, steps }) {
  const line = `stty cols ${columns}; exec ${command}`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', SHELL: '/bin/bash', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const left = [...steps];
  let written = '';
  let shown = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    written += part;
    while (left[0]?.[0].test(written)) {
      const [, act] = left.shift();
      shown = written;
      await act(child, written);
    }
  }
  await closed;
  if (left.length > 0) throw new Error(`${command} never showed ${left[0][0]}:\n${written}`);
  return shown;
}

/** Presses Ctrl+C. */
export const interrupt = (child) => child.stdin.write('\u0003');

/** What a terminal shows before the output of a command. */
export const prompt = (command) => `\u001b[32m$\u001b[0m ${command}\r\n`;
