import { defined } from '../../../contract/defined';
import { Problem } from '../../domain/problem';
import type { Handler } from '../context';

/** Handles `/health`: that the function runs, and which one it is. No EC2 call, no caller. */
export const health: Handler = async ({ config }) => ({
  status: 200,
  body: { status: 'ok', version: config.version, region: config.homeRegion, profile: config.profile },
});

/** Handles `/me`: what this caller may do here; nothing with schedules where there are none. */
export const me: Handler = async ({ caller, config }) => {
  const hasSchedules = config.features.includes('schedules');
  const actions = caller.actions.filter((action) => hasSchedules || !action.startsWith('schedules'));
  return {
    status: 200,
    body: {
      message: `${caller.name} may do: ${actions.join(', ') || 'nothing'}`,
      name: caller.name,
      actions,
      ...defined({ tags: caller.tags }),
      auth: config.auth,
      ...defined({ default_instance_id: config.instanceId }),
      regions: config.allowedRegions,
      instance_types: config.allowedInstanceTypes,
      compute: config.compute,
    },
  };
};

const tocos = [
  { user: 'John', tocos: 100 },
  { user: 'Sam', tocos: 200 },
  { user: 'Cem', tocos: 300 },
] as const;

/** Handles `/tocos`: the sample data of the course service that this API replaces. */
export const listTocos: Handler = async () => ({ status: 200, body: tocos });

/** Handles `/tocos/{user}`. */
export const getTocos: Handler = async ({ parameters }) => {
  const entry = tocos.find(({ user }) => user === parameters.user);
  if (entry !== undefined) return { status: 200, body: entry };
  throw new Problem(
    'user_not_found',
    `There is no user ${JSON.stringify(parameters.user)}. Known: ${tocos.map(({ user }) => user).join(', ')}.`,
  );
};
