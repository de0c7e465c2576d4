import { taskEngine } from '../../../scripts/emulator/task-engine';
import { serve } from '../support/server';

test('the engine that answers at DOCKER_HOST runs the tasks', async () => {
  const engine = await serve((_, response) => response.end('OK'));

  expect(await taskEngine({ DOCKER_HOST: `tcp://127.0.0.1:${engine.port}` })).toBe(`tcp://127.0.0.1:${engine.port}`);
  await engine.close();
});

test('without one it says what to start, and what needs none', async () => {
  await expect(taskEngine({ DOCKER_HOST: 'unix:///no/such.sock' })).rejects.toThrow(
    /CONTAINER=on .* no Docker Engine answers at unix:\/\/\/no\/such\.sock.*Without CONTAINER=on/,
  );
});
