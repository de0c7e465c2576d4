import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openLog } from '../../scripts/tools/log-file';
import { ensurePythonTools } from '../../scripts/tools/python';
import { run } from '../../scripts/tools/run';
import { type Deployed, deployAlone } from '../support/deployment/deployed';
import { ensureClientTools } from '../support/node-tools';

jest.setTimeout(300_000);

const sources = join(__dirname, '../clients');
let deployed: Deployed;
let tools: string;
let folder: string;
let instanceId: string;

beforeAll(async () => {
  [deployed, tools] = await Promise.all([deployAlone(), ensureClientTools()]);
  folder = mkdtempSync(join(tools, 'run-'));
  const document = await fetch(`${deployed.baseUrl}/openapi.json`);
  writeFileSync(join(folder, 'openapi.json'), await document.text());
  const status = (await (await fetch(`${deployed.baseUrl}/status`)).json()) as { instance_id?: string };
  instanceId = status.instance_id ?? '';
});

afterAll(async () => {
  await deployed?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** Runs a program that must succeed. */
async function must(command: string, ...args: readonly string[]): Promise<string> {
  const { status, output } = await run({ command, args, cwd: folder });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${output}`);
  return output;
}

const lastLine = (output: string): unknown => JSON.parse(output.trim().split('\n').at(-1) ?? 'null');
const program = (name: string): string => join(tools, 'node_modules/.bin', name);

test("the deployed document passes redocly's recommended rules without an error or a warning", async () => {
  const script = `import { createConfig, lint } from ${JSON.stringify(pathToFileURL(join(tools, 'node_modules/@redocly/openapi-core/lib/index.js')).href)};
const config = await createConfig({ extends: ['recommended'] });
const found = await lint({ ref: 'openapi.json', config });
console.log(JSON.stringify(found.map(({ severity, ruleId, message, location }) => [severity, ruleId, message, location[0]?.pointer])));`;
  writeFileSync(join(folder, 'lint.mjs'), script);

  expect(lastLine(await must('node', 'lint.mjs'))).toEqual([]);
});

test('a TypeScript client made from it compiles, and lists, stops, starts and reads a job', async () => {
  copyFileSync(join(sources, 'use.ts'), join(folder, 'use.ts'));
  await must(program('openapi-typescript'), 'openapi.json', '-o', 'api.d.ts');
  const flags = ['--strict', '--skipLibCheck', '--noEmitOnError', '--target', 'es2022', '--module', 'esnext'];
  await must(program('tsc'), ...flags, '--moduleResolution', 'bundler', 'use.ts');

  expect(lastLine(await must('node', 'use.js', deployed.baseUrl, instanceId))).toMatchObject({
    ids: [instanceId],
    stopOutcome: 'changed',
    action: 'start',
    stopAt: expect.any(String),
    code: 'invalid_instance_id',
  });
});

test('a Python client made from it imports as a whole, and does the same', async () => {
  const programs = await ensurePythonTools('test-tools', openLog('test-tools'));
  const python = join(programs, 'python');
  const generated = await must(
    join(programs, 'openapi-python-client'),
    ...['generate', '--path', 'openapi.json', '--output-path', 'ec2_control_client', '--meta', 'none'],
  );
  copyFileSync(join(sources, 'use.py'), join(folder, 'use.py'));
  const importAll =
    'import importlib, pkgutil, ec2_control_client as c; ' +
    'print(len([importlib.import_module(m.name) for m in pkgutil.walk_packages(c.__path__, c.__name__ + ".")]))';

  expect(generated).not.toMatch(/unsupported|skipping (?!integration)|cannot parse/i);
  expect(lastLine(await must(python, '-c', importAll))).toBeGreaterThan(100);
  expect(lastLine(await must(python, 'use.py', deployed.baseUrl, instanceId))).toMatchObject({
    ids: [instanceId],
    stopOutcome: 'changed',
    action: 'start',
    code: 'invalid_instance_id',
  });
});
