export { mergeResults } from './batch/merge.js';
export { describeFileError } from './file-error.js';
export { formatDuration } from './format-duration.js';
export { indentJson } from './indent-json.js';
export { findInputFile, type InputFolders, placeOutputFile } from './inputs/input-file.js';
export { INPUT_HELP, type InputHelp } from './inputs/input-help.js';
export type { FailOn, InputName, InputProblem, Inputs } from './inputs/inputs.js';
export { INPUTS } from './inputs/inputs.js';
export { findMisspeltInputs } from './inputs/misspelt-inputs.js';
export { type GivenInputs, type Job, readJob, runJob, secretInputs } from './job.js';
export type { JobContext } from './job-context.js';
export {
  DID_IT_RUN,
  type ErrorCode,
  HEADLINES,
  hideSecrets,
  invalidInputsOutcome,
  type JobOutcome,
  outcomeOf,
  passes,
  type Table,
  withLoss,
} from './outcome.js';
export type { ProblemKind } from './parsers.js';
export { type JobFiles, type JobLog, type JobPorts, writeGroup } from './ports.js';
export { Secrets } from './secrets.js';
export { showInvisible } from './visible.js';
export { writeNewFile, writeWhole } from './whole-write.js';
