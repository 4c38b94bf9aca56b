import { constants, statSync, truncateSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import * as core from '@actions/core';
import { type GivenInputs, type JobLog, showInvisible, writeGroup } from '@lp-faas/job';
import { disarmCommands } from './report/untrusted.js';

/** A warning or an error on the page of the workflow run. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** What the action needs from GitHub's runner. Only this file imports `@actions/core`. */
export interface Runner extends GivenInputs, JobLog {
  /** Masks a value in everything that is shown from now on. */
  mask(secret: string): void;
  warning(annotation: Annotation): void;
  error(annotation: Annotation): void;
  /**
   * Sets outputs: all of them, or none.
   * @throws {Error} when the runner's file cannot be written
   */
  setOutputs(outputs: Readonly<Record<string, string>>): void;
  /** Appends Markdown to the job summary. */
  addSummary(markdown: string): Promise<void>;
}

function setOutputs(outputs: Readonly<Record<string, string>>): void {
  const file = process.env['GITHUB_OUTPUT'];
  // Without a file, the toolkit would print the outputs.
  if (!file) throw new Error('the variable is not set');
  const { size } = statSync(file);
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  } catch (error) {
    cutAt(size, file);
    throw error;
  }
}

/** The runner accepts no file that ends within an output. */
function cutAt(size: number, file: string): void {
  try {
    truncateSync(file, size);
  } catch {
    // What kept the outputs from being written is the error to report.
  }
}

/** Makes a text safe to print, and its invisible characters visible. */
const printable = (text: string): string => disarmCommands(showInvisible(text));

/** The real runner. It disarms the commands in every text, so that no caller can forget to. */
export const githubRunner: Runner = {
  input: (name) => core.getInput(name),
  inputNames: () =>
    Object.keys(process.env)
      .filter((name) => /^INPUT_./i.test(name))
      .map((name) => name.slice('INPUT_'.length).toLowerCase()),
  mask: (secret) => core.setSecret(secret),
  info: (line) => core.info(printable(line)),
  detail: (line) => githubRunner.info(line),
  details: (title, lines) => writeGroup(title, lines, githubRunner),
  debug(line) {
    // Without debug mode, the runner would drop each of these lines.
    if (core.isDebug()) core.debug(printable(line()));
  },
  startGroup: (title) => core.startGroup(printable(title)),
  endGroup: () => core.endGroup(),
  warning: ({ title, message }) => core.warning(printable(message), { title }),
  error: ({ title, message }) => core.error(printable(message), { title }),
  setOutputs,
  async addSummary(markdown) {
    const file = process.env['GITHUB_STEP_SUMMARY'];
    // Not the toolkit's writer, whose error does not tell the reason. Some runners have no summaries.
    if (file) await appendFile(file, markdown, { flag: constants.O_WRONLY | constants.O_APPEND });
  },
};
