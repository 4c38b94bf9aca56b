/** The sandbox did not answer, or refused. */
export class ControlError extends Error {}

/**
 * Sends a request to the control routes.
 *
 * @throws {ControlError} with a text to show
 */
export async function control(method, path, body, signal) {
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response;
  let text;
  try {
    response = await fetch(`/_sandbox/${path}`, { method, signal, ...json });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ControlError(
      'The sandbox does not answer. Was it stopped? This page tries again every second.',
    );
  }
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new ControlError(answer?.message ?? `The sandbox answered ${response.status}.`);
  return answer;
}
