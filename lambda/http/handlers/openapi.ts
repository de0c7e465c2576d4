import { defined } from '../../../contract/defined';
import { openApiDocument } from '../../../contract/openapi';
import type { Config } from '../../config';
import type { Handler } from '../context';

/** Handles `/openapi.json`. */
export const openapi: Handler = async ({ config }) => ({
  status: 200,
  text: { type: 'application/json', content: JSON.stringify(documentOf(config)) },
});

function documentOf({ profile, auth, version, compute, front, docker, ...config }: Config) {
  return openApiDocument({
    profile,
    auth,
    version,
    compute,
    ...defined({ front }),
    ...(docker === undefined ? { regions: config.allowedRegions } : { images: docker.images }),
    features: config.features,
    instanceTypes: config.allowedInstanceTypes,
  });
}
