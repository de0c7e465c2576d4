import { Auth } from '../environment';
import { type Feature, methodsOf, routesWith } from '../routes';
import { Components } from './components';
import { operationObject } from './operation';
import type { ParameterOptions } from './parameters';
import { tagOf, tags } from './tags';

type Json = Readonly<Record<string, unknown>>;

/** What of a deployment shows in its document. */
export interface DocumentOptions extends ParameterOptions {
  readonly auth: Auth;
  readonly version: string;
  /** @default - all that there are */
  readonly features?: readonly Feature[];
}

/** Makes the OpenAPI 3.1 document of the API from the route, parameter and problem tables. */
export function openApiDocument({ auth, version, features = ['schedules'], ...options }: DocumentOptions): Json {
  const shared = new Components();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routesWith(features)) {
    for (const method of methodsOf(route, options.profile)) {
      paths[route.resource] = {
        ...paths[route.resource],
        [method.toLowerCase()]: operationObject(route, method, options, shared),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'EC2 Control API',
      version,
      description:
        'List, start, stop, reboot, create and delete Amazon EC2 instances over HTTP: at once, as a job, or by a schedule.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '.', description: 'The address under which this document is served.' }],
    security: securityOf(auth),
    tags: tags.filter(({ name }) => routesWith(features).some((route) => tagOf(route) === name)),
    paths,
    components: shared.toJson(securitySchemes(auth), paths),
  };
}

function securityOf(auth: Auth): readonly Json[] {
  switch (auth) {
    case Auth.none:
      return [];
    case Auth.iam:
      return [{ sigv4: [] }];
    case Auth.key:
      return [{ key: [] }, { bearer: [] }];
  }
}

function securitySchemes(auth: Auth): Json {
  switch (auth) {
    case Auth.none:
      return {};
    case Auth.iam:
      return {
        sigv4: { type: 'apiKey', in: 'header', name: 'authorization', description: 'AWS Signature Version 4' },
      };
    case Auth.key:
      return {
        key: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The key of a caller' },
        bearer: { type: 'http', scheme: 'bearer', description: 'The key of a caller, as a bearer token' },
      };
  }
}
