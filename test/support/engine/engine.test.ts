import { describeWithEngine, missingForEngine, programPath } from './available';
import { type Engine, startEngine } from './engine';
import { importStandIn } from './stand-in';

test('what an engine needs is looked for by name', () => {
  expect(programPath('sh')).toMatch(/\/sh$/);
  expect(programPath('no-such-program')).toBeUndefined();
});

describeWithEngine('an engine of its own', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine?.close());

  test('runs an image made of files of this machine', async () => {
    expect(missingForEngine()).toBeUndefined();
    await importStandIn(engine, 'example.test/echo:1', { programs: ['/bin/echo'] });

    const said = await engine.docker('run', '--rm', '--network', 'none', 'example.test/echo:1', '/bin/echo', 'hello');

    expect(said).toBe('hello');
  });

  test('has no image and no container of anybody else', async () => {
    expect(await engine.docker('ps', '-aq')).toBe('');
    expect((await engine.docker('images', '-q')).split('\n').length).toBeLessThanOrEqual(1);
  });
});

describeWithEngine('an engine with a network of its own', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine({ network: 'own' });
  });
  afterAll(() => engine?.close());

  test('publishes ports, which programs that it runs reach', async () => {
    await importStandIn(engine, 'example.test/node:1', { programs: [process.execPath] });
    const serve = `require('node:http').createServer((_, answer) => answer.end('here')).listen(5000)`;
    await engine.docker('run', '-d', '-p', '127.0.0.1:5001:5000', 'example.test/node:1', process.execPath, '-e', serve);
    const ask = `(async () => { for (let i = 0; i < 50; i++) try { console.log(await (await fetch('http://127.0.0.1:5001')).text()); return }
      catch { await new Promise((done) => setTimeout(done, 100)) } })()`;

    expect(await engine.run(process.execPath, ['-e', ask])).toBe('here');
  });
});
