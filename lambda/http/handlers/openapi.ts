import { defined } from '../../../contract/defined';
import { openApiDocument } from '../../../contract/openapi';
import type { Handler } from '../context';

/** Handles `/openapi.json`. */
export const openapi: Handler = async ({ config }) => ({
  status: 200,
  body: openApiDocument({
    profile: config.profile,
    auth: config.auth,
    version: config.version,
    compute: config.compute,
    ...defined({ front: config.front }),
    ...(config.docker === undefined ? { regions: config.allowedRegions } : { images: config.docker.images }),
    features: config.features,
    instanceTypes: config.allowedInstanceTypes,
  }),
});
