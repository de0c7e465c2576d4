import { Operation } from '../operations';
import { ec2Operations, paged, regional } from '../parameters/parameter';
import { type ProblemCode, problems } from '../problems';
import type { HttpMethod, Route } from '../routes';

const among =
  (...operations: readonly Operation[]) =>
  ({ operation }: Route): boolean =>
    operations.includes(operation);

const { start, stop, reboot, create, delete: remove, status, dispatch, getJob, cancelJob, getTocos } = Operation;
const { getSchedule, putSchedule, deleteSchedule } = Operation;
const changing = among(start, stop, reboot, create, remove, dispatch);
const selecting = among(status, start, stop, reboot, remove, dispatch);
const inRegion = among(...regional, dispatch);
const onEc2 = among(...ec2Operations, dispatch);

/** The problems of the client (4xx) that only some routes can end in; every route can end in the others. */
const only: Partial<Readonly<Record<ProblemCode, (route: Route, method: HttpMethod) => boolean>>> = {
  malformed_body: (_, method) => method !== 'GET',
  body_too_large: (_, method) => method !== 'GET',
  unsupported_media_type: (_, method) => method !== 'GET',
  empty_selector: (route) => selecting(route) || among(Operation.list, create, putSchedule)(route),
  instance_required: (route) => selecting(route) || among(putSchedule)(route),
  invalid_instance_id: (route) => selecting(route) || among(putSchedule)(route),
  instance_not_found: selecting,
  too_many_instances: (route) => selecting(route) || among(putSchedule)(route),
  too_many_schedules: among(putSchedule),
  invalid_cursor: among(...paged, dispatch),
  region_not_allowed: inRegion,
  region_not_enabled: onEc2,
  caller_credentials_not_for_jobs: onEc2,
  caller_credentials_disabled: onEc2,
  invalid_aws_credentials: onEc2,
  unauthenticated: ({ open }) => open !== true,
  action_not_allowed: ({ open }) => open !== true,
  cross_site_refused: ({ labMethods = [] }, method) => method !== 'GET' || labMethods.includes(method),
  instance_not_allowed: changing,
  not_created_here: among(remove),
  // A slash in a variable makes another path of it.
  route_not_found: ({ resource }) => resource.includes('{'),
  job_not_found: among(getJob, cancelJob, status, dispatch),
  schedule_not_found: among(getSchedule, deleteSchedule),
  user_not_found: among(getTocos),
  // The document has only methods that there are.
  method_not_allowed: () => false,
  invalid_launch_parameter: among(create),
  ...Object.fromEntries(
    Object.entries(problems).flatMap(([code, kind]) => (kind.status === 409 ? [[code, changing]] : [])),
  ),
  schedule_exists: among(putSchedule),
};

/** Lists the problem codes of a method of a route. */
export function problemsOf(route: Route, method: HttpMethod): readonly ProblemCode[] {
  return (Object.keys(problems) as ProblemCode[]).filter((code) => only[code]?.(route, method) ?? true);
}
