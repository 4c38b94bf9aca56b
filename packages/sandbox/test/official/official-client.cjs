'use strict';
// Calls LivePerson's own client as an application does, and prints the result of each call.
const { Client } = require('liveperson-functions-client');

const { accountId, clientId, clientSecret, lambdaUuid, eventId, bearer } = JSON.parse(process.argv[2]);
const common = { accountId, failOnErrorStatusCode: true };
const client = new Client({ ...common, authStrategy: { clientId, clientSecret } });
const user = new Client({ ...common, authStrategy: async () => `Bearer ${bearer}` });
const caller = { externalSystem: 'sandbox-test', lpEventSource: 'sandbox-test' };
const body = { headers: [{ key: 'a', value: 'b' }], payload: { text: 'bär' } };

const CALLS = {
  byUuid: () => client.invoke({ ...caller, lambdaUuid, body }),
  byEvent: () => client.invoke({ ...caller, eventId, body }),
  unknownEvent: () => client.invoke({ ...caller, eventId: 'conversational_commands', body }),
  isImplemented: () => client.isImplemented({ ...caller, eventId }),
  isNotImplemented: () => client.isImplemented({ ...caller, eventId: 'nothing' }),
  lambdas: () => user.getLambdas({ ...caller, state: 'Productive', userId: '1' }),
  functions: () => user.getFunctions({ ...caller, state: ['Productive'], userId: '1' }),
  allLambdas: () => user.getLambdas({ ...caller, userId: '1' }),
  appLambdas: () => client.getLambdas({ ...caller, userId: '1' }),
};

async function resultOf(call) {
  try {
    const answer = await call();
    return typeof answer === 'boolean' ? answer : { status: answer.status, body: answer.body };
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}

(async () => {
  const results = {};
  for (const [name, call] of Object.entries(CALLS)) results[name] = await resultOf(call);
  process.stdout.write(JSON.stringify(results));
})();
