import { answers } from '../../../scripts/deployment/answers';
import { type Served, serve } from '../support/server';

let server: Served | undefined;

afterEach(async () => {
  await server?.close();
});

async function after(...said: readonly (readonly [status: number, text: string])[]) {
  let calls = 0;
  server = await serve((_request, response) => {
    const [status, text] = said[Math.min(calls, said.length - 1)] ?? [500, ''];
    calls += 1;
    response.writeHead(status).end(text);
  });
  return { url: server.url, calls: () => calls };
}

test('an API that says that it is well answers', async () => {
  const { url } = await after([200, '{"status":"ok"}']);

  expect(await answers(url, 0)).toBe(true);
});

test.each([
  ['says something else', 200, '{"status":"bad"}'],
  ['says nothing that can be read', 200, '<html>'],
  ['fails', 500, ''],
])('one that %s does not', async (_what, status, text) => {
  const { url } = await after([status, text]);

  expect(await answers(url, 0)).toBe(false);
});

test('one that is slow to come is waited for', async () => {
  const { url, calls } = await after([502, ''], [200, '{"status":"ok"}']);

  expect(await answers(url, 10_000)).toBe(true);
  expect(calls()).toBe(2);
});

test("the gateway's own word that there is no such API is final", async () => {
  const { url, calls } = await after([404, '{"message":"Missing Authentication Token"}']);

  expect(await answers(url, 60_000)).toBe(false);
  expect(calls()).toBe(1);
});
