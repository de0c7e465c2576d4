import type { Handler } from '../context';

/** Handles `/health`: that the function runs, and which one it is. No EC2 call, no caller. */
export const health: Handler = async ({ config }) => ({
  status: 200,
  body: { status: 'ok', version: config.version, region: config.region, profile: config.profile },
});
