import { Auth } from '../../contract/environment';
import type { Route } from '../../contract/routes';
import type { Config } from '../config';
import { Problem } from '../domain/problem';
import type { ApiRequest } from './request';

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a web page of another site makes a browser send: where nobody has to say who they are, any page that
 * somebody has open could drive the API on their machine. Browsers mark such requests themselves, and no page can leave
 * the mark out. https://www.w3.org/TR/fetch-metadata/
 * @throws Problem `cross_site_refused`
 */
export function refuseCrossSite(request: ApiRequest, route: Route | undefined, config: Config): void {
  if (config.auth !== Auth.none || request.headers.get('sec-fetch-site') !== 'cross-site') return;
  // The lab's unsafe GETs change something, too.
  const unsafe = !safe.has(request.method) || route?.labMethods?.some((method) => method === request.method) === true;
  const origin = request.headers.get('origin');
  if (!unsafe || (origin !== undefined && names(config.corsOrigins, origin))) return;
  throw new Problem(
    'cross_site_refused',
    'A page of another site has sent this request, and this deployment asks nobody who they are. ' +
      'Name the origin of the page in corsOrigins to let it.',
  );
}

/** Checks whether the origins of a deployment include this one. */
export function names(origins: readonly string[], origin: string): boolean {
  return origins.includes(origin) || origins.includes('*');
}
