import { CallerAction } from '../actions';
import { Compute } from '../docker';
import { Auth, Profile } from '../environment';
import { problems } from '../problems';
import { jobStatuses, shownStates } from '../states';

type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const integer: Schema = { type: 'integer' };
const time: Schema = { type: 'string', format: 'date-time' };
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const arrayOf = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

function object(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

const state: Schema = { type: 'string', enum: shownStates };
const problemCode: Schema = { type: 'string', enum: Object.keys(problems) };
const outcomeMembers = {
  instance_id: string,
  action: { type: 'string', enum: ['start', 'stop', 'reboot', 'delete', 'create'] },
  outcome: { type: 'string', enum: ['changed', 'unchanged', 'refused', 'failed'] },
  previous_state: nullable(state),
  current_state: nullable(state),
  ip: nullable(string),
} as const;
const reasonMembers = { code: problemCode, detail: string, retryable: boolean, aws_code: string } as const;
const extras = { warning: string, dry_run: boolean, job_id: string } as const;

/** The answers' schemas, by the names under which the OpenAPI document holds them. */
export const schemas: Readonly<Record<string, Schema>> = {
  Problem: object(
    {
      type: string,
      title: string,
      status: integer,
      code: problemCode,
      detail: string,
      request_id: string,
      retryable: boolean,
    },
    {
      retry_after: integer,
      instance_id: string,
      aws_code: string,
      errors: arrayOf(object({ parameter: string, detail: string })),
    },
  ),
  Instance: object(
    {
      instance_id: string,
      name: nullable(string),
      state,
      ip: nullable(string),
      private_ip: nullable(string),
      instance_type: string,
      availability_zone: string,
      launch_time: time,
      tags: { type: 'object', additionalProperties: string },
      spot: boolean,
      manageable: boolean,
    },
    { state_reason: object({ code: string, message: string }), auto_scaling_group: string },
  ),
  Unread: object({ instance_id: string, code: problemCode, detail: string, retryable: boolean }),
  Result: object(outcomeMembers, { ...reasonMembers, warning: string }),
  List: object(
    {
      message: string,
      region: string,
      count: integer,
      instance_ids: arrayOf(string),
      instances: arrayOf(ref('Instance')),
    },
    { next_token: string },
  ),
  Status: {
    anyOf: [
      object({ message: string, instance_id: string, status: state, ip: nullable(string), instance: ref('Instance') }),
      object({ message: string, instances: arrayOf(ref('Instance')), results: arrayOf(ref('Unread')) }),
      ref('Job'),
    ],
  },
  Change: {
    anyOf: [
      object({ message: string, ...outcomeMembers }, { ...extras, status: state, ip: nullable(string) }),
      object(
        {
          message: string,
          action: outcomeMembers.action,
          summary: object({ changed: integer, unchanged: integer, refused: integer, failed: integer }),
          results: arrayOf(ref('Result')),
        },
        extras,
      ),
    ],
  },
  Created: {
    anyOf: [
      object({ message: string, ...outcomeMembers, status: state, job_id: string, task_id: string }, { stop_at: time }),
      object({
        message: string,
        ...outcomeMembers,
        instance_id: { type: 'null' },
        image_id: string,
        instance_type: string,
        dry_run: { const: true },
      }),
      ref('Job'),
    ],
  },
  Job: object(
    {
      job_id: string,
      task_id: string,
      action: outcomeMembers.action,
      status: { type: 'string', enum: jobStatuses },
      message: string,
      ip: nullable(string),
      instance_ids: arrayOf(string),
      results: arrayOf({ type: 'object' }),
      requested_by: string,
      created_at: time,
      updated_at: time,
    },
    { finished_at: time, stop_at: time, error: { type: 'object' }, next_token: string },
  ),
  JobAccepted: object({ message: string, job_id: string, task_id: string }),
  Jobs: object({ message: string, jobs: arrayOf(ref('Job')) }, { next_token: string }),
  Tocos: object({ user: string, tocos: integer }),
  TocosList: arrayOf(ref('Tocos')),
  Health: object({
    status: { const: 'ok' },
    version: string,
    region: string,
    profile: { enum: ['lab', 'production'] },
  }),
  Me: object(
    {
      message: string,
      name: string,
      actions: arrayOf({ type: 'string', enum: Object.values(CallerAction) }),
      auth: { enum: Object.values(Auth) },
      regions: arrayOf(string),
      instance_types: arrayOf(string),
      compute: { enum: Object.values(Compute) },
    },
    { tags: { type: 'object', additionalProperties: string }, default_instance_id: string },
  ),
  Index: object({
    name: string,
    version: string,
    profile: { enum: Object.values(Profile) },
    auth: { enum: Object.values(Auth) },
    links: { type: 'object', additionalProperties: string },
  }),
  Document: { type: 'object' },
};
