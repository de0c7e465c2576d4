import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { context as flags } from '../../cdk.json';
import { type ControlStacks, controlStacks, readAppConfig } from '../../lib/app';
import type { ControlStack } from '../../lib/control-stack';

/** Values of the CDK context, as `-c key=value` gives them. */
export type Context = Readonly<Record<string, string>>;

export interface Synthesis {
  readonly app: App;
  readonly stack: ControlStack;
  readonly template: Template;
  /** Folder of the assembly. */
  readonly outdir: string;
}

const folder = mkdtempSync(join(tmpdir(), 'ec2-control-synthesis-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of this test file's own, removed after it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(folder, 'folder-'));
}

/** A file of this test file's own. */
export function temporaryFile(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

const callers = [
  { name: 'ci', key_sha256: 'ab'.repeat(32), actions: ['status'] },
  { name: 'ops', principal_arn: 'arn:aws:iam::123456789012:role/Ops', actions: ['list'] },
];

/** Makes the app as `bin/app.ts` does, over a function that need not be built and with callers that are nobody's own. */
export function controlApp(context: Context = {}): {
  readonly app: App;
  readonly stack: ControlStack;
  readonly stacks: ControlStacks;
} {
  const app = new App({
    outdir: temporaryFolder(),
    context: { ...flags, callers: temporaryFile('callers.json', JSON.stringify(callers)), ...context },
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    analyticsReporting: false,
  });
  const bundle = dirname(temporaryFile('index.js', 'exports.handler = async () => ({ statusCode: 200 });\n'));
  const stacks = controlStacks(app, readAppConfig(app), bundle);
  return { app, stack: stacks.control, stacks };
}

const made = new Map<string, Synthesis>();

/** Synthesizes the app; the same context is synthesized once in a test file. */
export function synthesize(context: Context = {}): Synthesis {
  const key = JSON.stringify(context);
  const known = made.get(key);
  if (known !== undefined) return known;
  const { app, stack } = controlApp(context);
  const synthesis = { app, stack, template: Template.fromStack(stack), outdir: app.outdir };
  made.set(key, synthesis);
  return synthesis;
}
