import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const guide = readFileSync(join(resolve(__dirname, '../..'), 'docs/guide.md'), 'utf8');
// It need not pause here.
const script = (/```sh\n(#!\/bin\/sh\n.*?)```/s.exec(guide)?.[1] ?? '').replace('sleep 5', 'sleep 0');

type Reply = readonly [status: number, body: Readonly<Record<string, unknown>>];

/** Runs the guide's script against an API that gives these answers, one after the other. */
async function run(replies: readonly Reply[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [status, body] = replies[asked.length] ?? [500, {}];
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const options = { env: { ...process.env, API: `http://127.0.0.1:${port}`, no_proxy: '*' } };
  const result = await new Promise<{ readonly exit: unknown; readonly told: string }>((done) => {
    execFile('sh', ['-c', script], options, (error, _stdout, told) => done({ exit: error?.code ?? 0, told }));
  });
  await new Promise((closed) => server.close(closed));
  return { ...result, asked };
}

const job = { job_id: 'j1', action: 'start' };
const running = { ...job, status: 'running', stop_at: '2026-01-01T02:00:00.000Z' };

test('the script ends when the instance runs', async () => {
  const { exit, asked } = await run([
    [202, { ...job, status: 'pending' }],
    [200, { ...job, status: 'running', results: [{ current_state: 'pending' }] }],
    [200, running],
  ]);

  expect([exit, asked]).toEqual([0, ['POST /start', 'GET /jobs/j1', 'GET /jobs/j1']]);
});

test('the script ends with an error when the start is refused', async () => {
  const { exit, told, asked } = await run([[409, { code: 'asg_managed' }]]);

  expect([exit, asked]).toEqual([1, ['POST /start']]);
  expect(told).toContain('asg_managed');
});

test.each([
  ['fails', [200, { ...job, status: 'failed', message: 'It fell back.' }]],
  ['is cancelled', [200, { ...job, status: 'cancelled' }]],
  ['may not be read', [403, { status: 403, code: 'action_not_allowed' }]],
] as const)('the script ends with an error when the job %s', async (_how, reply) => {
  const { exit, told } = await run([[202, { ...job, status: 'pending' }], reply]);

  expect(exit).toBe(1);
  expect(told).toContain(JSON.stringify(reply[1]));
});
