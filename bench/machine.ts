import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { boto3Version } from './python';

/** Describes the machine and the programs of a run, as rows of a table. */
export function machine(): readonly (readonly [string, string])[] {
  const [cpu] = cpus();
  return [
    ['Date', new Date().toISOString().slice(0, 10)],
    ['Processor', `${cpu?.model.trim() || 'unknown'}, ${cpus().length} cores, ${arch()}`],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
    ['System', `${type()} ${release()}`],
    ['Node.js', process.version],
    ['client-ec2', versionOf('@aws-sdk/client-ec2')],
    ['esbuild', versionOf('esbuild')],
    ['Python, boto3', `${pythonVersion()}, ${boto3Version}`],
  ];
}

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return version;
}

function pythonVersion(): string {
  return execFileSync('python3', ['--version'], { encoding: 'utf8' }).trim().replace('Python ', '');
}
