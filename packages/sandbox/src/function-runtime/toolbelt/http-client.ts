/** V1's HTTP client: the `request` library with promises, as LivePerson documents it. */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** The options of the `request` library, such as `method`, `headers`, `json`, `body`, `form`, `qs` and `baseUrl`. */
export interface HttpOptions {
  readonly [option: string]: unknown;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** Whether a status other than 2xx is an error. Default true. */
  readonly simple?: boolean;
  /** Whether the promise resolves with the response instead of its body. Default false. */
  readonly resolveWithFullResponse?: boolean;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Takes a URL and options, or options with `uri` or `url`. */
export type HttpClient = (target: string | HttpOptions, options?: HttpOptions) => Promise<unknown>;

type RequestLibrary = (
  options: HttpOptions,
  callback: (error: unknown, response: HttpResponse, body: unknown) => void,
) => unknown;

function statusError(response: HttpResponse, options: HttpOptions): Error {
  const { statusCode, body } = response;
  const error = new Error(`${statusCode} - ${JSON.stringify(body)}`);
  return Object.assign(error, { name: 'StatusCodeError', statusCode, error: body, options, response });
}

function requestError(cause: unknown, options: HttpOptions): Error {
  const error = new Error(String(cause), { cause });
  return Object.assign(error, { name: 'RequestError', error: cause, options });
}

/** Sends a request. Rejects with a `StatusCodeError` or a `RequestError`, as `request-promise` does. */
export const httpClient: HttpClient = (target, given = {}) => {
  const request = load('@cypress/request') as RequestLibrary;
  const options = { ...given, ...(typeof target === 'string' ? { uri: target } : target) };
  const { simple = true, resolveWithFullResponse = false } = options;
  return new Promise((resolve, reject) => {
    request(options, (error, response, body) => {
      if (error) return reject(requestError(error, options));
      const isSuccess = response.statusCode >= 200 && response.statusCode < 300;
      if (simple && !isSuccess) return reject(statusError(response, options));
      resolve(resolveWithFullResponse ? response : body);
    });
  });
};
