/** Asks the sandbox what answers a request of the function to another host. */
import { requestHttp } from './channel.js';
import { addMockHint, RefusedError, reportRefusedRequest } from './refusals.js';
import { isSandbox } from './toolbelt/platform.js';

export type Asked = { readonly method: string; readonly url: string };

/** @returns the mock's response; undefined if the request goes out; an error if it is refused */
export async function askForMock({ method, url }: Asked): Promise<Response | RefusedError | undefined> {
  if (isSandbox(new URL(url))) return undefined;
  const answer = await requestHttp({ method, url });
  switch (answer.kind) {
    case 'mock': {
      const body = answer.body === null ? null : Buffer.from(answer.body, 'base64');
      return new Response(body, { status: answer.status, headers: answer.headers.map((pair) => [...pair]) });
    }
    case 'none':
      return undefined;
    default: {
      const { host } = new URL(url);
      const reason =
        answer.kind === 'invalid'
          ? answer.reason
          : addMockHint(`The sandbox is offline and has no mock for ${host}.`);
      reportRefusedRequest({ method, url }, reason);
      return new RefusedError(reason);
    }
  }
}
