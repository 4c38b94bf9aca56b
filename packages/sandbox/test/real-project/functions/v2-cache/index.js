import { Toolbelt, globalSecretCache } from 'core-functions-toolbelt';
import { randomUUID } from 'node:crypto';
const instance = randomUUID();
let count = 0;
async function lambda() {
  count += 1;
  await Toolbelt.SecretClient().readSecret('weather');
  return { count, cached: globalSecretCache.has('weather'), instance: typeof instance };
}
