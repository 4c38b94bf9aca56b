import type { Generation } from '../accounts.js';

/** A route of the platform that the sandbox does not offer, with what to do instead. */
export interface NotOffered {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly generation: Generation;
  /** @param folder the folder with the functions */
  readonly text: (folder: string) => string;
}

const PUSH = (folder: string) =>
  `The sandbox reads functions from ${folder}: there is nothing to push, save the file instead`;
const DEPLOY = () =>
  'In the sandbox every function is deployed as soon as it is saved: there is nothing to deploy';
const UNDEPLOY = (folder: string) =>
  `To undeploy a function in the sandbox, set its "state" to "Marked Undeployed" in ${folder}/.lp-faas-sandbox.json`;
const SCHEDULE = () => 'The sandbox has no schedules: invoke the function instead';
const DOMAINS = () => 'The sandbox has no domain allow-list: functions reach every host';
const REPORTS = () =>
  'The sandbox has no reports: GET /_sandbox/requests lists the invocations and their errors';
const LOGS = () => 'The sandbox exports no logs: they are in its terminal and in GET /_sandbox/requests';

type Row = readonly [NotOffered['method'], string, NotOffered['text']];

const of = (generation: Generation, rows: readonly Row[]): NotOffered[] =>
  rows.map(([method, path, text]) => ({ method, path, generation, text }));

/** What the other commands of LivePerson's CLIs ask for. */
export const NOT_OFFERED: readonly NotOffered[] = [
  ...of('v1', [
    ['POST', 'lambdas', PUSH],
    ['PUT', 'lambdas/:lambdaUuid', PUSH],
    ['POST', 'deployments/:lambdaUuid', DEPLOY],
    ['DELETE', 'deployments/:lambdaUuid', UNDEPLOY],
    ['POST', 'schedules', SCHEDULE],
    ['POST', 'proxy-settings', DOMAINS],
    ['GET', 'reports/limitCounts', REPORTS],
    ['GET', 'reports/lambdaCounts', REPORTS],
    ['GET', 'reports/invocationCounts', REPORTS],
    ['GET', 'reports/invocations/:lambdaUuid', REPORTS],
    ['GET', 'logs/export', LOGS],
  ]),
  ...of('v2', [
    ['POST', 'functions', PUSH],
    ['POST', 'functions/:lambdaUuid/manifest', PUSH],
    ['PATCH', 'deployments/:lambdaUuid', DEPLOY],
    ['GET', 'deployments', DEPLOY],
    ['GET', 'functions/:lambdaUuid/logs/export', LOGS],
  ]),
];
