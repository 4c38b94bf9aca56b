/**
 * Runs concurrent invocations with LivePerson's own client, unmodified. Requires `lead-to-loopback.cjs`, which
 * redirects every connection to a loopback port.
 */
const { Client } = require('liveperson-functions-client');

const [accountId, lambdaUuid, clientId, clientSecret, count] = process.argv.slice(2);
const client = new Client({
  accountId,
  authStrategy: { clientId, clientSecret },
  protocol: 'http',
  failOnErrorStatusCode: true,
});
const invoke = () =>
  client.invoke({ lambdaUuid, lpEventSource: 'side-by-side', body: { headers: [], payload: {} } });

Promise.all(Array.from({ length: Number(count) }, invoke)).then(
  (all) => process.stdout.write(String(all.filter(({ ok }) => ok).length)),
  (error) => {
    process.stderr.write(error.message);
    process.exitCode = 1;
  },
);
