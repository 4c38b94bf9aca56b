import { Agent, request } from 'undici';
import { LAMBDA, PAYLOAD } from './input.mjs';

/** About as fast as a client can be: the bare request with a fixed token, its body written and its answer read. */
export async function create({ port, scheme = 'http' }) {
  const dispatcher = new Agent();
  const url = `${scheme}://localhost:${port}/api/account/12345678/lambdas/${LAMBDA}/invoke?v=1&externalSystem=limit`;
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${'x'.repeat(300)}`,
    'content-type': 'application/json',
  };
  const invoke = async () => {
    const body = JSON.stringify({ timestamp: Date.now(), headers: [], payload: PAYLOAD });
    const answer = await request(url, { dispatcher, method: 'POST', headers, body });
    return await answer.body.json();
  };
  return {
    invoke,
    async first() {
      const startedAt = performance.now();
      await invoke();
      return { ms: performance.now() - startedAt };
    },
  };
}
