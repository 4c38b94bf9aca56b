import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import type { RunnableFunction } from '../functions/registry.js';
import { isDeployed } from '../functions/states.js';

const NODE_MAJOR = process.versions.node.split('.')[0];

/** The only runtime in the sandbox: its own Node.js. */
export const RUNTIME = {
  uuid: '00000000-0000-4000-8000-000000000001',
  name: `Node.js ${NODE_MAJOR}`,
  baseImageName: `nodejs-${NODE_MAJOR}`,
};

const AUTHOR = 'sandbox';

async function timestampsOf(file: string) {
  const found = await stat(file).catch(() => undefined);
  return {
    createdAt: (found?.birthtime ?? new Date(0)).toISOString(),
    createdBy: AUTHOR,
    updatedAt: (found?.mtime ?? new Date(0)).toISOString(),
    updatedBy: AUTHOR,
  };
}

const sourceCode = async (file: string): Promise<string> => await readFile(file, 'utf8').catch(() => '');

/** A function in V1's list, with code and environment. */
export async function v1View(item: RunnableFunction) {
  const { uuid, name, description, event, state, skills, file, environment } = item;
  const timestamps = await timestampsOf(file);
  const deployment = {
    uuid,
    name,
    lambdaUUID: uuid,
    lambdaVersion: 1,
    imageName: name,
    deploymentState: 'Deployed',
    deployedAt: timestamps.updatedAt,
    ...timestamps,
  };
  return {
    uuid,
    version: 1,
    name,
    description,
    ...(event !== null && { eventId: event }),
    samplePayload: { headers: [], payload: item.samplePayload ?? {} },
    state,
    runtime: RUNTIME,
    ...timestamps,
    ...(isDeployed(state) && { lastDeployment: deployment }),
    implementation: {
      code: await sourceCode(file),
      dependencies: [],
      environmentVariables: Object.entries(environment).map(([key, value]) => ({ key, value })),
    },
    skills,
  };
}

/** A function in V2's list, without code and environment. */
export async function v2View(item: RunnableFunction) {
  const { uuid, name, description, event, state, skills, file, generation } = item;
  return {
    uuid,
    name,
    description,
    state,
    skills,
    ...(event !== null && { eventId: event }),
    size: 'S',
    isCompV1: generation === 'v1',
    ...(await timestampsOf(file)),
  };
}

/** The details of one V2 function, with its only version. */
export async function v2DetailView(item: RunnableFunction) {
  const version = {
    id: 1,
    version: 1,
    runtime: RUNTIME.name,
    spec: {},
    code: await sourceCode(item.file),
    customDependencies: {},
    environment: item.environment,
  };
  return { ...(await v2View(item)), versions: [version] };
}
