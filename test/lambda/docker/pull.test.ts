import { engineAt } from '../../../lambda/docker/client';
import { ensureImage } from '../../../lambda/docker/pull';
import { type Registry, serveRegistry } from '../../support/docker/registry';
import { problemOf } from '../../support/ec2/problem-of';
import { describeWithEngine } from '../../support/engine/available';
import { type Engine, startEngine } from '../../support/engine/engine';

describeWithEngine('pulling by a real engine', () => {
  let engine: Engine;
  let registry: Registry;
  beforeAll(async () => {
    // In the network of the machine, where the registry is.
    engine = await startEngine({ network: 'host' });
    registry = await serveRegistry(2_500);
  });
  afterAll(async () => {
    await engine?.close();
    await registry?.close();
  });

  const ensure = (image: string, patience: number, pulls = new Map()) =>
    ensureImage(engineAt({ socketPath: engine.socket }), pulls, image, patience);

  test('a slow image is waited for piece by piece, also by another process, and comes', async () => {
    const pulls = new Map();

    expect(await ensure(registry.slow, 300, pulls)).toBe(false);
    expect(await ensure(registry.slow, 300, pulls)).toBe(false);
    expect(await ensure(registry.slow, 300)).toBe(false);
    expect(await ensure(registry.slow, 20_000, pulls)).toBe(true);

    expect(await engine.docker('images', '--format', '{{.Repository}}:{{.Tag}}')).toBe(registry.slow);
    expect(await ensure(registry.slow, 0)).toBe(true);
  });

  test('an image that there is not, and one that is asked for too often, fail with the sentence of the engine', async () => {
    expect(await problemOf(ensure(registry.missing, 20_000))).toMatchObject({
      code: 'invalid_launch_parameter',
      detail: expect.stringMatching(/missing:1 could not be pulled\. The engine says: .*manifest unknown/),
    });
    expect((await problemOf(ensure(registry.limited, 20_000))).detail).toMatch(/toomanyrequests|429|rate limit/i);
  });
});
