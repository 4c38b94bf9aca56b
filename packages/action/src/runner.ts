import * as core from '@actions/core';
import type { GivenInputs, JobLog } from '@lp-faas/job';
import { neutral } from './report/untrusted.js';

/** The title of an annotation, and what it says. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
}

/** What the action asks of the runner; the one place that knows `@actions/core`. */
export interface Runner extends GivenInputs, JobLog {
  /** Keeps a value out of everything that is shown from now on. */
  mask(secret: string): void;
  warning(annotation: Annotation): void;
  error(annotation: Annotation): void;
  setOutput(name: string, value: string): void;
  /** Adds Markdown to the job's summary page. */
  addSummary(markdown: string): Promise<void>;
}

/** The real runner. Every text is made harmless here, so that no caller can forget it. */
export const githubRunner: Runner = {
  input: (name) => core.getInput(name),
  inputNames: () =>
    Object.keys(process.env)
      .filter((name) => /^INPUT_./i.test(name))
      .map((name) => name.slice('INPUT_'.length).toLowerCase()),
  mask: (secret) => core.setSecret(secret),
  info: (line) => core.info(neutral(line)),
  debug(line) {
    // Otherwise it would be written for every request, for the runner to drop.
    if (core.isDebug()) core.debug(neutral(line));
  },
  startGroup: (title) => core.startGroup(neutral(title)),
  endGroup: () => core.endGroup(),
  warning: ({ title, message }) => core.warning(neutral(message), { title }),
  error: ({ title, message }) => core.error(neutral(message), { title }),
  setOutput: (name, value) => core.setOutput(name, value),
  async addSummary(markdown) {
    // Outside of a runner there may be no page to write to.
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown, true).write();
  },
};
