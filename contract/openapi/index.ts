import { Auth } from '../environment';
import { methodsOf, routes } from '../routes';
import { operationObject } from './operation';
import type { ParameterOptions } from './parameters';
import { headers } from './responses';
import { schemas } from './schemas';

type Json = Readonly<Record<string, unknown>>;

/** What of a deployment shows in its document. */
export interface DocumentOptions extends ParameterOptions {
  readonly auth: Auth;
  readonly version: string;
}

/** The API as an OpenAPI 3.1 document, made from the route, parameter and problem tables. */
export function openApiDocument({ auth, version, ...options }: DocumentOptions): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    for (const method of methodsOf(route, options.profile)) {
      paths[route.resource] = {
        ...paths[route.resource],
        [method.toLowerCase()]: operationObject(route, method, options),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'EC2 Control API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: './' }],
    ...securityOf(auth),
    paths,
    components: { schemas, headers, ...securitySchemes(auth) },
  };
}

function securityOf(auth: Auth): Json {
  if (auth === Auth.none) return {};
  return { security: auth === Auth.iam ? [{ sigv4: [] }] : [{ key: [] }, { bearer: [] }] };
}

function securitySchemes(auth: Auth): Json {
  if (auth === Auth.none) return {};
  if (auth === Auth.iam) {
    return {
      securitySchemes: {
        sigv4: { type: 'apiKey', in: 'header', name: 'authorization', description: 'AWS Signature Version 4' },
      },
    };
  }
  return {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  };
}
