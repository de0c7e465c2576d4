import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LogLevel } from '../../../contract/environment';
import { createAudit } from '../../../lambda/logging/audit';
import { createLog } from '../../../lambda/logging/log';
import type { RequestParts } from '../../support/events';
import { createTestLog } from '../../support/metrics/log';
import { createSecuredApp, managed, type SecuredApp } from '../../support/security/app';
import { keyHolder, sha256 } from '../../support/security/callers';

const ci = keyHolder({ name: 'ci', actions: ['status', 'stop', 'delete'], tags: { Team: 'web' } });
const own = { tags: { Team: 'web', ...managed } };

/** The lines of the trail after some requests of a caller. */
async function trail(
  app: SecuredApp,
  ...requests: readonly RequestParts[]
): Promise<readonly Record<string, unknown>[]> {
  for (const parts of requests) await app.request({ headers: { 'x-api-key': ci.key }, ...parts });
  return app.lines.map((line) => JSON.parse(line)).filter(({ message }) => message === 'change');
}

test('a change leaves one line: who, with what, from where, and what became of each instance', async () => {
  const app = createSecuredApp([ci.entry]);
  const [one, two, foreign] = [
    app.ec2.add(own),
    app.ec2.add({ ...own, state: 'stopped' }),
    app.ec2.add({ tags: managed }),
  ];

  const lines = await trail(app, { method: 'POST', resource: '/stop', body: { instance_id: [one, two, foreign] } });

  expect(lines).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'info',
      message: 'change',
      request_id: 'request-1',
      caller: 'ci',
      credential: sha256(ci.key).slice(0, 8),
      source_ip: '198.51.100.1',
      action: 'stop',
      region: 'us-east-1',
      dry_run: false,
      status: 207,
      outcomes: [
        { instance_id: one, outcome: 'changed', from: 'running', to: 'stopping' },
        { instance_id: two, outcome: 'unchanged', from: 'stopped', to: 'stopped' },
        { instance_id: foreign, outcome: 'refused', from: null, to: null, code: 'instance_not_found' },
      ],
    },
  ]);
});

