import { requireReachableEngine } from '../../../scripts/docker/reachable';
import { emulator, serve } from '../support/server';

test('a function that LocalStack runs does not reach the engine', async () => {
  const localStack = await serve(emulator('/_localstack/health'));

  await expect(requireReachableEngine(localStack.url)).rejects.toThrow(/LocalStack answers at .* EMULATOR_PORT=4567/);
  await localStack.close();
});

test('one that MiniStack runs does', async () => {
  const miniStack = await serve(emulator('/_ministack/health'));

  await expect(requireReachableEngine(miniStack.url)).resolves.toBeUndefined();
  await miniStack.close();
});
