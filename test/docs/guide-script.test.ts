import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const guide = readFileSync(join(resolve(__dirname, '../..'), 'docs/guide/jobs.md'), 'utf8');
/** The script in one of the guide's languages; it need not pause here. */
const script = (language: string): string => {
  const text = new RegExp(`\`\`\`${language}\n(#!.*?)\`\`\``, 's').exec(guide)?.[1] ?? '';
  return text.replace(/sleep 5|sleep\(5\)/, (pause) => pause.replace('5', '0')).replace('5_000', '0');
};

const languages = {
  sh: ['sh', '-c'],
  python: ['python3', '-c'],
  js: ['node', '--input-type=module', '-e'],
} as const;
type Language = keyof typeof languages;

type Reply = readonly [status: number, body: Readonly<Record<string, unknown>>];

/** Runs the guide's script against an API that gives these answers, one after the other. */
async function run(language: Language, replies: readonly Reply[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [status, body] = replies[asked.length] ?? [500, {}];
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const options = { env: { ...process.env, API: `http://127.0.0.1:${port}`, no_proxy: '*' } };
  const [command, ...args] = languages[language];
  const result = await new Promise<{ readonly exit: unknown; readonly output: string; readonly told: string }>(
    (done) => {
      execFile(command, [...args, script(language)], options, (error, output, told) =>
        done({ exit: error?.code ?? 0, output, told }),
      );
    },
  );
  await new Promise((closed) => server.close(closed));
  return { ...result, asked };
}

const job = { job_id: 'j1', action: 'start' };
const running = { ...job, status: 'running', ip: '192.0.2.7', stop_at: '2026-01-01T02:00:00.000Z' };

describe.each(['sh', 'python', 'js'] as const)('the script in %s', (language) => {
  test('prints the address and when it stops, and ends when the instance runs', async () => {
    const { exit, asked, output } = await run(language, [
      [202, { ...job, status: 'pending' }],
      [200, { ...job, status: 'running', ip: null, results: [{ current_state: 'pending' }] }],
      [200, running],
    ]);

    expect([exit, asked]).toEqual([0, ['POST /start', 'GET /jobs/j1', 'GET /jobs/j1']]);
    expect(output).toBe('It runs at 192.0.2.7 until 2026-01-01T02:00:00.000Z\n');
  });

  test('ends with an error when the start is refused', async () => {
    const { exit, told, asked } = await run(language, [[409, { code: 'asg_managed' }]]);

    expect([exit, asked]).toEqual([1, ['POST /start']]);
    expect(told).toContain('asg_managed');
  });

  test.each([
    ['fails', [200, { ...job, status: 'failed', message: 'It fell back.' }]],
    ['is cancelled', [200, { ...job, status: 'cancelled' }]],
    ['may not be read', [403, { status: 403, code: 'action_not_allowed' }]],
  ] as const)('ends with an error when the job %s', async (_how, reply) => {
    const { exit, told } = await run(language, [[202, { ...job, status: 'pending' }], reply]);

    expect(exit).toBe(1);
    expect(told).toContain(JSON.stringify(reply[1]));
  });
});
