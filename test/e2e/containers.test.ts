import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importBases, importPython } from '../support/container/bases';
import { type Checkout, tightCheckout } from '../support/container/checkout';
import { composeOf } from '../support/container/compose';
import { composeTests } from '../support/container/compose-suite';
import { imageTests } from '../support/container/image-suite';
import { importGrafana, importPrometheus } from '../support/container/watchers';
import { describeWithEngine, dockerProgram } from '../support/engine/available';
import { type Engine, startEngine } from '../support/engine/engine';

jest.setTimeout(400_000);

describeWithEngine('from a checkout under umask 077', () => {
  let folder: string;
  let checkout: Checkout;
  let engine: Engine;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'containers-'));
    checkout = tightCheckout();
    engine = await startEngine({ data: join(folder, 'data') });
    await importBases(engine);
    await Promise.all([
      makeImage(engine, checkout, folder, 'made'),
      (async () => {
        await importPython(engine);
        await importPrometheus(engine);
        await importGrafana(engine);
      })(),
    ]);
    await composeOf(engine, checkout.folder)('build');
  });
  afterAll(async () => {
    await engine?.close();
    checkout?.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  describe('the image that "make image" builds', () => imageTests(() => engine, 'made'));

  describe('"docker compose up"', () => {
    beforeAll(async () => {
      await engine.close();
      engine = await startEngine({ data: join(folder, 'data'), network: 'own' });
    });
    composeTests(
      () => engine,
      () => checkout.folder,
    );
  });
}, ['docker-compose']);

/** Does what `make image` does, with a `docker` that builds in the network of the machine: the engine has none. */
async function makeImage(engine: Engine, { folder, environment }: Checkout, tools: string, name: string) {
  const docker = join(tools, 'docker');
  writeFileSync(docker, `#!/bin/sh\nshift\nexec ${dockerProgram} build --network host "$@"\n`);
  chmodSync(docker, 0o755);
  const env = { ...environment, IMAGE: name, PATH: `${tools}:${process.env.PATH}` };
  await engine.run(process.execPath, ['--import', 'tsx', 'scripts/image.ts'], { cwd: folder, env });
}
