/** The step that somebody writes who has only LivePerson's client. */
const { Client } = require('liveperson-functions-client');

const client = new Client({
  accountId: process.env.ACCOUNT,
  authStrategy: { clientId: 'benchmark', clientSecret: 'secret' },
  protocol: 'http',
  failOnErrorStatusCode: true,
});
const call = {
  lambdaUuid: process.env.LAMBDA,
  lpEventSource: 'benchmark',
  body: { headers: [], payload: {} },
};
client.invoke(call).then(
  ({ body }) => process.stdout.write(JSON.stringify(body)),
  (error) => {
    process.stderr.write(error.message);
    process.exitCode = 1;
  },
);
