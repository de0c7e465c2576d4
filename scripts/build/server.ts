import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { type BuildRecord, buildFunction, type Paths } from './function';
import { bill } from './materials';

/** Where the server of the container image is built. */
export const serverPaths: Paths = {
  entryPoint: 'server/index.ts',
  page: 'console',
  sources: ['server', 'lambda', 'contract', 'console', 'scripts/build'],
  asset: 'dist/server',
  sourceMaps: 'dist/server-source-maps',
  record: 'dist/server-build.json',
  budget: 1_000_000,
};

/** Where the list of what is in the server goes, in CycloneDX. */
export const billPath = 'dist/server-sbom/sbom.cdx.json';

/** Builds the server, and the bill of the packages in it. */
export async function buildServer(): Promise<BuildRecord & { readonly built: boolean }> {
  const record = await buildFunction(serverPaths);
  mkdirSync(join(billPath, '..'), { recursive: true });
  writeFileSync(billPath, `${JSON.stringify(bill(Object.keys(record.inputs), version), null, 1)}\n`);
  return record;
}
