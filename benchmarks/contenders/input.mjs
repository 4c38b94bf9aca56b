export const LAMBDA = '8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10';

/** 200 bytes of JSON. */
export const PAYLOAD = { name: 'x'.repeat(189) };

export const INPUT = { lambdaUuid: LAMBDA, payload: PAYLOAD };

/** A client's options for a platform on loopback. */
export const options = (port, scheme) => ({
  accountId: '12345678',
  credentials: { clientId: 'benchmark', clientSecret: 'secret' },
  domainApi: `${scheme}://localhost:${port}`,
});
