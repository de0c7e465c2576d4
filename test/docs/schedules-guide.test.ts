import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestApp, type TestApp } from '../support/app';

const guide = readFileSync(join(resolve(__dirname, '../..'), 'docs/guide/schedules.md'), 'utf8');
/** Every block of commands, in their order. */
const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);

const holidays = /```text\n(.*?)```/s.exec(guide)?.[1] ?? '';
const calendar = ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270101', 'DTSTART;VALUE=DATE:20270501\r', 'END:VEVENT'];

/** Pastes the guide's commands into a shell, before an API over a simulated EC2. */
async function paste(app: TestApp, commands: readonly string[], folder: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const { pathname = '', searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, resource, name] = pathname.split('/');
    const body = await text(request);
    const answer = await app.request({
      method: request.method ?? 'GET',
      resource: name === undefined ? `/${resource}` : `/${resource}/{name}`,
      ...(name === undefined ? {} : { pathVariables: { name } }),
      query: searchParams.toString(),
      ...(body === '' ? {} : { body, headers: { 'content-type': request.headers['content-type'] ?? '' } }),
    });
    response.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const env = { ...process.env, API: `http://127.0.0.1:${port}`, no_proxy: '*' };
  const output = await new Promise<string>((done, fail) => {
    execFile('sh', ['-ec', commands.join('\n')], { env, cwd: folder }, (error, out) =>
      error ? fail(error) : done(out),
    );
  });
  await new Promise((closed) => server.close(closed));
  return output;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guide-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the commands of the guide make what it says', async () => {
  const app = createTestApp();
  const id = app.ec2.add({ tags: { Env: 'dev' } });
  app.ec2.add({ tags: { 'start-at': '0 8 * * 1-5' } });
  app.ec2.add({ tags: { 'start-at': 'cron(0 9 ? * MON-FRI *)' } });
  writeFileSync(join(folder, 'holidays.txt'), holidays);
  writeFileSync(join(folder, 'holidays.ics'), calendar.join('\n'));

  const output = await paste(app, blocks, folder);
  const { body } = await app.call({ resource: '/schedules' });

  expect(output).toContain(`"instance_ids":["${id}"]`);
  expect(output).not.toContain('urn:ec2-control:problem');
  expect(body.schedules).toMatchObject([
    { name: 'office-hours', except: ['2026-12-25', '2026-12-28/2027-01-01'], time_zone: 'Europe/Paris' },
    { name: 'start-0-8-any-any-1-5', tags: { 'start-at': '0 8 * * 1-5' }, start: '0 8 * * 1-5', enabled: false },
    { name: 'start-cron-0-9-any-mon-fri-any', start: 'cron(0 9 ? * MON-FRI *)', enabled: false },
  ]);
  expect(readFileSync(join(folder, 'holidays.txt'), 'utf8')).toBe('2027-01-01\n2027-05-01\n');
});
