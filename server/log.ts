import { methodLabel, pathLabel } from '../contract/metrics-labels';
import { problemKind } from '../contract/problems';
import type { Log } from '../lambda/logging/log';
import { faultText } from '../lambda/logging/redact-request';
import type { ServerOptions } from './server';

/** Writes a line for each request that does not reach the application, in the form of the application's own line. */
export function refusalLog(log: Log): Pick<ServerOptions, 'onRefused' | 'onFault'> {
  return {
    onRefused({ code }, { requestId, method, resource }) {
      log.warn('request', {
        request_id: requestId,
        ...(method === undefined ? {} : { method: methodLabel(method) }),
        ...(resource === undefined ? {} : { route: pathLabel(resource) }),
        status: problemKind(code).status,
        code,
      });
    },
    onFault(error, request) {
      log.error('fault', { request_id: request.requestId, error: faultText(error, request) });
    },
  };
}
