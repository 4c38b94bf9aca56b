import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { root } from '../steps.mjs';

const indent = (text) => text.trimEnd().replace(/^/gm, '  ');

/** Runs the committed bundle with these inputs, as the runner does, and shows log, outputs and summary. */
export async function runStep(inputs) {
  const folder = mkdtempSync(join(tmpdir(), 'lp-faas-demo-'));
  try {
    const files = prepare(folder);
    const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const env = { PATH: process.env.PATH, GITHUB_ACTIONS: 'true', ...files, ...Object.fromEntries(given) };
    console.log('Log');
    const bundle = join(root, 'packages/action/dist/index.js');
    const child = spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface(child.stdout).on('line', showLine);
    const [exitCode] = await once(child, 'close');
    const outputs = readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
    console.log(`  (exit code ${exitCode})\n\nOutputs`);
    for (const [name, value] of outputs) console.log(`  ${name}: ${value}`);
    console.log(`\nSummary\n${indent(asText(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')))}`);
    return outputs.get('outcome');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder) {
  const paths = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const path of Object.values(paths)) writeFileSync(path, '');
  for (const name of ['workspace', 'temp']) mkdirSync(join(folder, name));
  return { ...paths, GITHUB_WORKSPACE: join(folder, 'workspace'), RUNNER_TEMP: join(folder, 'temp') };
}

/** The runner carries commands out instead of showing them: masks stay hidden, groups fold, an error turns red. */
function showLine(line) {
  const [, command, message] = /^::(\S+?)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
  if (command === 'add-mask' || command === 'endgroup' || line === '') return;
  const decode = (text) => text.replace(/%0A/g, '\n').replace(/%25/g, '%');
  const sign = command === 'group' ? '▾' : `${command}:`;
  console.log(indent(command === undefined ? line : `${sign} ${decode(message)}`));
}

/** The outputs by name; of an output that was set again, the last value. */
function readOutputs(text) {
  const found = text.matchAll(/^(\S+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm);
  return new Map([...found].map(([, name, , value]) => [name, value]));
}

/** The summary's HTML as a terminal can show it. */
function asText(html) {
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return html
    .replace(/<tr><th align="left">(.*?)<\/th><td>/g, (_, name) => name.padEnd(14))
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity])
    .replace(/\n{2,}/g, '\n');
}
