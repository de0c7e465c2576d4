import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '../../scripts/tools/log-file';
import { ensurePythonTools } from '../../scripts/tools/python';
import { run } from '../../scripts/tools/run';

/** A deployment, and as whom it is asked. */
export interface FuzzTarget {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Instances that are there: most requests that name one name one of them, and those that delete one of the first half. */
  readonly instanceIds: readonly string[];
  /** The key that reads the OpenAPI document. */
  readonly key?: string;
  /** Ask everything without that key. */
  readonly stranger?: true;
  /** Try the bounds of each parameter, which takes longest, at one path of each kind only. */
  readonly brief?: true;
}

/** What of schemathesis' JSON report is looked at. */
export interface FuzzReport {
  readonly complete: boolean;
  readonly exit_code: number;
  readonly operations: { readonly total: number; readonly selected: number; readonly tested: number };
  readonly phases: Readonly<Record<string, { readonly status: string }>>;
  readonly test_cases: { readonly generated: number; readonly errored: number };
  readonly failures: readonly unknown[];
  readonly errors: readonly unknown[];
  /** Requests that fit the document and were refused for what it cannot say. */
  readonly filtered: number;
  /** By operation and phase: how many requests that fit the document were accepted. */
  readonly valid_rates: Readonly<Record<string, Readonly<Record<string, { readonly accepted: number }>>>>;
}

export interface Fuzzed {
  readonly report: FuzzReport;
  /** What it printed: a curl command for each failure, and at its end the summary. */
  readonly output: string;
}

/** Parameters that name an instance, but for that which names one to delete. */
const naming = ['instance_id', 'InstanceId', 'path.id'];

/** Runs every phase of schemathesis against a deployment, from the OpenAPI document that this serves. */
export async function fuzz(target: FuzzTarget): Promise<Fuzzed> {
  const { baseUrl, key, stranger = false } = target;
  const programs = await ensurePythonTools('schemathesis', openLog('schemathesis'));
  const identity = key === undefined ? {} : { 'x-api-key': key };
  const document = await fetch(`${baseUrl}/openapi.json`, { headers: identity });
  if (!document.ok) throw new Error(`/openapi.json: ${document.status}`);
  const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
  try {
    writeFileSync(join(folder, 'openapi.json'), await document.text());
    writeFileSync(join(folder, 'schemathesis.toml'), settings(target));
    const { output } = await run({
      command: join(programs, 'st'),
      args: [
        'run',
        'openapi.json',
        ...[
          '--seed',
          process.env.FUZZ_SEED ?? '20240731',
          '--url',
          baseUrl,
          '--no-color',
          '--output-sanitize',
          'false',
          '--report-json-path',
          'report.json',
        ],
        ...(key === undefined || stranger ? [] : ['--header', `x-api-key: ${key}`]),
      ],
      cwd: folder,
      env: { ...process.env, SCHEMATHESIS_HOOKS: join(__dirname, 'hooks.py'), FUZZ_STRANGER: stranger ? '1' : '' },
    });
    return { output, report: reportIn(folder, output) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Paths whose parameters are those of another path, but for what stands in the path itself. */
const otherPaths = '^/(ec2/|(start|status)/|stop|reboot|create-async|delete-async)';

/** The written settings, and the instances that are there. */
function settings({ instanceIds, brief }: FuzzTarget): string {
  const half = Math.floor(instanceIds.length / 2);
  const bind = (name: string, dictionary: string): string =>
    `${JSON.stringify(name)} = { dictionary = "${dictionary}", probability = 0.9 }`;
  const lines = [
    readFileSync(join(__dirname, 'schemathesis.toml'), 'utf8'),
    ...['[dictionaries.doomed]', `values = ${JSON.stringify(instanceIds.slice(0, half))}`],
    ...['[dictionaries.instances]', `values = ${JSON.stringify(instanceIds.slice(half))}`],
    ...['[parameters]', bind('target', 'doomed'), ...naming.map((name) => bind(name, 'instances'))],
  ];
  if (brief) lines.push('[[operations]]', `include-path-regex = '${otherPaths}'`, 'phases.coverage.enabled = false');
  return `${lines.join('\n')}\n`;
}

function reportIn(folder: string, output: string): FuzzReport {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  } catch {
    throw new Error(`schemathesis made no report:\n${output}`);
  }
}
