/** Shows the whole job: the sandbox, and the committed action as GitHub's runner would start it. Needs a build. */
import process from 'node:process';
import { runStep } from './runner.mjs';
import { startSandbox } from './sandbox.mjs';

const SECRET = 'sandbox-secret';

const STEPS = [
  {
    title: 'A function on platform generation v1',
    function: 'hello-v1',
    payload: '{"name": "Ada"}',
    expected: 'success',
  },
  {
    title: 'A function on platform generation v2',
    function: 'hello-v2',
    payload: '{"name": "Grace"}',
    expected: 'success',
  },
  { title: 'A function that fails', function: 'orders-import', payload: '{}', expected: 'function-failed' },
];

async function demonstrate() {
  const sandbox = await startSandbox();
  try {
    console.log(`\nThe sandbox listens at ${sandbox.url}`);
    let wrong = 0;
    for (const { title, payload, expected, ...chosen } of STEPS) {
      console.log(`\n━━ ${title}\n`);
      const { uuid, account } = sandbox.functions.find(({ name }) => name === chosen.function);
      const outcome = await runStep({
        'account-id': account,
        'client-id': 'sandbox-client',
        'client-secret': SECRET,
        'lambda-uuid': uuid,
        'domain-api': sandbox.url,
        payload,
      });
      if (outcome !== expected) {
        wrong += 1;
        console.error(`\nThe outcome was to be ${expected}.`);
      }
    }
    console.log(
      wrong === 0 ? '\nDone: two functions ran, and the one that fails says why.' : '\nThe demo failed.',
    );
    return wrong === 0;
  } finally {
    await sandbox.stop();
  }
}

process.exitCode = (await demonstrate()) ? 0 : 1;
