import { Toolbelt, ErrorStrategy } from 'core-functions-toolbelt';

async function lambda({ payload: uuids }) {
  const responses = await Toolbelt.OrchestratorClient().invoke(
    uuids.map((uuid) => ({ uuid, payload: { city: 'Berlin', conversationId: 'c-3' } })),
    10000,
    { json: true, invokeParallel: true, errorStrategy: ErrorStrategy.CONTINUE_ON_ERROR },
  );
  return responses.map(({ statusCode, body }) => [statusCode, body]);
}
