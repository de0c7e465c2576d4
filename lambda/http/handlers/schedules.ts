import { defined } from '../../../contract/defined';
import type { ParameterName, Parameters } from '../../../contract/parameters';
import { unknownInstance } from '../../domain/guards';
import { isInstanceId, jobLimit } from '../../domain/instance';
import { tooManyInstances } from '../../instances/select';
import type { Definition } from '../../schedules/model';
import { nameErrors, readCalendar } from '../../schedules/rules/definition';
import type { Checked } from '../check';
import type { Handler } from '../context';
import type { Finding } from '../findings';
import { fitting } from '../fit';
import { previewOf } from './schedules-preview';
import { scheduleMessage, scheduleShape } from './schedules-shape';

/** Handles `GET /schedules`. */
export const handleListSchedules: Handler = async ({ parameters, caller, schedules }) => {
  const { page_size: pageSize = 100, next_token: cursor } = parameters;
  const page = await (await schedules()).list(caller, {
    pageSize,
    ...defined({ cursor }),
    fitting: (views) => fitting(views.map(scheduleShape)),
  });
  const count = page.schedules.length;
  return {
    status: 200,
    body: {
      message: count === 1 ? '1 schedule' : `${count} schedules`,
      schedules: page.schedules.map(scheduleShape),
      ...defined({ next_token: page.next }),
    },
  };
};

/** Handles `GET /schedules/{name}`. */
export const handleGetSchedule: Handler = async ({ parameters, caller, schedules }) => {
  const view = await (await schedules()).get(caller, parameters.name ?? '');
  return { status: 200, body: { message: scheduleMessage(view), ...scheduleShape(view) } };
};

/** What a `PUT` did, and what its dry run would do. */
const verbs = {
  created: ['Created schedule', 'Would create schedule'],
  replaced: ['Replaced schedule', 'Would replace schedule'],
  unchanged: ['No change to schedule', 'Would not change schedule'],
} as const;

/** Handles `PUT /schedules/{name}`: 201 for a new schedule, else 200. */
export const handlePutSchedule: Handler = async (context) => {
  const { parameters, caller, schedules } = context;
  const dryRun = parameters.dry_run === true;
  const definition = definitionOf(parameters, context.region);
  const view = await (await schedules()).put({ caller, name: parameters.name ?? '', definition, dryRun });
  const message = scheduleMessage(view, verbs[view.did][dryRun ? 1 : 0]);
  return {
    status: view.did === 'created' && !dryRun ? 201 : 200,
    body: {
      message,
      ...scheduleShape(view),
      ...(dryRun ? { dry_run: true, preview: await previewOf(context, view.times) } : {}),
    },
  };
};

/** Handles `DELETE /schedules/{name}`: answers with the schedule as it was. */
export const handleDeleteSchedule: Handler = async ({ parameters, caller, schedules }) => {
  const view = await (await schedules()).remove(caller, parameters.name ?? '');
  return { status: 200, body: { message: `Deleted schedule ${view.schedule.name}`, ...scheduleShape(view) } };
};

/** Finds what is wrong with a schedule as a whole: its name, its instances, and its times. */
export function scheduleFindings({ parameters, given, config }: Checked): readonly Finding[] {
  const { name = '', instance_id: ids = [] } = parameters;
  const findings: Finding[] = nameErrors(name).map((error) => ({ code: 'invalid_parameter', ...error }));
  for (const id of ids.filter((one) => !isInstanceId(one)).slice(0, 10)) {
    findings.push({ code: 'invalid_instance_id', parameter: 'instance_id', detail: unknownInstance(id).detail });
  }
  if (ids.length > jobLimit) {
    const { code, detail } = tooManyInstances(ids.length, jobLimit);
    findings.push({ code, parameter: 'instance_id', detail });
  }
  const times = readCalendar(definitionOf(parameters, config.region));
  const wrong = times.ok ? [] : times.errors;
  const hint = [...given].every((name) => outsideBody.has(name)) ? noBody : '';
  const further = wrong.map(({ parameter, detail }) => ({ parameter, detail: `${detail}${hint}` }));
  return [...findings, ...further.map((error) => ({ code: 'invalid_parameter', ...error }) as const)];
}

/** What a request usually has in its path or query. */
const outsideBody: ReadonlySet<ParameterName> = new Set(['name', 'region', 'dry_run']);

/** LocalStack hands on forms of POST only: what `curl -X PUT -d` sends without a content type is lost there. */
const noBody =
  ' The request came without a body. If you sent one, send it with "content-type: application/json": some emulators lose what PUT sends as a form.';

/** Makes the definition of a schedule from the body and the defaults. */
function definitionOf(parameters: Parameters, region: string): Definition {
  const { instance_id, tags, start, stop, reboot, except = [], enabled = true, until, description } = parameters;
  return {
    ...defined({ instanceIds: instance_id && [...new Set(instance_id)], tags, start, stop, reboot }),
    timeZone: parameters.time_zone ?? 'UTC',
    except,
    enabled,
    ...defined({ until }),
    region,
    ...defined({ description }),
  };
}
