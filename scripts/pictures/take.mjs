import { join } from 'node:path';
import { startSandbox } from '@lp-faas/sandbox';
import { root } from '../steps.mjs';
import { takeFailedStep, takeSummary } from './action.mjs';
import { Camera } from './camera.mjs';
import { takeProgress } from './command-line.mjs';
import { takePage, takeTerminal } from './sandbox.mjs';

/**
 * Takes the pictures of the action, the command line and the sandbox; returns what each shows as text.
 * @param port the port of the sandbox, which the pictures show; 0 for any
 */
export async function takePictures(folder, port = 8787) {
  await using camera = await Camera.start(folder);
  await takeTerminal(camera, port);
  await using sandbox = await startSandbox({ functions: join(root, 'examples/functions'), port });
  await takeSummary(camera, sandbox);
  await takeFailedStep(camera, sandbox);
  await takeProgress(camera, sandbox);
  sandbox.reset();
  await takePage(camera, sandbox);
  return camera.texts;
}