test('the queries in SECURITY.md find it, and no dry run', async () => {
  const text = readFileSync(resolve(__dirname, '../../../SECURITY.md'), 'utf8');
  const app = createSecuredApp([ci.entry]);
  const instance_id = app.ec2.add(own);

  for (const dry_run of [true, false]) {
    await app.request({
      method: 'POST',
      resource: '/stop',
      body: { instance_id, dry_run },
      headers: { 'x-api-key': ci.key },
    });
  }

  const [block = ''] = /^fields time, caller[^`]*/m.exec(text) ?? [];
  const patterns = [...block.matchAll(/like \/(.*?)\/$/gm)].map(([, pattern = '']) =>
    pattern.replace('i-0123456789abcdef0', instance_id),
  );
  expect(patterns).toHaveLength(2);
  const found = app.lines.filter((line) => patterns.every((pattern) => new RegExp(pattern).test(line)));
  expect(found.map((line) => JSON.parse(line))).toMatchObject([{ message: 'change', caller: 'ci', dry_run: false }]);
});

test('a dry run is in the trail as one', async () => {
  const app = createSecuredApp([ci.entry]);
  const id = app.ec2.add(own);

  const lines = await trail(app, { method: 'POST', resource: '/stop', body: { instance_id: id, dry_run: true } });

  expect(lines).toMatchObject([{ dry_run: true, status: 200, outcomes: [{ instance_id: id, outcome: 'changed' }] }]);
  expect(app.ec2.instance(id).state).toBe('running');
});

test('what EC2 refused is in the trail with EC2’s code', async () => {
  const app = createSecuredApp([ci.entry]);
  const id = app.ec2.add({ ...own, stopProtected: true });

  const lines = await trail(app, { method: 'POST', resource: '/stop', body: { instance_id: id } });

  expect(lines).toMatchObject([
    {
      status: 409,
      code: 'stop_protected',
      outcomes: [{ instance_id: id, outcome: 'failed', code: 'stop_protected', aws_code: 'OperationNotPermitted' }],
    },
  ]);
});

const id = 'i-0123456789abcdef0';
test.each<[string, RequestParts, object]>([
  [
    'of nobody who is known',
    { method: 'POST', resource: '/stop/{instance_id}', pathVariables: { instance_id: id }, headers: {} },
    { caller: null, action: 'stop', status: 401, code: 'unauthenticated', asked: [id] },
  ],
  [
    'of a caller without the right',
    { method: 'POST', resource: '/start', body: { instance_id: id } },
    { caller: 'ci', action: 'start', status: 403, code: 'action_not_allowed', asked: [id] },
  ],
  [
    'of a caller without the right, through /ec2',
    { method: 'POST', resource: '/ec2', body: { action: 'reboot', InstanceId: id } },
    { caller: 'ci', action: 'reboot', status: 403, code: 'action_not_allowed', asked: [id] },
  ],
  [
    'of nobody, through /ec2',
    { method: 'POST', resource: '/ec2', body: { action: 'stop' }, headers: {} },
    { caller: null, action: 'dispatch', status: 401, code: 'unauthenticated', outcomes: [] },
  ],
  [
    'with a broken body',
    { method: 'POST', resource: '/stop', body: `{"instance_id": "${id}", "password": "hunter22` },
    { action: 'stop', status: 400, code: 'malformed_body', asked: [id] },
  ],
  [
    'in JSON that an emulator has percent-encoded',
    {
      method: 'POST',
      resource: '/stop',
      body: `%7B%22instance_id%22%3A%22${id}%22%2C%22bogus%22%3A1%7D=`,
    },
    { action: 'stop', status: 400, code: 'malformed_body', asked: [id] },
  ],
  [
    'with an unknown parameter',
    { method: 'POST', resource: '/stop', query: `instance_id=${id}&hard=true` },
    { action: 'stop', status: 400, code: 'unknown_parameter', asked: [id] },
  ],
  [
    'by an address that no instance has',
    { method: 'DELETE', resource: '/delete/{target}', pathVariables: { target: '203.0.113.9' } },
    { action: 'delete', status: 404, code: 'instance_not_found', region: 'us-east-1', asked: ['203.0.113.9'] },
  ],
  [
    'of a job of somebody',
    {
      method: 'DELETE',
      resource: '/jobs/{job_id}',
      pathVariables: { job_id: '00000000-0000-4000-8000-000000000000' },
    },
    { action: 'cancelJob', status: 403, asked: ['00000000-0000-4000-8000-000000000000'] },
  ],
])('a refused attempt %s leaves a line, too', async (_, parts, line) => {
  const app = createSecuredApp([ci.entry]);

  const lines = await trail(app, parts);

  expect(lines).toEqual([expect.objectContaining({ outcomes: [], dry_run: false, ...line })]);
  expect(JSON.stringify(lines)).not.toContain('hunter22');
});

test('an attempt that a fault ended leaves a line', async () => {
  const app = createSecuredApp([ci.entry], {
    ec2Of: () => {
      throw new Error('a fault');
    },
  });

  const lines = await trail(app, { method: 'POST', resource: '/stop', body: { instance_id: id } });

  expect(lines).toMatchObject([{ action: 'stop', status: 500, code: 'internal_error', asked: [id], outcomes: [] }]);
});

test('reading leaves no line', async () => {
  const app = createSecuredApp([ci.entry]);
  const one = app.ec2.add(own);

  const lines = await trail(
    app,
    { resource: '/status', query: `instance_id=${one}` },
    { resource: '/list' },
    { method: 'POST', resource: '/ec2', body: { instance_id: one } },
    { method: 'GET', resource: '/stop' },
    { method: 'OPTIONS', resource: '/stop' },
    { method: 'HEAD', resource: '/delete/{target}', pathVariables: { target: one } },
  );

  expect(lines).toEqual([]);
});

test('what a line names of a refused request is bounded', async () => {
  const ids = Array.from({ length: 5000 }, (_, n) => `i-${n.toString(16).padStart(8, '0')}`);

  const [line] = await trail(createSecuredApp([ci.entry]), { method: 'POST', resource: '/start', body: { ids } });

  expect(line?.asked).toHaveLength(100);
});

test('the trail has no gap at any log level', () => {
  for (const level of Object.values(LogLevel)) {
    const lines: string[] = [];
    const audit = createAudit(createLog(level, (line) => lines.push(line)));

    audit.job({ jobId: 'job-1', requestId: 'r', caller: 'ci', action: 'stop', region: 'us-east-1', outcomes: [] });

    expect(lines).toHaveLength(1);
  }
});

test('what a job changed names the job, and the caller who asked for it', () => {
  const log = createTestLog();

  createAudit(log).job({
    jobId: 'job-1',
    requestId: 'request-1',
    caller: 'ci',
    sourceIp: '198.51.100.1',
    action: 'stop',
    region: 'eu-west-1',
    outcomes: [{ instanceId: id, outcome: 'changed', previousState: 'running', currentState: 'stopping', ip: null }],
  });

  expect(log.lines).toMatchObject([
    {
      message: 'change',
      job_id: 'job-1',
      request_id: 'request-1',
      caller: 'ci',
      source_ip: '198.51.100.1',
      action: 'stop',
      region: 'eu-west-1',
      outcomes: [{ instance_id: id, outcome: 'changed', from: 'running', to: 'stopping' }],
    },
  ]);
});
